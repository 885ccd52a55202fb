package io.compliancecenter.catalogue;

import java.time.LocalDate;
import java.time.Period;
import org.jspecify.annotations.Nullable;

/**
 * A certificate on offer.
 *
 * @param certification code of its certification
 * @param version counts from 1 within its certification
 * @param validUntil the last day on which it is valid; null if it has no expiry date
 * @param fileName what a copy is called, ending in {@code .pdf}
 * @param sha256 of its bytes, in lower-case hexadecimal
 * @param size in bytes
 * @param supersededOn the first day of the later version that takes its place; null if none is on offer
 */
public record PublishedCertificate(
        CertificateId id,
        String certification,
        int version,
        String issuer,
        LocalDate issuedOn,
        @Nullable LocalDate validUntil,
        String fileName,
        String sha256,
        int size,
        int pages,
        @Nullable LocalDate supersededOn) {

    /** How long before its last day a certificate counts as ending soon. */
    private static final Period SOON = Period.ofDays(60);

    /** Whether a certificate is valid on a day. */
    public enum Validity {
        /** It is issued for a later day. */
        NOT_YET_VALID,
        /** It is valid. */
        VALID,
        /** It is valid, and ends within 60 days. */
        ENDING_SOON,
        /** Its last day is over. */
        EXPIRED,
        /** A later version has taken its place, and its validity has begun. */
        SUPERSEDED
    }

    /** Whether it is valid on the given day. */
    public Validity validityOn(LocalDate day) {
        if (supersededOn != null && !day.isBefore(supersededOn)) {
            return Validity.SUPERSEDED;
        }
        if (day.isBefore(issuedOn)) {
            return Validity.NOT_YET_VALID;
        }
        if (validUntil == null) {
            return Validity.VALID;
        }
        if (day.isAfter(validUntil)) {
            return Validity.EXPIRED;
        }
        return day.isBefore(validUntil.minus(SOON)) ? Validity.VALID : Validity.ENDING_SOON;
    }
}
