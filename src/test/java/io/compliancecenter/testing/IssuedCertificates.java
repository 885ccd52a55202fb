package io.compliancecenter.testing;

import io.compliancecenter.catalogue.Certificate;
import io.compliancecenter.catalogue.Certification;
import io.compliancecenter.catalogue.CertificationDetails;
import io.compliancecenter.catalogue.CopyKind;
import io.compliancecenter.catalogue.IssuedCertificate;
import io.compliancecenter.catalogue.Status;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** Certificates that no database knows. */
public final class IssuedCertificates {

    private IssuedCertificates() {}

    /** The only certificate of its certification. */
    public static Certificate current(LocalDate issuedOn, @Nullable LocalDate validUntil) {
        return certification().issue(issued(issuedOn, validUntil));
    }

    /**
     * A certificate with a later version.
     *
     * @param supersededOn the first day of the later version; null for no later version
     */
    public static Certificate superseded(
            LocalDate issuedOn, @Nullable LocalDate validUntil, @Nullable LocalDate supersededOn) {
        Certification certification = certification();
        Certificate certificate = certification.issue(issued(issuedOn, validUntil));
        if (supersededOn != null) {
            certification.issue(issued(supersededOn, null));
        }
        return certificate;
    }

    private static Certification certification() {
        return new Certification(
                1, new CertificationDetails("soc-2", "SOC 2", Status.CERTIFIED, "Summary", "Assures", null, null));
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
