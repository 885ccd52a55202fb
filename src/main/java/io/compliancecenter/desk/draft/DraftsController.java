package io.compliancecenter.desk.draft;

import io.compliancecenter.database.ConditionalOnDesk;
import io.compliancecenter.desk.DeskPerson;
import io.compliancecenter.desk.ForDeskRoles;
import io.compliancecenter.organization.DeskRole;
import io.compliancecenter.web.OneLine;
import io.compliancecenter.web.TimeText;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Shows drafts, and removes what is in them. */
@Controller
@ConditionalOnDesk
@RequestMapping("/desk/drafts")
class DraftsController {

    private static final int LONGEST_TITLE = 200;

    private final DraftService drafts;
    private final DraftPages pages;

    DraftsController(DraftService drafts, DraftPages pages) {
        this.drafts = drafts;
        this.pages = pages;
    }

    /** A draft in the list. */
    record RowView(Drafts.DraftRow row, TimeText createdAt) {}

    /**
     * Lists the latest drafts.
     *
     * @param closed whether to show those that are published or discarded
     * @param discarded whether the last request discarded one
     */
    @GetMapping
    ModelAndView list(
            DeskPerson reader,
            @RequestParam(defaultValue = "false") boolean closed,
            @RequestParam(defaultValue = "false") boolean discarded,
            Locale language,
            ZoneId zone) {
        List<RowView> rows = drafts.list(closed).stream()
                .map(row -> new RowView(row, TimeText.of(row.createdAt(), language, zone)))
                .toList();
        return new ModelAndView("desk/drafts")
                .addObject("rows", rows)
                .addObject("closed", closed)
                .addObject("discarded", discarded)
                .addObject("person", reader);
    }

    @PostMapping
    @ForDeskRoles(DeskRole.EDITOR)
    ModelAndView create(DeskPerson editor, @RequestParam String title) {
        String line = OneLine.of(title, LONGEST_TITLE);
        // The page has asked for more than spaces already.
        String created = line.isEmpty() ? "" : "/" + drafts.create(line);
        return new ModelAndView("redirect:/desk/drafts" + created, HttpStatus.SEE_OTHER);
    }

    /** @param done what the last step did; null if there was none */
    @GetMapping("/{draft}")
    ModelAndView draft(
            DeskPerson reader,
            @PathVariable UUID draft,
            @RequestParam @Nullable ReviewOutcome done,
            Locale language,
            ZoneId zone) {
        return pages.page(draft, reader, done == null || done.isRefusal() ? null : done, language, zone);
    }

    @PostMapping("/{draft}/changes/{kind}/{key}/removal")
    @ForDeskRoles(DeskRole.EDITOR)
    ModelAndView remove(
            DeskPerson editor,
            @PathVariable UUID draft,
            @PathVariable ChangeKind kind,
            @PathVariable String key,
            @RequestParam int revision) {
        drafts.remove(draft, revision, kind, key);
        return DraftPages.redirect(draft, ReviewOutcome.REMOVED);
    }
}
