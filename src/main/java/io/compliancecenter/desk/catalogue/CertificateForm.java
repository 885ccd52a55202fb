package io.compliancecenter.desk.catalogue;

import io.compliancecenter.catalogue.published.PublishedCertificate;
import io.compliancecenter.catalogue.published.PublishedCertification;
import io.compliancecenter.catalogue.rules.TextRule;
import io.compliancecenter.catalogue.rules.ValueFormat;
import io.compliancecenter.desk.catalogue.CertificateContent.GroupAccess;
import io.compliancecenter.desk.catalogue.CertificateContent.Otherwise;
import java.time.LocalDate;
import java.time.Period;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The details of a new certificate, as they were typed.
 *
 * @param issuedOn ISO 8601
 * @param validUntil ISO 8601; empty if it has no expiry date
 * @param otherwise null if it stays as it is
 * @param groups codes of the access groups that it is for
 */
record CertificateForm(
        String issuer,
        String issuedOn,
        String validUntil,
        @Nullable Otherwise otherwise,
        Set<String> groups) {

    CertificateForm(
            @Nullable String issuer,
            @Nullable String issuedOn,
            @Nullable String validUntil,
            @Nullable Otherwise otherwise,
            @Nullable Set<String> groups) {
        this.otherwise = otherwise;
        this.groups = groups == null ? Set.of() : groups;
        this.issuer = issuer == null ? "" : issuer.strip();
        this.issuedOn = issuedOn == null ? "" : issuedOn.strip();
        this.validUntil = validUntil == null ? "" : validUntil.strip();
    }

    static CertificateForm of(CertificateContent content) {
        return new CertificateForm(
                content.issuer(),
                text(content.issuedOn()),
                text(content.validUntil()),
                content.otherwise(),
                codes(content));
    }

    private static Set<String> codes(CertificateContent content) {
        return content.groups() == null
                ? Set.of()
                : content.groups().stream().map(GroupAccess::group).collect(Collectors.toSet());
    }

    /**
     * What the document, the last certificate and the renewal cycle suggest.
     *
     * @param author of the document; empty if unknown
     * @param created when the document was made; empty if unknown
     */
    static CertificateForm proposal(
            PublishedCertification certification, CertificateContent content, String author, String created) {
        LocalDate made = day(created);
        Optional<PublishedCertificate> last =
                certification.certificates().stream().findFirst();
        LocalDate issuedOn = made != null
                ? made
                : last.flatMap(certificate -> Optional.ofNullable(certification.renewalCycle())
                                .map(cycle ->
                                        cycle.renewalOf(certificate.issued().issuedOn())))
                        .orElse(null);
        LocalDate validUntil = last.map(certificate -> certificate.issued().validUntil())
                .filter(end -> issuedOn != null)
                .map(end -> Objects.requireNonNull(issuedOn)
                        .plus(Period.between(last.get().issued().issuedOn(), end)))
                .orElse(null);
        return new CertificateForm(
                last.map(certificate -> certificate.issued().issuer()).orElse(author),
                text(issuedOn),
                text(validUntil),
                content.otherwise(),
                codes(content));
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

    /**
     * Only without errors. A group that is chosen still has access from and until when it had.
     *
     * @param current codes of the groups that can be chosen
     */
    CertificateContent content(CertificateContent before, Set<String> current) {
        return new CertificateContent(
                before.certification(),
                issuer,
                day(issuedOn),
                day(validUntil),
                before.fileName(),
                otherwise == null ? before.otherwise() : otherwise,
                otherwise == null ? before.groups() : chosen(before, current),
                before.allowances());
    }

    private List<GroupAccess> chosen(CertificateContent before, Set<String> current) {
        if (otherwise == Otherwise.EVERYONE) {
            return List.of();
        }
        Set<String> known = codes(before);
        return Stream.concat(
                        Stream.ofNullable(before.groups())
                                .flatMap(List::stream)
                                .filter(access -> groups.contains(access.group())),
                        groups.stream()
                                .filter(group -> current.contains(group) && !known.contains(group))
                                .sorted()
                                .map(group -> new GroupAccess(group, null, null)))
                .toList();
    }

    private static @Nullable LocalDate day(String text) {
        return ValueFormat.DAY.parse(text).orElse(null);
    }
}
