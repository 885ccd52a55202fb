package io.compliancecenter.catalogue;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An attestation that the vendor holds.
 *
 * @param code its name in addresses
 * @param summary plain text, one or two sentences
 * @param assures Markdown: what it assures
 * @param compliance code of the compliance that it attests; null if none
 * @param renewalCycle how often it is renewed; null if the vendor names no cycle
 * @param certificates every version that is on offer, latest first
 */
public record Certification(
        String code,
        String name,
        Status status,
        String summary,
        String assures,
        @Nullable String compliance,
        @Nullable RenewalCycle renewalCycle,
        List<Certificate> certificates) {

    /** The latest certificate whose validity has begun, else the one that begins next; empty if none is on offer. */
    public Optional<Certificate> currentCertificate(LocalDate day) {
        return certificates.stream()
                .filter(certificate -> !day.isBefore(certificate.issuedOn()))
                .findFirst()
                .or(() -> certificates.stream().min(Comparator.comparing(Certificate::issuedOn)));
    }

    /** The status as it holds on the given day: expired if it claims an attestation that has expired. */
    public StatusOnDay statusOn(LocalDate day) {
        return switch (status) {
            case CERTIFIED, COMPLIANT -> StatusOnDay.attestedBy(List.of(Coverage.of(this, day)), status);
            case IN_PROGRESS, NOT_APPLICABLE -> StatusOnDay.asStated(status);
        };
    }
}
