package io.compliancecenter.download.agreement;

import io.compliancecenter.organization.CurrentMember;
import io.compliancecenter.support.Sha256;
import io.compliancecenter.terms.Agreement.Wording;
import java.util.Locale;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** The words at the box and on the button. What is shown and what is recorded both come from here. */
@Component
class WordingSource {

    private final MessageSource messages;

    WordingSource(MessageSource messages) {
        this.messages = messages;
    }

    /** @param wanted the language to write in; the words are in it, or in the nearest that there is */
    Wording wording(CurrentMember member, Locale wanted) {
        Locale language = Locale.forLanguageTag(messages.getMessage("language", null, wanted));
        return new Wording(
                messages.getMessage(
                        "terms.agree", new Object[] {member.organization().name()}, language),
                messages.getMessage("terms.agree-and-download", null, language),
                language);
    }

    /** The hash by which a form tells which words it showed, in lower-case hexadecimal. */
    static String sha256(Wording wording) {
        return Sha256.of(String.join("\n", wording.locale().toLanguageTag(), wording.checkbox(), wording.button()));
    }
}
