package io.compliancecenter.desk.purge;

import io.compliancecenter.catalogue.rules.Objection;
import io.compliancecenter.catalogue.rules.TextRule;
import io.compliancecenter.database.ConditionalOnDesk;
import io.compliancecenter.desk.DeskPerson;
import io.compliancecenter.desk.ForDeskRoles;
import io.compliancecenter.organization.DeskRole;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Shows withdrawn certificates, and purges their bytes: one person asks for it, and another confirms. */
@Controller
@ConditionalOnDesk
@RequestMapping("/desk/withdrawn")
class PurgeController {

    private static final int LAST_PAGE = 1_000_000;
    private static final String SHA_256 = "[0-9a-f]{64}";

    private final PurgeService purges;

    PurgeController(PurgeService purges) {
        this.purges = purges;
    }

    /** What the last request did. */
    enum Done {
        REQUESTED,
        DECLINED,
        PURGED
    }

    /** @param page counts from 1 */
    @GetMapping
    ModelAndView list(DeskPerson reader, @RequestParam(defaultValue = "1") int page, Locale language, ZoneId zone) {
        int number = Math.max(1, Math.min(page, LAST_PAGE));
        List<WithdrawnView> rows = purges.list(number - 1).stream()
                .map(row -> WithdrawnView.of(row, language, zone))
                .toList();
        return new ModelAndView("desk/withdrawn")
                .addObject("rows", rows)
                .addObject("previous", number > 1 ? number - 1 : null)
                .addObject("next", rows.size() == PurgeService.PAGE_SIZE ? number + 1 : null);
    }

    @GetMapping("/{withdrawn}")
    ModelAndView certificate(
            DeskPerson reader,
            @PathVariable UUID withdrawn,
            @RequestParam Optional<Done> done,
            Locale language,
            ZoneId zone) {
        return page(withdrawn, reader, language, zone, HttpStatus.OK).addObject("done", done.orElse(null));
    }

    private ModelAndView page(UUID withdrawn, DeskPerson reader, Locale language, ZoneId zone, HttpStatus status) {
        WithdrawnView view = WithdrawnView.of(purges.find(withdrawn), language, zone);
        return new ModelAndView("desk/purge", status)
                .addObject("certificate", view)
                .addObject("own", reader.id().value().equals(view.row().requesterId()));
    }

    @PostMapping("/{withdrawn}/purge-request")
    @ForDeskRoles(DeskRole.EDITOR)
    ModelAndView request(
            DeskPerson editor,
            @PathVariable UUID withdrawn,
            @RequestParam(defaultValue = "") String reason,
            Locale language,
            ZoneId zone) {
        String typed = reason.replace("\r\n", "\n").strip();
        Optional<Objection> objection = TextRule.PLAIN.objection(typed);
        if (objection.isPresent()) {
            return page(withdrawn, editor, language, zone, HttpStatus.UNPROCESSABLE_CONTENT)
                    .addObject("objection", objection.get())
                    .addObject("reason", reason);
        }
        purges.request(withdrawn, typed);
        return done(withdrawn, Done.REQUESTED);
    }

    @PostMapping("/{withdrawn}/purge-decline")
    @ForDeskRoles({DeskRole.EDITOR, DeskRole.APPROVER})
    ModelAndView decline(DeskPerson person, @PathVariable UUID withdrawn) {
        purges.decline(withdrawn);
        return done(withdrawn, Done.DECLINED);
    }

    /** @param sha256 of the document on the page */
    @PostMapping("/{withdrawn}/purge")
    @ForDeskRoles(DeskRole.APPROVER)
    ModelAndView confirm(
            DeskPerson approver,
            @PathVariable UUID withdrawn,
            @RequestParam String sha256,
            Locale language,
            ZoneId zone) {
        PurgeOutcome outcome = sha256.matches(SHA_256) ? purges.confirm(withdrawn, sha256) : PurgeOutcome.CHANGED;
        return outcome == PurgeOutcome.PURGED
                ? done(withdrawn, Done.PURGED)
                : page(withdrawn, approver, language, zone, HttpStatus.CONFLICT).addObject("refused", outcome);
    }

    private static ModelAndView done(UUID withdrawn, Done done) {
        return new ModelAndView("redirect:/desk/withdrawn/" + withdrawn + "?done=" + done, HttpStatus.SEE_OTHER);
    }
}
