package io.compliancecenter.catalogue;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A certification that is published now.
 *
 * @param code its name in addresses; it never changes
 * @param summary plain text, one or two sentences
 * @param assures Markdown: what it assures
 * @param compliance code of the compliance that it attests; null if none
 * @param renewalCycle how often it is renewed; null if no cycle is stated
 * @param certificates every certificate on offer, latest version first
 */
public record PublishedCertification(
        String code,
        String name,
        Status status,
        String summary,
        String assures,
        @Nullable String compliance,
        @Nullable RenewalCycle renewalCycle,
        List<PublishedCertificate> certificates) {

    /** The certificate on offer with that id; empty if there is none. */
    public Optional<PublishedCertificate> certificate(CertificateId id) {
        return certificates.stream()
                .filter(certificate -> certificate.id().equals(id))
                .findFirst();
    }

    /** The latest certificate whose validity has begun, else the one that begins next; empty if none is on offer. */
    public Optional<PublishedCertificate> currentCertificate(LocalDate day) {
        return certificates.stream()
                .filter(certificate -> !day.isBefore(certificate.issued().issuedOn()))
                .findFirst()
                .or(() -> certificates.stream()
                        .min(Comparator.comparing(
                                certificate -> certificate.issued().issuedOn())));
    }

    /** The status as it holds on the given day: expired if it claims an attestation that has expired. */
    public StatusOnDay statusOn(LocalDate day) {
        return switch (status) {
            case CERTIFIED, COMPLIANT -> StatusOnDay.attestedBy(List.of(this), status, day);
            case IN_PROGRESS, NOT_APPLICABLE -> StatusOnDay.asStated(status);
        };
    }
}
