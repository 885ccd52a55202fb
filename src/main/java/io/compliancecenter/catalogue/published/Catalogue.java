package io.compliancecenter.catalogue.published;

import io.compliancecenter.catalogue.rules.TextRule;
import jakarta.persistence.Embeddable;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is published at one moment, as an Organization sees it. What was retired is not there, nor what is for others.
 *
 * <p>Revision and open certificates determine all of it: whatever is made of it may be cached by both, and by nothing less.
 *
 * @param revision another one after every change
 * @param open those certificates that are not for everyone, but for the Organization
 * @param vendor null while nothing has been published
 * @param compliances in the vendor's order
 * @param certifications in the vendor's order, with their certificates
 */
public record Catalogue(
        UUID revision,
        Set<CertificateId> open,
        @Nullable VendorDetails vendor,
        List<ComplianceDetails> compliances,
        List<PublishedCertification> certifications) {

    /**
     * What is published about the vendor.
     *
     * @param support the e-mail address of those who answer questions on compliance
     * @param introduction plain text above the list of compliances
     */
    @Embeddable
    public record VendorDetails(String name, String support, String introduction) {}

    /** One compliance; empty if there is none with that code. */
    public Optional<ComplianceDetails> compliance(String code) {
        return compliances.stream()
                .filter(compliance -> compliance.code().equals(code))
                .findFirst();
    }

    /**
     * The status of a compliance as it holds on the given day. Only {@link Status#CERTIFIED} depends on the certifications
     * that attest it; one can comply without an attestation.
     */
    public StatusOnDay statusOn(ComplianceDetails compliance, LocalDate day) {
        return compliance.status() == Status.CERTIFIED
                ? StatusOnDay.attestedBy(attesting(compliance).toList(), Status.CERTIFIED, day)
                : StatusOnDay.asStated(compliance.status());
    }

    /** The certifications that attest a compliance, in the vendor's order. */
    public Stream<PublishedCertification> attesting(ComplianceDetails compliance) {
        return certifications.stream().filter(certification -> compliance.code().equals(certification.compliance()));
    }

    /** Whether another certification has the same name, but for case and blanks around it. */
    public boolean sharesItsName(PublishedCertification certification) {
        return certifications.stream()
                .filter(other -> !other.code().equals(certification.code()))
                .anyMatch(other -> other.name()
                        .strip()
                        .equalsIgnoreCase(certification.name().strip()));
    }

    /** One certification; empty if there is none with that code. */
    public Optional<PublishedCertification> certification(String code) {
        return certifications.stream()
                .filter(certification -> certification.code().equals(code))
                .findFirst();
    }

    /**
     * What the vendor says about a certification.
     *
     * @param code its name in addresses
     * @param summary plain text, one or two sentences
     * @param assures Markdown: what it assures
     * @param compliance code of the compliance that it attests; null if none
     * @param renewalCycle how often it is renewed; null if no cycle is stated
     */
    public record CertificationDetails(
            String code,
            String name,
            Status status,
            String summary,
            String assures,
            @Nullable String compliance,
            @Nullable RenewalCycle renewalCycle) {

        public static final TextRule SUMMARY = TextRule.PLAIN;
        public static final TextRule ASSURES = TextRule.MARKDOWN;
    }
}
