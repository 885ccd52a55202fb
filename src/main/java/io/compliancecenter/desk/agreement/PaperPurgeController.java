package io.compliancecenter.desk.agreement;

import io.compliancecenter.database.ConditionalOnDesk;
import io.compliancecenter.desk.DeskPerson;
import io.compliancecenter.desk.ForDeskRoles;
import io.compliancecenter.organization.DeskRole;
import io.compliancecenter.web.OneLine;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Purges the paper of an agreement that is over: one person asks for it, and another confirms. */
@Controller
@ConditionalOnDesk
@RequestMapping("/desk/customers/{organization}/agreements/{agreement}/paper")
class PaperPurgeController {

    private static final int LONGEST_REASON = 1000;
    private static final String SHA_256 = "[0-9a-f]{64}";

    private final AgreementService agreements;

    PaperPurgeController(AgreementService agreements) {
        this.agreements = agreements;
    }

    @PostMapping("/purge-request")
    @ForDeskRoles(DeskRole.SUPPORT)
    ModelAndView request(
            DeskPerson support,
            @PathVariable UUID organization,
            @PathVariable UUID agreement,
            @RequestParam(defaultValue = "") String reason) {
        agreements.find(organization, agreement);
        String why = OneLine.of(reason, LONGEST_REASON);
        if (why.isEmpty()) {
            return AgreementRedirect.to(organization, agreement, AgreementOutcome.PAPER_NO_REASON);
        }
        agreements.requestPurge(agreement, why);
        return AgreementRedirect.to(organization, agreement, AgreementOutcome.PAPER_REQUESTED);
    }

    @PostMapping("/purge-decline")
    @ForDeskRoles({DeskRole.SUPPORT, DeskRole.APPROVER})
    ModelAndView decline(DeskPerson person, @PathVariable UUID organization, @PathVariable UUID agreement) {
        agreements.find(organization, agreement);
        agreements.declinePurge(agreement);
        return AgreementRedirect.to(organization, agreement, AgreementOutcome.PAPER_KEPT);
    }

    /** @param sha256 of the paper on the approver's page */
    @PostMapping("/purge")
    @ForDeskRoles(DeskRole.APPROVER)
    ModelAndView confirm(
            DeskPerson approver,
            @PathVariable UUID organization,
            @PathVariable UUID agreement,
            @RequestParam String sha256) {
        agreements.find(organization, agreement);
        return AgreementRedirect.to(
                organization,
                agreement,
                sha256.matches(SHA_256) ? agreements.confirmPurge(agreement, sha256) : AgreementOutcome.PAPER_CHANGED);
    }
}
