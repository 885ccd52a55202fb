package io.compliancecenter.catalogue;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * All that is published at one moment, the same for every Organization. What was retired is not there.
 *
 * @param revision another one after every change
 * @param vendor null while nothing has been published
 * @param compliances in the vendor's order
 * @param certifications in the vendor's order, with their certificates
 */
public record PublishedCatalogue(
        UUID revision,
        @Nullable VendorDetails vendor,
        List<Compliance> compliances,
        List<Certification> certifications) {

    public PublishedCatalogue {
        compliances = List.copyOf(compliances);
        certifications = List.copyOf(certifications);
    }

    /** What there is, at a glance. */
    public Overview overview() {
        return new Overview(vendor == null ? null : vendor.introduction(), compliances.size(), certifications.size());
    }

    /** One compliance; empty if there is none with that code. */
    public Optional<Compliance> compliance(String code) {
        return compliances.stream()
                .filter(compliance -> compliance.code().equals(code))
                .findFirst();
    }

    /**
     * The status of a compliance as it holds on the given day. Only {@link Status#CERTIFIED} depends on the certifications
     * that attest it; one can comply without an attestation.
     */
    public StatusOnDay statusOn(Compliance compliance, LocalDate day) {
        if (compliance.status() != Status.CERTIFIED) {
            return StatusOnDay.asStated(compliance.status());
        }
        return StatusOnDay.attestedBy(
                attesting(compliance)
                        .map(certification -> StatusOnDay.Coverage.of(certification, day))
                        .toList(),
                Status.CERTIFIED);
    }

    /** The certifications that attest a compliance, in the vendor's order. */
    public Stream<Certification> attesting(Compliance compliance) {
        return certifications.stream().filter(certification -> compliance.code().equals(certification.compliance()));
    }

    /** Whether another certification has the same name, but for case and blanks around it. */
    public boolean sharesItsName(Certification certification) {
        return certifications.stream()
                .filter(other -> !other.code().equals(certification.code()))
                .anyMatch(other -> other.name()
                        .strip()
                        .equalsIgnoreCase(certification.name().strip()));
    }

    /** One certification; empty if there is none with that code. */
    public Optional<Certification> certification(String code) {
        return certifications.stream()
                .filter(certification -> certification.code().equals(code))
                .findFirst();
    }
}
