package io.compliancecenter.publishing.folder;

import io.compliancecenter.catalogue.Catalogue.VendorDetails;
import io.compliancecenter.catalogue.CataloguePublisher.CatalogueEdition;
import io.compliancecenter.catalogue.CertificationDetails;
import io.compliancecenter.catalogue.ComplianceDetails;
import io.compliancecenter.catalogue.IssuedCertificate;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The content of {@code catalogue.yaml}.
 *
 * @param certificates of all certifications, in the order of the file
 */
record CatalogueFile(
        VendorDetails vendor,
        List<ComplianceDetails> compliances,
        List<CertificationDetails> certifications,
        List<ListedCertificate> certificates) {

    /**
     * A certificate whose file is not read yet.
     *
     * @param location where the catalogue names its file
     * @param certification code of its certification
     * @param file below the folder
     * @param validUntil null if it has no expiry date
     * @param removesProtection whether a file that is protected against changes may be published without its protection
     */
    record ListedCertificate(
            Location location,
            String certification,
            String file,
            String issuer,
            LocalDate issuedOn,
            @Nullable LocalDate validUntil,
            boolean removesProtection) {}

    /** The catalogue with what is known of the files of its certificates. */
    CatalogueEdition with(List<IssuedCertificate> issued) {
        return new CatalogueEdition(vendor, compliances, certifications, issued);
    }
}
