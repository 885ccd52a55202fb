package io.compliancecenter.desk.agreement;

import io.compliancecenter.database.ConditionalOnDesk;
import io.compliancecenter.desk.DeskPerson;
import io.compliancecenter.desk.ForDeskRoles;
import io.compliancecenter.organization.DeskRole;
import io.compliancecenter.support.Attachments;
import io.compliancecenter.support.PrivateDirectory;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** Sends the paper of an agreement to the vendor's people. No customer gets it. */
@Controller
@ConditionalOnDesk
class AgreementPaperController {

    private final AgreementService agreements;
    private final AgreementPapers papers;

    AgreementPaperController(AgreementService agreements, AgreementPapers papers) {
        this.agreements = agreements;
        this.papers = papers;
    }

    /** As it was uploaded. */
    @GetMapping("/desk/customers/{organization}/agreements/{agreement}/paper")
    @ForDeskRoles({DeskRole.SUPPORT, DeskRole.APPROVER, DeskRole.AUDITOR})
    void paper(
            DeskPerson reader,
            @PathVariable UUID organization,
            @PathVariable UUID agreement,
            HttpServletResponse response)
            throws IOException {
        agreements.find(organization, agreement);
        try (PrivateDirectory directory = PrivateDirectory.create("paper")) {
            Path paper = directory.path().resolve("paper.pdf");
            papers.copyTo(agreement, paper);
            Attachments.describe(response, MediaType.APPLICATION_PDF_VALUE, "agreement-" + agreement + ".pdf");
            response.setContentLengthLong(Files.size(paper));
            Files.copy(paper, response.getOutputStream());
        }
    }
}
