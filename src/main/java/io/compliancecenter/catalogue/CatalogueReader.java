package io.compliancecenter.catalogue;

import java.util.UUID;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Reads the whole published catalogue. */
@Component
class CatalogueReader {

    private final Catalogue catalogue;

    CatalogueReader(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    /**
     * The catalogue at that revision, or at a later one if it has just changed.
     *
     * <p>The transaction is a new one and has one snapshot, so that the cache never holds half of a change.
     *
     * @param revision the current one; it never comes back, so an entry of the cache cannot become outdated
     */
    @Cacheable(cacheNames = "catalogue", sync = true)
    @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ, propagation = Propagation.REQUIRES_NEW)
    public PublishedCatalogue read(UUID revision) {
        return new PublishedCatalogue(
                revision, catalogue.vendor().orElse(null), catalogue.compliances(), catalogue.certifications());
    }
}
