package io.compliancecenter.terms;

import io.compliancecenter.support.Sha256;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Locale;
import org.hibernate.annotations.Generated;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;

/** The text of a terms version in one language. It never changes once it is published. */
@Entity
public class TermsText {

    @EmbeddedId
    private Id id;

    @Column(updatable = false)
    private byte[] content;

    /** The database computes the same. */
    @Column(insertable = false, updatable = false)
    private byte[] sha256;

    @Generated
    @Column(insertable = false, updatable = false)
    private @Nullable Instant publishedAt;

    /** The version and the language of a text. */
    @Embeddable
    record Id(
            int version,
            @Convert(converter = LocaleConverter.class) Locale locale) implements Serializable {}

    TermsText(int version, Locale locale, String markdown) {
        id = new Id(version, locale);
        content = markdown.getBytes(StandardCharsets.UTF_8);
        sha256 = Sha256.digest().digest(content);
    }

    /** For Hibernate. */
    @NullUnmarked
    protected TermsText() {}

    public Locale locale() {
        return id.locale();
    }

    /** The text as published. */
    public String markdown() {
        return new String(content, StandardCharsets.UTF_8);
    }

    /** The SHA-256 of the exact bytes published, in lower-case hexadecimal. */
    public String sha256() {
        return HexFormat.of().formatHex(sha256);
    }

    /** When it was published; the far future before that. */
    Instant publishedAt() {
        return publishedAt == null ? Instant.MAX : publishedAt;
    }
}
