package io.compliancecenter.catalogue;

import java.util.UUID;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** The one revision of the catalogue. */
interface CatalogueRevisions extends Repository<CatalogueRevision, Boolean> {

    @Query(nativeQuery = true, value = "select revision from catalogue_revision")
    UUID findCurrent();
}
