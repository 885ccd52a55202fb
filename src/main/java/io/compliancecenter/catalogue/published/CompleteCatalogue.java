package io.compliancecenter.catalogue.published;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * All that is published at one moment, for every Organization, and what is not for everyone.
 *
 * @param catalogue as if everything were for everyone
 */
public record CompleteCatalogue(Catalogue catalogue, List<Restriction> restrictions) {

    /** What the viewer sees. It is not cached: see {@code CatalogueViews}. */
    public Catalogue seenBy(Viewer viewer) {
        return seenWith(openFor(viewer));
    }

    /** Those of the restricted certificates that are for the viewer. */
    public Set<CertificateId> openFor(Viewer viewer) {
        return restrictions.stream()
                .filter(restriction -> restriction.includes(viewer))
                .map(Restriction::certificate)
                .collect(toSet());
    }

    /** What everyone sees for whom these of the restricted certificates are, and no others. */
    public Catalogue seenWith(Set<CertificateId> open) {
        Map<CertificateId, Restriction> closed = restrictions.stream()
                .filter(restriction -> !open.contains(restriction.certificate()))
                .collect(toMap(Restriction::certificate, Function.identity()));
        return new Catalogue(
                catalogue.revision(),
                open,
                catalogue.vendor(),
                catalogue.compliances(),
                catalogue.certifications().stream()
                        .map(certification -> certification.without(closed))
                        .toList());
    }
}
