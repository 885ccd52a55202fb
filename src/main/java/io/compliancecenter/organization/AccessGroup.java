package io.compliancecenter.organization;

import jakarta.persistence.AttributeOverride;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;

/**
 * Organizations that certificates may be restricted to. The published folder or the desk's functions write it. The application's role
 * cannot read it: the groups of its user's Organizations come with the session.
 */
@Entity
@Immutable
@Table(name = "access_group")
public class AccessGroup {

    @Id
    private String code;

    private String name;

    /** {@code FOLDER} or {@code DESK}. */
    private String managedBy;

    private @Nullable Instant retiredAt;

    @ElementCollection
    @CollectionTable(name = "access_group_organization", joinColumns = @JoinColumn(name = "group_code"))
    private Set<Place> places = new HashSet<>();

    /**
     * An Organization's place in the group. It never changes: it is retired, and another one added.
     *
     * @param validFrom null if it has always been so
     * @param validUntil null if it has no end
     */
    @Embeddable
    record Place(
            UUID id,

            @AttributeOverride(name = "value", column = @Column(name = "organization_id"))
            OrganizationId organization,

            @Nullable Instant validFrom,
            @Nullable Instant validUntil,
            @Nullable Instant retiredAt) {}

    /** For Hibernate. */
    @NullUnmarked
    protected AccessGroup() {}
}
