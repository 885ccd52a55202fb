package io.compliancecenter.publishing.folder;

import io.compliancecenter.catalogue.CatalogueEdition;
import io.compliancecenter.catalogue.CertificationDetails;
import io.compliancecenter.catalogue.ComplianceDetails;
import io.compliancecenter.catalogue.IssuedCertificate;
import io.compliancecenter.catalogue.VendorDetails;
import java.util.List;

/**
 * What {@code catalogue.yaml} says.
 *
 * @param certifications without their certificates, which are listed apart
 * @param certificates of all certifications, in the order of the file
 */
record CatalogueFile(
        VendorDetails vendor,
        List<ComplianceDetails> compliances,
        List<CertificationDetails> certifications,
        List<ListedCertificate> certificates) {

    /** The catalogue with what the files of its certificates say. */
    CatalogueEdition with(List<IssuedCertificate> issued) {
        return new CatalogueEdition(vendor, compliances, certifications, issued);
    }
}
