package io.compliancecenter.catalogue;

import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.NativeQuery;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** The one vendor. */
interface Vendors extends Repository<Vendor, Boolean> {

    /** The vendor; empty while nothing has been published. */
    @Query("select v from Vendor v left join fetch v.details.introductions")
    Optional<Vendor> find();

    /** Identifies the state of all that is published. The database replaces it with every change. */
    @Query(value = "select revision from catalogue_revision", nativeQuery = true)
    UUID findCatalogueRevision();

    /** Whether drafts at the desk have texts, which are in the first language of the catalogue. */
    @NativeQuery("select are_texts_in_drafts()")
    boolean areTextsInDrafts();

    Vendor save(Vendor vendor);
}
