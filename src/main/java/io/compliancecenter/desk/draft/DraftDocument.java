package io.compliancecenter.desk.draft;

import io.compliancecenter.catalogue.published.PublishedDocument.CopyKind;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import java.io.Serializable;
import java.util.HexFormat;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.NullUnmarked;

/** What is known of the PDF of a certificate in a draft. Its bytes are read by {@link DraftDocuments}. */
@Entity
@Immutable
class DraftDocument {

    @EmbeddedId
    private Id id;

    private byte[] sha256;
    private int size;
    private int pages;

    @Enumerated(EnumType.STRING)
    private CopyKind copyKind;

    /** Which certificate of which draft. */
    @Embeddable
    record Id(UUID draftId, String key) implements Serializable {}

    /** For Hibernate. */
    @NullUnmarked
    protected DraftDocument() {}

    String key() {
        return id.key();
    }

    /** In lower-case hexadecimal. */
    String sha256() {
        return HexFormat.of().formatHex(sha256);
    }

    /** In bytes. */
    int size() {
        return size;
    }

    int pages() {
        return pages;
    }

    /** Whether it is digitally signed, so that its copies are not stamped. */
    boolean isSigned() {
        return copyKind == CopyKind.UNTOUCHED;
    }
}
