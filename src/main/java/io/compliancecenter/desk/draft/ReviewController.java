package io.compliancecenter.desk.draft;

import io.compliancecenter.catalogue.rules.Objection;
import io.compliancecenter.catalogue.rules.TextRule;
import io.compliancecenter.catalogue.rules.ValueFormat;
import io.compliancecenter.database.ConditionalOnDesk;
import io.compliancecenter.database.RefusedByDatabaseException;
import io.compliancecenter.database.RefusedByDatabaseException.Reason;
import io.compliancecenter.desk.DeskPerson;
import io.compliancecenter.desk.ForDeskRoles;
import io.compliancecenter.organization.DeskRole;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;

/** The steps from an open draft to its publication. */
@Controller
@ConditionalOnDesk
@RequestMapping("/desk/drafts/{draft}")
class ReviewController {

    private static final Pattern LINE_BREAK = Pattern.compile("\\R");
    private static final Pattern CONTROL_CHARACTER = Pattern.compile("[\\p{Cc}\\p{Cs}&&[^\\t\\n]]");

    private final DraftService drafts;
    private final DraftPages pages;

    ReviewController(DraftService drafts, DraftPages pages) {
        this.drafts = drafts;
        this.pages = pages;
    }

    @PostMapping("/submission")
    @ForDeskRoles(DeskRole.EDITOR)
    ModelAndView submit(
            DeskPerson editor, @PathVariable UUID draft, @RequestParam int revision, Locale language, ZoneId zone) {
        return shown(draft, editor, drafts.submit(draft, revision), language, zone);
    }

    /**
     * Approves what the approver has seen.
     *
     * @param sha256 of the draft on their page
     * @param publishAt local time in the reader's zone; empty for at once
     */
    @PostMapping("/approval")
    @ForDeskRoles(DeskRole.APPROVER)
    ModelAndView approve(
            DeskPerson approver,
            @PathVariable UUID draft,
            @RequestParam String sha256,
            @RequestParam(defaultValue = "") String publishAt,
            Locale language,
            ZoneId zone) {
        ReviewOutcome outcome = drafts.approve(draft, hash(sha256), time(publishAt, zone));
        // Without the time that was typed, the next click would publish at once.
        return shown(draft, approver, outcome, language, zone)
                .addObject("publishAt", outcome.isRefusal() ? publishAt : null);
    }

    @PostMapping("/return")
    @ForDeskRoles({DeskRole.EDITOR, DeskRole.APPROVER})
    ModelAndView sendBack(
            DeskPerson person,
            @PathVariable UUID draft,
            @RequestParam int revision,
            @RequestParam(defaultValue = "") String remark,
            Locale language,
            ZoneId zone) {
        // Browsers count a line break as one character, and send two. That of a word processor is a control character.
        String words = LINE_BREAK.matcher(remark).replaceAll("\n");
        words = CONTROL_CHARACTER.matcher(words).replaceAll("").strip();
        Optional<Objection> objection = words.isEmpty() ? Optional.empty() : TextRule.PLAIN.objection(words);
        if (objection.isPresent()) {
            return pages.unsent(draft, person, words, objection.get(), language, zone);
        }
        try {
            drafts.sendBack(draft, revision, words.isEmpty() ? null : words);
        } catch (RefusedByDatabaseException refused) {
            if (refused.reason() != Reason.CHANGED) {
                throw refused;
            }
            return pages.unsent(draft, person, words, null, language, zone);
        }
        return DraftPages.redirect(draft, ReviewOutcome.RETURNED);
    }

    @PostMapping("/discarding")
    @ForDeskRoles(DeskRole.EDITOR)
    ModelAndView discard(DeskPerson editor, @PathVariable UUID draft, @RequestParam int revision) {
        drafts.discard(draft, revision);
        return new ModelAndView("redirect:/desk/drafts?discarded=true", HttpStatus.SEE_OTHER);
    }

    private ModelAndView shown(UUID draft, DeskPerson reader, ReviewOutcome outcome, Locale language, ZoneId zone) {
        return outcome.isRefusal()
                ? pages.page(draft, reader, outcome, language, zone)
                : DraftPages.redirect(draft, outcome);
    }

    private static byte[] hash(String hexadecimal) {
        try {
            return HexFormat.of().parseHex(hexadecimal);
        } catch (IllegalArgumentException malformed) {
            throw new ResponseStatusException(HttpStatus.BAD_REQUEST);
        }
    }

    private static @Nullable Instant time(String local, ZoneId zone) {
        try {
            if (local.isBlank()) {
                return null;
            }
            LocalDateTime time = LocalDateTime.parse(local);
            if (!ValueFormat.isInRange(time.toLocalDate().plusDays(1))) {
                throw new ResponseStatusException(HttpStatus.BAD_REQUEST);
            }
            return time.atZone(zone).toInstant();
        } catch (DateTimeParseException malformed) {
            throw new ResponseStatusException(HttpStatus.BAD_REQUEST);
        }
    }
}
