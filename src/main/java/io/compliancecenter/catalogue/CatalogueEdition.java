package io.compliancecenter.catalogue;

import java.util.List;

/**
 * Everything that the catalogue is to show from now on.
 *
 * @param compliances in the vendor's order
 * @param certifications in the vendor's order
 * @param certificates of all certifications; those of one certification oldest first
 */
public record CatalogueEdition(
        VendorDetails vendor,
        List<ComplianceDetails> compliances,
        List<CertificationDetails> certifications,
        List<IssuedCertificate> certificates) {}
