package io.compliancecenter.catalogue;

import java.util.List;

/**
 * Everything that the catalogue is to show from now on.
 *
 * @param compliances in the vendor's order
 * @param certifications in the vendor's order; their certificates are those of {@code certificates}
 * @param certificates of all certifications; those of one certification oldest first
 */
public record CatalogueEdition(
        Vendor vendor,
        List<Compliance> compliances,
        List<Certification> certifications,
        List<IssuedCertificate> certificates) {}
