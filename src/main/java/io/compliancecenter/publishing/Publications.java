package io.compliancecenter.publishing;

import java.time.OffsetDateTime;
import java.util.HexFormat;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The editions that were published, in order; the last one is current. */
final class Publications {

    private static final int MAX_LOCATION = 1000;

    private final JdbcClient owner;

    /** @param owner the schema's owner; what it sees is final only under the lock of a publication */
    Publications(JdbcClient owner) {
        this.owner = owner;
    }

    /** The edition with that hash, if it was published and something else is current by now. */
    Optional<SupersededEdition> superseded(String edition) {
        return owner.sql("""
                        select earlier.published_at as first_published_at, latest.number, latest.published_at, latest.location
                          from (select * from publication order by number desc limit 1) latest
                         cross join lateral (
                            select published_at from publication where edition = :edition order by number limit 1) earlier
                         where latest.edition <> :edition
                        """)
                .param("edition", HexFormat.of().parseHex(edition))
                .query((row, number) -> new SupersededEdition(
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
