package io.compliancecenter.catalogue;

import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

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
