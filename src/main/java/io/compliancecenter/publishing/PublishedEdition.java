package io.compliancecenter.publishing;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.HexFormat;
import org.hibernate.annotations.Generated;
import org.jspecify.annotations.NullUnmarked;

/** An edition of the folder that was published, when, and from where. It never changes; the last one is current. */
@Entity
@Table(name = "publication")
public class PublishedEdition {

    private static final int MAX_LOCATION = 1000;

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private long number;

    @Column(updatable = false)
    private byte[] edition;

    @Column(updatable = false)
    private String location;

    @Generated
    @Column(insertable = false, updatable = false)
    private Instant publishedAt;

    /**
     * An edition that is published now.
     *
     * @param hash in hexadecimal
     * @param location of the folder, for people
     */
    @SuppressWarnings("NullAway.Init") // The database stamps the time.
    PublishedEdition(String hash, String location) {
        edition = HexFormat.of().parseHex(hash);
        this.location = location.substring(0, Math.min(location.length(), MAX_LOCATION));
    }

    /** For Hibernate. */
    @NullUnmarked
    protected PublishedEdition() {}

    long number() {
        return number;
    }

    /** In lower-case hexadecimal. */
    String hash() {
        return HexFormat.of().formatHex(edition);
    }

    String location() {
        return location;
    }

    Instant publishedAt() {
        return publishedAt;
    }
}
