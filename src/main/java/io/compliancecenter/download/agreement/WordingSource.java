package io.compliancecenter.download.agreement;

import io.compliancecenter.organization.CurrentMember;
import io.compliancecenter.terms.Wording;
import io.compliancecenter.web.PageLanguages;
import java.util.Locale;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** Labels the checkbox and the button, for the page and for the record. */
@Component
class WordingSource {

    private final MessageSource messages;

    WordingSource(MessageSource messages) {
        this.messages = messages;
    }

    /** @param preferred the language to use, or the nearest that there is */
    Wording wording(CurrentMember member, Locale preferred) {
        return wording(member.organization().name(), preferred);
    }

    /** For an Organization of that name. */
    Wording wording(String organization, Locale preferred) {
        // Only languages of pages, because the source of messages keeps something for each locale that it is asked for
        Locale language = PageLanguages.nearest(preferred);
        return new Wording(
                messages.getMessage("terms.agree", new Object[] {organization}, language),
                messages.getMessage("terms.agree-and-download", null, language),
                language);
    }
}
