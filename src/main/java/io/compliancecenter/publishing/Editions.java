package io.compliancecenter.publishing;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The published editions, in order. The last one is current. */
final class Editions {

    private static final int MAX_LOCATION = 1000;

    private final JdbcClient owner;

    /** @param owner the schema's owner; what it sees is final only under the lock of a publication */
    Editions(JdbcClient owner) {
        this.owner = owner;
    }

    /**
     * An edition that was published and is no longer current.
     *
     * @param hash in lower-case hexadecimal
     * @param firstPublishedAt when it was first published
     * @param currentNumber of the current publication
     * @param currentPublishedAt when the current one was published
     * @param currentLocation where the current one was published from
     */
    record Superseded(
            String hash,
            Instant firstPublishedAt,
            long currentNumber,
            Instant currentPublishedAt,
            String currentLocation) {

        private static final int SHORT = 12;

        /** The beginning of the hash, for the log. */
        String shortHash() {
            return hash.substring(0, SHORT);
        }

        /**
         * The value of the setting that allows to publish it again. It names the publication that it replaces, so it works
         * once: a forgotten setting does not bring the edition back after another one was published.
         */
        String permission() {
            return shortHash() + "-" + currentNumber;
        }

        /** @param republish as configured */
        boolean isAllowedBy(@Nullable String republish) {
            return republish != null && permission().equals(republish.strip());
        }
    }

    /** The time of the database. */
    Instant now() {
        return owner.sql("select clock_timestamp()")
                .query(OffsetDateTime.class)
                .single()
                .toInstant();
    }

    /** The edition with that hash, if it was published and another one is current now. */
    Optional<Superseded> superseded(String edition) {
        return owner.sql("""
                        select earlier.published_at as first_published_at, latest.number, latest.published_at, latest.location
                          from (select * from publication order by number desc limit 1) latest
                         cross join lateral (
                            select published_at from publication where edition = :edition order by number limit 1) earlier
                         where latest.edition <> :edition
                        """)
                .param("edition", HexFormat.of().parseHex(edition))
                .query((row, number) -> new Superseded(
                        edition,
                        row.getObject("first_published_at", OffsetDateTime.class)
                                .toInstant(),
                        row.getLong("number"),
                        row.getObject("published_at", OffsetDateTime.class).toInstant(),
                        row.getString("location")))
                .optional();
    }

    /** Makes an edition the current one, unless it is. */
    void add(String edition, String location) {
        owner.sql("""
                        insert into publication (edition, location)
                        select :edition, :location
                         where :edition is distinct from (select edition from publication order by number desc limit 1)
                        """)
                .param("edition", HexFormat.of().parseHex(edition))
                .param("location", location.substring(0, Math.min(location.length(), MAX_LOCATION)))
                .update();
    }
}
