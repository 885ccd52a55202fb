package io.compliancecenter.desk.draft;

import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import java.io.Serializable;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;

/** A change in a draft: an item as it is to be, and as it is. */
@Entity
@Immutable
class DraftChange {

    @EmbeddedId
    private Id id;

    @JdbcTypeCode(SqlTypes.JSON)
    private String content;

    @JdbcTypeCode(SqlTypes.JSON)
    private @Nullable String replaces;

    /**
     * Which item of which draft.
     *
     * @param key code of a compliance or certification, id of a certificate
     */
    @Embeddable
    record Id(UUID draftId, @Enumerated(EnumType.STRING) ChangeKind kind, String key) implements Serializable {}

    /** For Hibernate. */
    @NullUnmarked
    protected DraftChange() {}

    ChangeKind kind() {
        return id.kind();
    }

    String key() {
        return id.key();
    }

    /** JSON: the item as it is to be. */
    String content() {
        return content;
    }

    /** JSON: the item as it was published when the change was made; null if there was none. */
    @Nullable
    String replaces() {
        return replaces;
    }
}
