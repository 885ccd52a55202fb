package io.compliancecenter.catalogue;

import java.time.LocalDate;
import java.time.Period;
import org.jspecify.annotations.Nullable;

/**
 * One issued PDF of a certification. It never changes; a new one supersedes it.
 *
 * @param certification code of its certification
 * @param version counts from 1 within its certification
 * @param validUntil the last day on which it is valid; null if it names none
 * @param fileName what a copy is called, ending in {@code .pdf}
 * @param sha256 of its bytes, in lower-case hexadecimal
 * @param size in bytes
 * @param supersededOn the first day of the later version that takes its place; null if none is on offer
 */
public record Certificate(
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

    /** How long before its end a certificate counts as ending soon. */
    private static final Period SOON = Period.ofDays(60);

    /** How the certificate stands on a day. */
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

    /** How the certificate stands on the given day. */
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
