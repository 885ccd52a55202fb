package io.compliancecenter.catalogue;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A status that the vendor states, compared with the dates of the certificates that attest it. Only a status that claims
 * more than the dates allow is contradicted: an attestation without any certificate on offer is the vendor's word, and stays.
 *
 * @param stated what the vendor states
 * @param effective what holds on the day
 * @param date the last day of validity if {@link EffectiveStatus#EXPIRED}, the first one if
 *     {@link EffectiveStatus#NOT_YET_VALID}, otherwise null
 */
public record StatusOnDay(
        Status stated, EffectiveStatus effective, @Nullable LocalDate date) {

    /** Whether the dates say otherwise than the vendor. */
    public boolean contradicted() {
        return date != null;
    }

    static StatusOnDay asStated(Status status) {
        return new StatusOnDay(status, EffectiveStatus.of(status), null);
    }

    /**
     * Compares a status that claims an attestation with what was issued for it.
     *
     * @param coverages of every certification that could attest it
     */
    static StatusOnDay attestedBy(List<Coverage> coverages, Status stated) {
        if (coverages.isEmpty() || coverages.stream().anyMatch(Coverage::allowsAttestation)) {
            return asStated(stated);
        }
        Optional<LocalDate> lastDay = coverages.stream()
                .flatMap(coverage -> coverage.expired().stream())
                .max(Comparator.naturalOrder());
        return lastDay.map(day -> new StatusOnDay(stated, EffectiveStatus.EXPIRED, day))
                .orElseGet(() -> new StatusOnDay(stated, EffectiveStatus.NOT_YET_VALID, earliestStart(coverages)));
    }

    private static LocalDate earliestStart(List<Coverage> coverages) {
        return coverages.stream()
                .flatMap(coverage -> coverage.begins().stream())
                .min(Comparator.naturalOrder())
                .orElseThrow();
    }

    /**
     * Whether a certification has a valid certificate on a given day. At most one of the two dates is given; with neither, the
     * dates contradict nothing: a certificate is valid, or none is on offer.
     *
     * @param lastDay on which the certificate was valid, if it has expired
     * @param firstDay on which the certificate will be valid, if that is still to come
     */
    record Coverage(@Nullable LocalDate lastDay, @Nullable LocalDate firstDay) {

        static Coverage of(Certification certification, LocalDate day) {
            return certification
                    .currentCertificate(day)
                    .map(certificate -> switch (certificate.validityOn(day)) {
                        case EXPIRED -> new Coverage(certificate.validUntil(), null);
                        case NOT_YET_VALID -> new Coverage(null, certificate.issuedOn());
                        case VALID, ENDING_SOON, SUPERSEDED -> new Coverage(null, null);
                    })
                    .orElse(new Coverage(null, null));
        }

        boolean allowsAttestation() {
            return lastDay == null && firstDay == null;
        }

        Optional<LocalDate> expired() {
            return Optional.ofNullable(lastDay);
        }

        Optional<LocalDate> begins() {
            return Optional.ofNullable(firstDay);
        }
    }
}
