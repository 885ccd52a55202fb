package io.compliancecenter.catalogue.published;

import static java.util.stream.Collectors.toMap;

import io.compliancecenter.catalogue.published.Restriction.Access;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** All that is published at one moment, for every Organization, and what is not for everyone. */
public final class CompleteCatalogue {

    private final Catalogue catalogue;
    private final List<Restriction> restrictions;

    /** What is for each access group, so that a request looks at its own groups only, however many there are. */
    private final Map<String, List<Grant>> ofGroups;

    private final Map<UUID, List<Grant>> ofOrganizations;

    private record Grant(CertificateId certificate, Access access) {}

    /** @param catalogue as if everything were for everyone */
    public CompleteCatalogue(Catalogue catalogue, List<Restriction> restrictions) {
        this.catalogue = catalogue;
        this.restrictions = List.copyOf(restrictions);
        this.ofGroups = grants(Access::group);
        this.ofOrganizations = grants(Access::organization);
    }

    private <K> Map<K, List<Grant>> grants(Function<Access, @Nullable K> holder) {
        Map<K, List<Grant>> grants = new HashMap<>();
        for (Restriction restriction : restrictions) {
            for (Access access : restriction.access()) {
                K key = holder.apply(access);
                if (key != null) {
                    grants.computeIfAbsent(key, unknown -> new ArrayList<>())
                            .add(new Grant(restriction.certificate(), access));
                }
            }
        }
        return grants;
    }

    /** All of it, as if everything were for everyone. */
    public Catalogue catalogue() {
        return catalogue;
    }

    /** What is not for everyone. */
    public List<Restriction> restrictions() {
        return restrictions;
    }

    /** What the viewer sees. It is not cached: see {@code CatalogueViews}. */
    public Catalogue seenBy(Viewer viewer) {
        return seenWith(openFor(viewer));
    }

    /** Those of the restricted certificates that are for the viewer. */
    public Set<CertificateId> openFor(Viewer viewer) {
        UUID organization = viewer.organization();
        Set<CertificateId> open = new HashSet<>();
        viewer.groups().forEach(group -> addOpen(ofGroups.get(group), viewer, open));
        if (organization != null) {
            addOpen(ofOrganizations.get(organization), viewer, open);
        }
        return open;
    }

    private static void addOpen(@Nullable List<Grant> grants, Viewer viewer, Set<CertificateId> open) {
        if (grants != null) {
            for (Grant grant : grants) {
                if (grant.access().holdsAt(viewer.at())) {
                    open.add(grant.certificate());
                }
            }
        }
    }

    /** What everyone sees for whom these of the restricted certificates are, and no others. */
    public Catalogue seenWith(Set<CertificateId> open) {
        Map<CertificateId, Restriction> closed = restrictions.stream()
                .filter(restriction -> !open.contains(restriction.certificate()))
                .collect(toMap(Restriction::certificate, Function.identity()));
        return new Catalogue(
                catalogue.revision(),
                open,
                catalogue.languages(),
                catalogue.vendor(),
                catalogue.compliances(),
                catalogue.certifications().stream()
                        .map(certification -> certification.without(closed))
                        .toList());
    }
}
