package io.compliancecenter.catalogue.published;

import java.time.LocalDate;
import java.time.Period;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A certificate on offer.
 *
 * @param version counts from 1 within its certification
 * @param supersededOn the first day of the later version that takes its place; null if none is on offer
 * @param onRequest whether it can only be asked for, and not be downloaded
 */
public record PublishedCertificate(
        CertificateId id,
        int version,
        IssuedCertificate issued,
        @Nullable LocalDate supersededOn,
        boolean onRequest) {

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

    PublishedCertificate supersededOn(@Nullable LocalDate day) {
        return Objects.equals(day, supersededOn) ? this : new PublishedCertificate(id, version, issued, day, onRequest);
    }

    PublishedCertificate askedFor() {
        return new PublishedCertificate(id, version, issued, supersededOn, true);
    }

    /** Whether it is valid on the given day. */
    public Validity validityOn(LocalDate day) {
        if (supersededOn != null && !day.isBefore(supersededOn)) {
            return Validity.SUPERSEDED;
        }
        if (day.isBefore(issued.issuedOn())) {
            return Validity.NOT_YET_VALID;
        }
        LocalDate validUntil = issued.validUntil();
        if (validUntil == null) {
            return Validity.VALID;
        }
        if (day.isAfter(validUntil)) {
            return Validity.EXPIRED;
        }
        return day.isBefore(validUntil.minus(SOON)) ? Validity.VALID : Validity.ENDING_SOON;
    }
}
