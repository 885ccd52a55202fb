package io.compliancecenter.catalogue;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.compliancecenter.catalogue.published.Catalogue;
import io.compliancecenter.catalogue.published.CertificateId;
import io.compliancecenter.catalogue.published.CompleteCatalogue;
import io.compliancecenter.catalogue.published.Viewer;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * The published catalogue as an Organization sees it. It asks the database for nothing but what it has not read yet: the whole
 * catalogue of a revision.
 */
@Component
public class CatalogueViews {

    private final CatalogueService catalogue;

    /** Small: what a view does not leave out or change it has in common with the others. */
    private final Cache<Key, Catalogue> views = Caffeine.newBuilder()
            .maximumSize(200)
            .expireAfterAccess(Duration.ofHours(1))
            .build();

    CatalogueViews(CatalogueService catalogue) {
        this.catalogue = catalogue;
    }

    /** What a view consists of. It says nothing of the viewer: all who see the same share it. */
    private record Key(UUID revision, Set<CertificateId> open) {}

    /**
     * What the viewer sees. Which certificates are for the viewer is decided again each time, so that what begins or ends at a
     * certain time does so without a change of the catalogue.
     *
     * @param revision the present one
     */
    public Catalogue of(UUID revision, Viewer viewer) {
        CompleteCatalogue complete = catalogue.complete(revision);
        if (complete.restrictions().isEmpty()) {
            return complete.catalogue();
        }
        Set<CertificateId> open = complete.openFor(viewer);
        return views.get(new Key(revision, open), key -> complete.seenWith(key.open()));
    }
}
