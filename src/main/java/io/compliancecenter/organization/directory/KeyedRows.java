package io.compliancecenter.organization.directory;

import io.compliancecenter.organization.directory.DirectoryRefusedException.Objection;
import io.compliancecenter.organization.directory.OrganizationDirectory.Kind;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The rows of users or of Organizations, which entries of a file name by their key. Of several rows with the same key one at
 * most is not retired.
 */
final class KeyedRows {

    private static final String WANTED = """
            with wanted as (
                select key, returns, %2$s as label
                  from jsonb_to_recordset(cast(:entries as jsonb)) as entry (key text, returns text, %2$s text))
            """;

    private static final String UNKNOWN = WANTED + """
            select key, returns from wanted
             where returns is not null
               and not exists (select from %1$s row
                                where row.key = wanted.key and returns in ('true', row.id::text))
             order by key
            """;

    private static final String CHOSEN = WANTED + """
            , chosen as (
                select wanted.key, case
                    when returns <> 'true' then cast(returns as uuid)
                    when not exists (select from %1$s row where row.key = wanted.key and row.retired_at is null) then (
                        select id from %1$s row where row.key = wanted.key order by retired_at desc, id desc limit 1)
                    end as id
                  from wanted where returns is not null)
            """;

    private static final String REPLACE = CHOSEN + """
            update %1$s as known set retired_at = now()
              from chosen
             where known.key = chosen.key and known.id <> chosen.id and known.retired_at is null
            """;

    private static final String BRING_BACK = CHOSEN + """
            update %1$s as known set retired_at = null %3$s
              from chosen
             where known.id = chosen.id and known.retired_at is not null
            returning known.%2$s as label, known.key, known.id, old.retired_at
            """;

    private static final String SUCCESSORS = WANTED + """
            , added as (
                select * from wanted
                 where not exists (select from %1$s row where row.key = wanted.key and row.retired_at is null))
            select distinct on (label) *
              from (select added.label, added.key, row.id, row.retired_at, row.key as key_before
                      from added join %1$s row on row.key = added.key
                    union all
                    select added.label, added.key, row.id, row.retired_at, row.key
                      from added join %1$s row on row.%2$s = added.label and row.retired_at is null
                     where row.key not in (select key from wanted)) predecessor
             order by label, retired_at desc nulls first, id desc
            """;

    private final JdbcClient owner;
    private final Kind kind;
    private final String entries;

    /**
     * The rows of one kind.
     *
     * @param owner the schema's owner, alone in its transaction
     * @param entries what is to be published, as JSON
     */
    KeyedRows(JdbcClient owner, Kind kind, String entries) {
        this.owner = owner;
        this.kind = kind;
        this.entries = entries;
    }

    /** What cannot be brought back, because it never was. */
    List<Objection> objections() {
        return query(UNKNOWN)
                .query((row, number) -> objection(row.getString("key"), row.getString("returns")))
                .list();
    }

    private Objection objection(String key, String returns) {
        String whose = "there never was " + article() + " with the key '" + key + "'";
        return new Objection(
                kind,
                key,
                returns.equals(OrganizationDirectory.LAST_RETIRED)
                        ? whose + "; leave 'returns' out for a new one"
                        : whose + " and the id " + returns);
    }

    /**
     * Brings back those that the entries say return.
     *
     * @return a sentence about each for the log
     */
    List<String> bringBack() {
        query(REPLACE).update();
        return query(BRING_BACK)
                .query((row, number) -> "Brought back the %s '%s' (key '%s', id %s), which was retired on %s"
                        .formatted(
                                word(),
                                row.getString("label"),
                                row.getString("key"),
                                row.getObject("id", UUID.class),
                                row.getObject("retired_at", OffsetDateTime.class)
                                        .toInstant()))
                .list();
    }

    /**
     * Tells, before they are added, of those that take over the key, the slug or the address of others.
     *
     * @return a sentence about each for the log
     */
    List<String> successors() {
        return query(SUCCESSORS)
                .query((row, number) -> {
                    OffsetDateTime retired = row.getObject("retired_at", OffsetDateTime.class);
                    String before = retired == null
                            ? "The one published as '%s' until now has the key '%s' and is retired"
                                    .formatted(row.getString("label"), row.getString("key_before"))
                            : "Another one with this key was retired on %s".formatted(retired.toInstant());
                    return ("The %s '%s' (key '%s') is a new one, without earlier records or consents. %s; if they are"
                                    + " the same, write \"key: %s\" and \"returns: %s\"")
                            .formatted(
                                    word(),
                                    row.getString("label"),
                                    row.getString("key"),
                                    before,
                                    row.getString("key_before"),
                                    row.getObject("id", UUID.class));
                })
                .list();
    }

    private JdbcClient.StatementSpec query(String sql) {
        return owner.sql(sql.formatted(
                        kind == Kind.USER ? "user_account" : "organization",
                        kind == Kind.USER ? "email" : "slug",
                        // Whoever returns signs in anew: a session from before must not wake up again.
                        kind == Kind.USER ? ", credential_version = known.credential_version + 1" : ""))
                .param("entries", entries);
    }

    private String word() {
        return kind == Kind.USER ? "user" : "Organization";
    }

    private String article() {
        return kind == Kind.USER ? "a user" : "an Organization";
    }
}
