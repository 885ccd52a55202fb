package io.compliancecenter.testing;

import io.compliancecenter.catalogue.published.CertificateId;
import io.compliancecenter.catalogue.published.IssuedCertificate;
import io.compliancecenter.catalogue.published.PublishedCertificate;
import io.compliancecenter.catalogue.published.PublishedDocument.CopyKind;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Certificates that no database knows. */
public final class IssuedCertificates {

    private IssuedCertificates() {}

    /** The only certificate of its certification. */
    public static PublishedCertificate current(LocalDate issuedOn, @Nullable LocalDate validUntil) {
        return superseded(issuedOn, validUntil, null);
    }

    /**
     * A certificate with a later version.
     *
     * @param supersededOn the first day of the later version; null for no later version
     */
    public static PublishedCertificate superseded(
            LocalDate issuedOn, @Nullable LocalDate validUntil, @Nullable LocalDate supersededOn) {
        return new PublishedCertificate(
                new CertificateId(UUID.randomUUID()), 1, issued(issuedOn, validUntil), supersededOn, false);
    }

    /** What is issued, as the first certificate of the certification {@code soc-2}. */
    public static IssuedCertificate issued(LocalDate issuedOn, @Nullable LocalDate validUntil) {
        return new IssuedCertificate(
                "soc-2",
                "Assessors",
                issuedOn,
                validUntil,
                "soc-2.pdf",
                "ab".repeat(32),
                80_123,
                12,
                CopyKind.STAMPED,
                null);
    }
}
