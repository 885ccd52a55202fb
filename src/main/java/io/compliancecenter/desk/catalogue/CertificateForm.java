package io.compliancecenter.desk.catalogue;

import io.compliancecenter.catalogue.PublishedCertification;
import io.compliancecenter.catalogue.rules.TextRule;
import io.compliancecenter.catalogue.rules.ValueFormat;
import java.time.LocalDate;
import java.time.Period;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The details of a new certificate, as they were typed.
 *
 * @param issuedOn ISO 8601
 * @param validUntil ISO 8601; empty if it has no expiry date
 */
record CertificateForm(String issuer, String issuedOn, String validUntil) {

    CertificateForm(@Nullable String issuer, @Nullable String issuedOn, @Nullable String validUntil) {
        this.issuer = issuer == null ? "" : issuer.strip();
        this.issuedOn = issuedOn == null ? "" : issuedOn.strip();
        this.validUntil = validUntil == null ? "" : validUntil.strip();
    }

    static CertificateForm of(CertificateContent content) {
        return new CertificateForm(content.issuer(), text(content.issuedOn()), text(content.validUntil()));
    }

    /** What the last certificate and the renewal cycle suggest. */
    static CertificateForm proposal(PublishedCertification certification) {
        return certification.certificates().stream()
                .findFirst()
                .map(last -> {
                    LocalDate issuedOn = Optional.ofNullable(certification.renewalCycle())
                            .map(cycle -> cycle.renewalOf(last.issued().issuedOn()))
                            .orElse(null);
                    LocalDate validUntil = last.issued().validUntil();
                    LocalDate next = issuedOn == null || validUntil == null
                            ? null
                            : issuedOn.plus(Period.between(last.issued().issuedOn(), validUntil));
                    return new CertificateForm(last.issued().issuer(), text(issuedOn), text(next));
                })
                .orElse(new CertificateForm("", "", ""));
    }

    private static String text(@Nullable LocalDate day) {
        return day == null ? "" : day.toString();
    }

    /** What is wrong, by field, as message keys. */
    Map<String, String> errors() {
        Map<String, String> errors = new LinkedHashMap<>();
        if (issuer.isEmpty()) {
            errors.put("issuer", "desk.certificate.issuer.missing");
        } else if (TextRule.LINE.objection(issuer).isPresent()) {
            errors.put("issuer", "desk.certificate.issuer.invalid");
        }
        LocalDate issued = day(issuedOn);
        if (issued == null) {
            errors.put("issuedOn", "desk.certificate.day.invalid");
        }
        LocalDate end = day(validUntil);
        if (!validUntil.isEmpty() && end == null) {
            errors.put("validUntil", "desk.certificate.day.invalid");
        } else if (issued != null && end != null && end.isBefore(issued)) {
            errors.put("validUntil", "desk.certificate.valid-until.early");
        }
        return errors;
    }

    /** Only without errors. */
    CertificateContent content(CertificateContent before) {
        return new CertificateContent(
                before.certification(), issuer, day(issuedOn), day(validUntil), before.fileName());
    }

    private static @Nullable LocalDate day(String text) {
        return ValueFormat.DAY.parse(text).orElse(null);
    }
}
