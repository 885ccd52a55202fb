package io.compliancecenter.catalogue;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.NullUnmarked;

/** Identifies the state of the published catalogue. The database replaces it with every change. */
@Entity
@Immutable
class CatalogueRevision {

    /** The table has room for one row. */
    @Id
    @Column(name = "singleton")
    private Boolean only;

    private UUID revision;

    /** For Hibernate. */
    @NullUnmarked
    protected CatalogueRevision() {}
}
