package io.compliancecenter.catalogue.published;

import io.compliancecenter.catalogue.published.PublishedCertificate.Validity;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
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

    private static final Set<Validity> INVALID = EnumSet.of(Validity.EXPIRED, Validity.NOT_YET_VALID);

    /** The status that holds on a given day: a {@link Status} as stated, or what the dates of the certificates say instead. */
    public enum EffectiveStatus {
        COMPLIANT,
        CERTIFIED,
        IN_PROGRESS,
        NOT_APPLICABLE,
        /** Stated as attested, but every certificate for it has expired. */
        EXPIRED,
        /** Stated as attested, but the validity of its certificates has not begun. */
        NOT_YET_VALID
    }

    /** Whether the dates say otherwise than the vendor. */
    public boolean contradicted() {
        return date != null;
    }

    static StatusOnDay asStated(Status status) {
        return new StatusOnDay(status, EffectiveStatus.valueOf(status.name()), null);
    }

    /**
     * Compares a status that claims an attestation with the certificates for it. A certification without any certificate on
     * offer contradicts nothing.
     *
     * @param certifications every one that could attest it
     */
    static StatusOnDay attestedBy(List<PublishedCertification> certifications, Status stated, LocalDate day) {
        List<PublishedCertificate> current = certifications.stream()
                .flatMap(certification -> certification.currentCertificate(day).stream())
                .toList();
        boolean allInvalid = current.size() == certifications.size()
                && current.stream()
                        .map(certificate -> certificate.validityOn(day))
                        .allMatch(INVALID::contains);
        if (current.isEmpty() || !allInvalid) {
            return asStated(stated);
        }
        return current.stream()
                .filter(certificate -> certificate.validityOn(day) == Validity.EXPIRED)
                .map(certificate -> certificate.issued().validUntil())
                .filter(Objects::nonNull)
                .max(Comparator.naturalOrder())
                .map(last -> new StatusOnDay(stated, EffectiveStatus.EXPIRED, last))
                .orElseGet(() -> new StatusOnDay(stated, EffectiveStatus.NOT_YET_VALID, firstDay(current)));
    }

    private static LocalDate firstDay(List<PublishedCertificate> certificates) {
        return certificates.stream()
                .map(certificate -> certificate.issued().issuedOn())
                .min(Comparator.naturalOrder())
                .orElseThrow();
    }
}
