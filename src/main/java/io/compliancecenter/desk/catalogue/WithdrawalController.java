package io.compliancecenter.desk.catalogue;

import io.compliancecenter.catalogue.published.CertificateId;
import io.compliancecenter.catalogue.published.PublishedCertificate;
import io.compliancecenter.catalogue.published.PublishedCertification;
import io.compliancecenter.catalogue.rules.Objection;
import io.compliancecenter.catalogue.rules.TextRule;
import io.compliancecenter.database.ConditionalOnDesk;
import io.compliancecenter.desk.DeskPerson;
import io.compliancecenter.desk.ForDeskRoles;
import io.compliancecenter.organization.DeskRole;
import io.compliancecenter.web.TimeText;
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

/** Lists the certificates of a certification, and withdraws one that was published by mistake: at once, and without a draft. */
@Controller
@ConditionalOnDesk
@RequestMapping("/desk/catalogue/certifications/{code}/certificates")
class WithdrawalController {

    private final DeskCatalogue catalogue;

    WithdrawalController(DeskCatalogue catalogue) {
        this.catalogue = catalogue;
    }

    /**
     * A certificate on offer.
     *
     * @param validUntil null if it has no expiry date
     */
    record Row(
            UUID id,
            int version,
            String issuer,
            String fileName,
            TimeText issuedOn,
            @Nullable TimeText validUntil,
            long downloads) {}

    /** @param withdrawn whether the last request did */
    @GetMapping
    ModelAndView list(
            DeskPerson reader,
            @PathVariable String code,
            @RequestParam(defaultValue = "false") boolean withdrawn,
            Locale language) {
        return page(reader, code, language, HttpStatus.OK).addObject("withdrawn", withdrawn);
    }

    @PostMapping("/{id}/withdrawal")
    @ForDeskRoles(DeskRole.EDITOR)
    ModelAndView withdraw(
            DeskPerson editor,
            @PathVariable String code,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String reason,
            Locale language) {
        String typed = reason.replace("\r\n", "\n").strip();
        Optional<Objection> objection = TextRule.PLAIN.objection(typed);
        if (objection.isPresent()) {
            return page(editor, code, language, HttpStatus.UNPROCESSABLE_CONTENT)
                    .addObject("refused", id)
                    .addObject("objection", objection.get())
                    .addObject("reason", reason);
        }
        catalogue.withdraw(new CertificateId(id), typed);
        return new ModelAndView(
                "redirect:/desk/catalogue/certifications/" + code + "/certificates?withdrawn=true",
                HttpStatus.SEE_OTHER);
    }

    private ModelAndView page(DeskPerson reader, String code, Locale language, HttpStatus status) {
        PublishedCertification certification = catalogue.certification(code);
        Map<CertificateId, Long> downloads = catalogue.downloads(code);
        List<Row> rows = certification.certificates().stream()
                .map(certificate -> row(certificate, downloads.getOrDefault(certificate.id(), 0L), language))
                .toList();
        return new ModelAndView("desk/certificates", status)
                .addObject("certification", certification)
                .addObject("rows", rows)
                .addObject("person", reader);
    }

    private static Row row(PublishedCertificate certificate, long downloads, Locale language) {
        return new Row(
                certificate.id().value(),
                certificate.version(),
                certificate.issued().issuer(),
                certificate.issued().fileName(),
                TimeText.of(certificate.issued().issuedOn(), language),
                Optional.ofNullable(certificate.issued().validUntil())
                        .map(day -> TimeText.of(day, language))
                        .orElse(null),
                downloads);
    }
}
