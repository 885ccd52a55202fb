package io.compliancecenter.desk.agreement;

import io.compliancecenter.database.ConditionalOnDesk;
import io.compliancecenter.database.RefusedByDatabaseException;
import io.compliancecenter.database.RefusedByDatabaseException.Reason;
import io.compliancecenter.desk.DeskPerson;
import io.compliancecenter.desk.ForDeskRoles;
import io.compliancecenter.organization.DeskRole;
import io.compliancecenter.web.OneLine;
import java.time.ZoneId;
import java.util.HexFormat;
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
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;

/** Shows an agreement, and takes the steps from a draft to its end. */
@Controller
@ConditionalOnDesk
@RequestMapping("/desk/customers/{organization}/agreements/{agreement}")
class AgreementController {

    private static final int LONGEST_REMARK = 1000;

    private final AgreementService agreements;

    AgreementController(AgreementService agreements) {
        this.agreements = agreements;
    }

    @GetMapping
    ModelAndView agreement(
            DeskPerson reader,
            @PathVariable UUID organization,
            @PathVariable UUID agreement,
            @RequestParam(required = false) @Nullable AgreementOutcome done,
            Locale language,
            ZoneId zone) {
        return page(organization, agreement, done, language, zone);
    }

    private ModelAndView page(
            UUID organization, UUID agreement, @Nullable AgreementOutcome done, Locale language, ZoneId zone) {
        return new ModelAndView("desk/agreement")
                .addObject("agreement", AgreementView.of(agreements.find(organization, agreement), language, zone))
                .addObject(
                        "purge",
                        agreements
                                .findPurge(agreement)
                                .map(row -> PaperPurgeView.of(row, language, zone))
                                .orElse(null))
                .addObject("outcome", done);
    }

    @PostMapping("/submission")
    @ForDeskRoles(DeskRole.SUPPORT)
    ModelAndView submit(
            DeskPerson support,
            @PathVariable UUID organization,
            @PathVariable UUID agreement,
            @RequestParam int revision) {
        agreements.find(organization, agreement);
        return AgreementRedirect.to(organization, agreement, agreements.submit(agreement, revision));
    }

    /** @param sha256 of the agreement on the approver's page */
    @PostMapping("/approval")
    @ForDeskRoles(DeskRole.APPROVER)
    ModelAndView approve(
            DeskPerson approver,
            @PathVariable UUID organization,
            @PathVariable UUID agreement,
            @RequestParam String sha256) {
        agreements.find(organization, agreement);
        return AgreementRedirect.to(organization, agreement, agreements.approve(agreement, hash(sha256)));
    }

    @PostMapping("/return")
    @ForDeskRoles({DeskRole.SUPPORT, DeskRole.APPROVER})
    ModelAndView sendBack(
            DeskPerson person,
            @PathVariable UUID organization,
            @PathVariable UUID agreement,
            @RequestParam int revision,
            @RequestParam(defaultValue = "") String remark,
            Locale language,
            ZoneId zone) {
        agreements.find(organization, agreement);
        String words = OneLine.of(remark, LONGEST_REMARK);
        try {
            agreements.sendBack(agreement, revision, words.isEmpty() ? null : words);
        } catch (RefusedByDatabaseException refused) {
            if (refused.reason() != Reason.CHANGED) {
                throw refused;
            }
            ModelAndView page = page(organization, agreement, AgreementOutcome.CHANGED, language, zone);
            page.setStatus(HttpStatus.CONFLICT);
            return page.addObject("unsent", words);
        }
        return AgreementRedirect.to(organization, agreement, AgreementOutcome.RETURNED);
    }

    @PostMapping("/discarding")
    @ForDeskRoles(DeskRole.SUPPORT)
    ModelAndView discard(
            DeskPerson support,
            @PathVariable UUID organization,
            @PathVariable UUID agreement,
            @RequestParam int revision) {
        agreements.find(organization, agreement);
        agreements.discard(agreement, revision);
        return AgreementRedirect.to(organization, agreement, AgreementOutcome.DISCARDED);
    }

    @PostMapping("/end")
    @ForDeskRoles({DeskRole.SUPPORT, DeskRole.APPROVER})
    ModelAndView end(
            DeskPerson person,
            @PathVariable UUID organization,
            @PathVariable UUID agreement,
            @RequestParam(defaultValue = "") String reason) {
        agreements.find(organization, agreement);
        String why = OneLine.of(reason, LONGEST_REMARK);
        if (why.isEmpty()) {
            return AgreementRedirect.to(organization, agreement, AgreementOutcome.NO_REASON);
        }
        agreements.end(agreement, why);
        return AgreementRedirect.to(organization, agreement, AgreementOutcome.ENDED);
    }

    private static byte[] hash(String hexadecimal) {
        try {
            return HexFormat.of().parseHex(hexadecimal);
        } catch (IllegalArgumentException malformed) {
            throw new ResponseStatusException(HttpStatus.BAD_REQUEST);
        }
    }
}
