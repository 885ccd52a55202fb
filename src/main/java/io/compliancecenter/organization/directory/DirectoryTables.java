package io.compliancecenter.organization.directory;

import io.compliancecenter.organization.directory.OrganizationDirectory.Kind;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Reconciles the tables of users, Organizations and members with what is to be published. Each step is one statement over all
 * rows instead of entities, because a publication compares tens of thousands of rows and changes a few.
 *
 * <p>Entries are users or Organizations as JSON. Of several rows with the same key, at most one is not retired.
 */
@Repository
class DirectoryTables {

    /** The placeholders are the table, and the column that names a row to people. */
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

    private static final String MANAGED_AT_DESK = WANTED + """
            select wanted.key, row.slug, row.key = wanted.key as same_key
              from wanted join %1$s row on (row.key = wanted.key or row.slug = wanted.label)
             where row.managed_by = 'DESK' and row.retired_at is null
             order by wanted.key, same_key desc
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

    private static final String RETIRE_REPLACED = CHOSEN + """
            update %1$s as known set retired_at = now()
              from chosen
             where known.key = chosen.key and known.id <> chosen.id and known.retired_at is null
            """;

    /** The third placeholder: a session from before must not work again when its user returns. */
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

    /**
     * Accounts by invitation whose address the files name now. They are not taken over: the address may have been given to
     * somebody else, who must not get the memberships, passkeys and consents of its former holder.
     */
    private static final String RETIRE_INVITED =
            "select email, id from retire_invited_accounts(cast(:entries as jsonb))";

    private static final String MERGE_USERS = """
            merge into user_account as known
            using jsonb_to_recordset(cast(:entries as jsonb)) as wanted (key text, email text, name text, password_hash text)
            on known.key = wanted.key and known.retired_at is null
            when not matched by target then
                insert (key, email, name, password_hash)
                values (wanted.key, wanted.email, wanted.name, wanted.password_hash)
            when matched and wanted.password_hash is not null
                         and known.password_hash is distinct from wanted.password_hash then
                update set email = wanted.email, name = wanted.name, password_hash = wanted.password_hash,
                    credential_version = known.credential_version + 1
            when matched and (known.email, known.name) <> (wanted.email, wanted.name) then
                update set email = wanted.email, name = wanted.name
            when not matched by source and known.source = 'FILES' and known.retired_at is null then
                update set retired_at = now()
            """;

    private static final String MERGE_ORGANIZATIONS = """
            merge into organization as known
            using jsonb_to_recordset(cast(:entries as jsonb)) as wanted (key text, slug text, name text)
            on known.key = wanted.key and known.retired_at is null
            when not matched by target then
                insert (key, slug, name) values (wanted.key, wanted.slug, wanted.name)
            when matched and (known.slug, known.name) <> (wanted.slug, wanted.name) then
                update set slug = wanted.slug, name = wanted.name
            when not matched by source and known.managed_by = 'FOLDER' and known.retired_at is null then
                update set retired_at = now()
            """;

    /** A membership between the same user and Organization as before comes back by itself. */
    private static final String MERGE_MEMBERS = """
            merge into member as known
            using (select organization.id as organization_id, user_account.id as user_id, member.role
                     from jsonb_to_recordset(cast(:entries as jsonb)) as entry (slug text, members jsonb)
                    cross join jsonb_to_recordset(entry.members) as member (email text, role text)
                     join organization on organization.slug = entry.slug and organization.retired_at is null
                     join user_account on user_account.email = member.email
                                      and user_account.source = 'FILES'
                                      and user_account.retired_at is null) as wanted
            on (known.organization_id, known.user_id) = (wanted.organization_id, wanted.user_id)
            when not matched by target then
                insert (organization_id, user_id, role, joined_at)
                values (wanted.organization_id, wanted.user_id, wanted.role, clock_timestamp())
            when matched and (known.role <> wanted.role or known.source <> 'FILES' or known.retired_at is not null) then
                update set role = wanted.role, source = 'FILES', issuer = null, retired_at = null
            when not matched by source and known.source = 'FILES' and known.retired_at is null then
                update set retired_at = now()
            """;

    private final JdbcClient database;

    DirectoryTables(JdbcClient database) {
        this.database = database;
    }

    /** An entry that asks for a row that never existed. */
    record UnknownReturn(String key, String returns) {}

    /**
     * An entry with the key or the slug of an Organization that the desk manages.
     *
     * @param key of the entry
     * @param slug of the Organization
     * @param sameKey whether they have the same key, and so are the same
     */
    record AtDesk(String key, String slug, boolean sameKey) {}

    /** An account that was made by invitation. */
    record Invited(String email, UUID id) {}

    /** A row that is not retired any more. */
    record Returned(String label, String key, UUID id, OffsetDateTime retiredAt) {}

    /**
     * A new row that takes over the key, slug or address of an earlier one.
     *
     * @param id of the earlier one
     * @param retiredAt of the earlier one; null if this publication retires it
     * @param keyBefore of the earlier one
     */
    record Successor(
            String label, String key, UUID id, @Nullable OffsetDateTime retiredAt, String keyBefore) {}

    /** Entries whose {@code returns} finds no row. */
    List<UnknownReturn> findUnknownReturns(Kind kind, String entries) {
        return statement(UNKNOWN, kind, entries).query(UnknownReturn.class).list();
    }

    /** Organizations that have the key or the slug of one that the desk manages. */
    List<AtDesk> findManagedAtDesk(String organizations) {
        return statement(MANAGED_AT_DESK, Kind.ORGANIZATION, organizations)
                .query(AtDesk.class)
                .list();
    }

    /** Brings back the rows that entries say return, and retires the rows that have their keys now. */
    List<Returned> bringBack(Kind kind, String entries) {
        statement(RETIRE_REPLACED, kind, entries).update();
        return statement(BRING_BACK, kind, entries).query(Returned.class).list();
    }

    /** Finds, before they are added, the rows that take over from others. */
    List<Successor> findSuccessors(Kind kind, String entries) {
        return statement(SUCCESSORS, kind, entries).query(Successor.class).list();
    }

    /** Retires the accounts by invitation whose addresses the users have now. */
    List<Invited> retireInvited(String users) {
        return database.sql(RETIRE_INVITED)
                .param("entries", users)
                .query(Invited.class)
                .list();
    }

    /**
     * Adds, changes and retires what differs. The statistics of the tables, by which PostgreSQL plans the statements of every
     * page, follow at once instead of when autovacuum gets to them; small tables it would leave out.
     *
     * @param users as JSON
     * @param organizations as JSON, each with its members
     * @return how many rows were written
     */
    int merge(String users, String organizations) {
        int rows = database.sql(MERGE_USERS).param("entries", users).update()
                + database.sql(MERGE_ORGANIZATIONS)
                        .param("entries", organizations)
                        .update()
                + database.sql(MERGE_MEMBERS).param("entries", organizations).update();
        if (rows > 0) {
            database.sql("select analyze_directory()").query(row -> {});
        }
        return rows;
    }

    /**
     * Gives and takes the roles at the vendor's desk, after the users were merged. The record has an entry of each.
     *
     * @param people as JSON
     * @return how many roles were given or taken away
     */
    int publishDesk(String people) {
        return database.sql("select publish_desk_members(cast(:people as jsonb))")
                .param("people", people)
                .query(Integer.class)
                .single();
    }

    /**
     * Switches the second person at the desk on or off. The record has an entry of it.
     *
     * @return how many rows were changed
     */
    int publishDeskApproval(boolean secondPerson) {
        return database.sql("select publish_desk_approval(:secondPerson)")
                .param("secondPerson", secondPerson)
                .query(Integer.class)
                .single();
    }

    private JdbcClient.StatementSpec statement(String sql, Kind kind, String entries) {
        String filled = switch (kind) {
            case USER -> sql.formatted("user_account", "email", ", credential_version = known.credential_version + 1");
            case ORGANIZATION -> sql.formatted("organization", "slug", "");
        };
        return database.sql(filled).param("entries", entries);
    }
}
