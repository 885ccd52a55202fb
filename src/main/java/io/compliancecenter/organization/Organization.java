package io.compliancecenter.organization;

import jakarta.persistence.CollectionTable;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.JoinColumn;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;

/** A customer of the vendor. The application only reads it: publishing adds, changes and retires its rows. */
@Entity
@Immutable
public class Organization {

    @EmbeddedId
    private OrganizationId id;

    /** Ties it to its entry in the published files, or in an imported one. */
    private String key;

    private String slug;

    private String name;

    private @Nullable Instant retiredAt;

    /** When the vendor's desk suspended it; null if it did not. */
    private @Nullable Instant suspendedAt;

    private @Nullable String suspensionReason;

    /** {@code FOLDER} or {@code DESK}. */
    private String managedBy;

    @ElementCollection
    @CollectionTable(name = "former_slug", joinColumns = @JoinColumn(name = "organization_id"))
    private Set<FormerSlug> formerSlugs = new HashSet<>();

    /** A slug that it had before. */
    @Embeddable
    record FormerSlug(String slug, Instant givenUpAt) {}

    /** For Hibernate. */
    @NullUnmarked
    protected Organization() {}
}
