package io.compliancecenter.desk.draft;

import io.compliancecenter.catalogue.rules.Objection;
import io.compliancecenter.database.ConditionalOnDesk;
import io.compliancecenter.desk.DeskPerson;
import io.compliancecenter.desk.draft.DraftService.OpenedDraft;
import io.compliancecenter.web.ReaderZone;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.ModelAndView;
import tools.jackson.databind.json.JsonMapper;

/** Builds the page of a draft. */
@Component
@ConditionalOnDesk
class DraftPages {

    private final DraftService drafts;
    private final JsonMapper json;

    DraftPages(DraftService drafts, JsonMapper json) {
        this.drafts = drafts;
        this.json = json;
    }

    /** @param outcome of the last step; null if there was none */
    ModelAndView page(UUID id, DeskPerson reader, @Nullable ReviewOutcome outcome, Locale language, ZoneId zone) {
        OpenedDraft opened = drafts.open(id, reader.id());
        KnownItems known = drafts.knownItems();
        List<ChangeView> changes = opened.changes().stream()
                .map(change -> ChangeView.of(
                        change,
                        opened.documents().get(change.key()),
                        opened.superseded().get(change.key()),
                        known,
                        json,
                        language,
                        zone))
                .toList();
        ModelAndView page = new ModelAndView(
                "desk/draft", outcome != null && outcome.isRefusal() ? HttpStatus.CONFLICT : HttpStatus.OK);
        page.addObject("page", DraftPage.of(opened, changes, reader, language, zone));
        boolean shown = outcome != null
                && (outcome.isRefusal() || outcome.leadsTo(opened.draft().state()));
        page.addObject("outcome", shown ? outcome : null);
        return page.addObject("zone", ReaderZone.name(zone));
    }

    /**
     * The page with a comment that was not sent.
     *
     * @param objection to the comment; null if the draft has changed
     */
    ModelAndView unsent(
            UUID id, DeskPerson reader, String remark, @Nullable Objection objection, Locale language, ZoneId zone) {
        ModelAndView page = page(id, reader, objection == null ? ReviewOutcome.CHANGED : null, language, zone)
                .addObject("unsent", remark)
                .addObject("objection", objection);
        if (objection != null) {
            page.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
        }
        return page;
    }

    static ModelAndView redirect(UUID draft, ReviewOutcome outcome) {
        return new ModelAndView("redirect:/desk/drafts/" + draft + "?done=" + outcome, HttpStatus.SEE_OTHER);
    }
}
