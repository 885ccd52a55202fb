package io.compliancecenter.desk.terms;

import io.compliancecenter.catalogue.rules.Objection;
import io.compliancecenter.database.ConditionalOnDesk;
import io.compliancecenter.database.RefusedByDatabaseException;
import io.compliancecenter.database.RefusedByDatabaseException.Reason;
import io.compliancecenter.desk.DeskNotFoundException;
import io.compliancecenter.desk.DeskPerson;
import io.compliancecenter.desk.ForDeskRoles;
import io.compliancecenter.desk.draft.DraftService;
import io.compliancecenter.desk.terms.DeskTerms.AllTerms;
import io.compliancecenter.desk.terms.DeskTerms.VersionView;
import io.compliancecenter.organization.DeskRole;
import io.compliancecenter.web.OneLine;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
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

/** Lists the versions of the terms, and puts new ones into drafts. */
@Controller
@ConditionalOnDesk
@RequestMapping("/desk/terms")
class TermsController {

    private static final int LONGEST_REASON = 2000;

    private final DeskTerms terms;
    private final DraftService drafts;
    private final Clock clock;

    TermsController(DeskTerms terms, DraftService drafts, Clock clock) {
        this.terms = terms;
        this.drafts = drafts;
        this.clock = clock;
    }

    @GetMapping
    ModelAndView list(
            DeskPerson reader, @RequestParam(defaultValue = "false") boolean withdrawn, Locale language, ZoneId zone) {
        AllTerms all = terms.find();
        List<TermsRow> rows = all.versions().stream()
                .map(version -> TermsRow.of(version, all.current(), clock.instant(), language, zone))
                .toList();
        return new ModelAndView("desk/terms")
                .addObject("rows", rows)
                .addObject("withdrawn", withdrawn)
                .addObject("person", reader);
    }

    /** @param draft that has the next version; null to begin with the words of the latest one */
    @GetMapping("/new")
    @ForDeskRoles(DeskRole.EDITOR)
    ModelAndView edit(DeskPerson editor, @RequestParam(required = false) @Nullable UUID draft, ZoneId zone) {
        AllTerms all = terms.find();
        TermsForm form = draft == null
                ? TermsForm.following(all.followed())
                : terms.find(draft, all.next())
                        .map(content -> TermsForm.of(content, zone))
                        .orElseThrow(DeskNotFoundException::new);
        return page(all, form, draft, draft == null ? null : drafts.revision(draft), Map.of(), HttpStatus.OK);
    }

    /** @param fields of the form; those of texts begin with {@code text.} */
    @PostMapping("/new")
    @ForDeskRoles(DeskRole.EDITOR)
    ModelAndView save(
            DeskPerson editor,
            @RequestParam Map<String, String> fields,
            @RequestParam(required = false) @Nullable UUID draft,
            @RequestParam(required = false) @Nullable Integer revision,
            @RequestParam(defaultValue = "") String title,
            ZoneId zone) {
        AllTerms all = terms.find();
        TermsForm form = TermsForm.typed(fields);
        VersionView followed = all.followed();
        Instant now = clock.instant();
        Instant earliest = followed == null || !followed.effectiveAt().isAfter(now) ? null : followed.effectiveAt();
        Map<String, Objection> errors = form.errors(all.versions().isEmpty(), now, earliest, zone);
        if (!errors.isEmpty()) {
            return page(all, form, draft, revision, errors, HttpStatus.UNPROCESSABLE_CONTENT);
        }
        try {
            Optional<UUID> saved = terms.save(draft, revision, all.next(), title, form.content(followed, zone));
            if (saved.isPresent()) {
                return new ModelAndView("redirect:/desk/drafts/" + saved.get() + "?done=SAVED", HttpStatus.SEE_OTHER);
            }
        } catch (RefusedByDatabaseException refused) {
            if (refused.reason() != Reason.CHANGED) {
                throw refused;
            }
        }
        return page(all, form, null, null, errors, HttpStatus.CONFLICT).addObject("conflict", true);
    }

    @PostMapping("/{version}/withdrawal")
    @ForDeskRoles(DeskRole.EDITOR)
    ModelAndView withdraw(DeskPerson editor, @PathVariable int version, @RequestParam String reason) {
        String why = OneLine.of(reason, LONGEST_REASON);
        if (why.isEmpty()) {
            // The page has asked for more than spaces already.
            return new ModelAndView("redirect:/desk/terms", HttpStatus.SEE_OTHER);
        }
        terms.withdraw(version, why);
        return new ModelAndView("redirect:/desk/terms?withdrawn=true", HttpStatus.SEE_OTHER);
    }

    private ModelAndView page(
            AllTerms all,
            TermsForm form,
            @Nullable UUID draft,
            @Nullable Integer revision,
            Map<String, Objection> errors,
            HttpStatus status) {
        return new ModelAndView("desk/new-terms", status)
                .addObject("version", all.next())
                .addObject("form", form)
                .addObject("draft", draft)
                .addObject("revision", revision)
                .addObject("drafts", drafts.listOpen())
                .addObject("errors", errors);
    }
}
