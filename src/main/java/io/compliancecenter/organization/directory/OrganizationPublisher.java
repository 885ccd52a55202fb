package io.compliancecenter.organization.directory;

import io.compliancecenter.organization.directory.DirectoryRefusedException.Objection;
import io.compliancecenter.organization.directory.OrganizationDirectory.Kind;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/**
 * Makes users, Organizations and members those of a directory. An entry is the row that is not retired and has its key,
 * whatever its slug, e-mail address or name are by now; without such a row it is a new one, unless it says that a retired one
 * returns. What is missing is retired, and never deleted, since records name it. Rows that are right already are not written.
 */
public final class OrganizationPublisher {

    /** Components of records are named as the columns are. */
    private static final JsonMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .build();

    private final JdbcClient owner;

    /**
     * A publisher within one publication.
     *
     * @param owner the schema's owner, alone in its transaction: see {@code OwnerDatabase}
     */
    public OrganizationPublisher(JdbcClient owner) {
        this.owner = owner;
    }

    /**
     * What came of a publication.
     *
     * @param rows how many users, Organizations and members were added, changed, retired or brought back
     * @param returned a sentence about each user or Organization that was brought back
     * @param successors a sentence about each that is new under the key, slug or address of another
     */
    public record Outcome(int rows, List<String> returned, List<String> successors) {}

    /**
     * Publishes the directory.
     *
     * @throws DirectoryRefusedException if it asks to bring back what never was
     */
    public Outcome publish(OrganizationDirectory directory) {
        String users = JSON.writeValueAsString(directory.users());
        String organizations = JSON.writeValueAsString(directory.organizations());
        KeyedRows userRows = new KeyedRows(owner, Kind.USER, users);
        KeyedRows organizationRows = new KeyedRows(owner, Kind.ORGANIZATION, organizations);
        List<Objection> objections = joined(userRows.objections(), organizationRows.objections());
        if (!objections.isEmpty()) {
            throw new DirectoryRefusedException(objections);
        }
        List<String> returned = joined(userRows.bringBack(), organizationRows.bringBack());
        List<String> successors = joined(userRows.successors(), organizationRows.successors());
        int rows = returned.size() + users(users) + organizations(organizations) + members(organizations);
        return new Outcome(rows, returned, successors);
    }

    private static <T> List<T> joined(List<T> one, List<T> other) {
        return Stream.concat(one.stream(), other.stream()).toList();
    }

    private int users(String users) {
        return owner.sql("""
                        merge into user_account as known
                        using jsonb_to_recordset(cast(:users as jsonb))
                              as wanted (key text, email text, name text, password_hash text)
                        on known.key = wanted.key and known.retired_at is null
                        when not matched by target then
                            insert (key, email, name, password_hash)
                            values (wanted.key, wanted.email, wanted.name, wanted.password_hash)
                        when matched and known.password_hash <> wanted.password_hash then
                            update set email = wanted.email, name = wanted.name, password_hash = wanted.password_hash,
                                credential_version = known.credential_version + 1
                        when matched and (known.email, known.name) <> (wanted.email, wanted.name) then
                            update set email = wanted.email, name = wanted.name
                        when not matched by source and known.retired_at is null then
                            update set retired_at = now()
                        """).param("users", users).update();
    }

    private int organizations(String organizations) {
        return owner.sql("""
                        merge into organization as known
                        using jsonb_to_recordset(cast(:organizations as jsonb)) as wanted (key text, slug text, name text)
                        on known.key = wanted.key and known.retired_at is null
                        when not matched by target then
                            insert (key, slug, name) values (wanted.key, wanted.slug, wanted.name)
                        when matched and (known.slug, known.name) <> (wanted.slug, wanted.name) then
                            update set slug = wanted.slug, name = wanted.name
                        when not matched by source and known.retired_at is null then
                            update set retired_at = now()
                        """).param("organizations", organizations).update();
    }

    /** A membership that comes back needs no word of its own: it is between the same two as before. */
    private int members(String organizations) {
        return owner.sql("""
                        merge into member as known
                        using (select organization.id as organization_id, user_account.id as user_id, member.role
                                 from jsonb_to_recordset(cast(:organizations as jsonb)) as entry (slug text, members jsonb)
                                cross join jsonb_to_recordset(entry.members) as member (email text, role text)
                                 join organization on organization.slug = entry.slug and organization.retired_at is null
                                 join user_account on user_account.email = member.email
                                                  and user_account.retired_at is null) as wanted
                        on (known.organization_id, known.user_id) = (wanted.organization_id, wanted.user_id)
                        when not matched by target then
                            insert (organization_id, user_id, role)
                            values (wanted.organization_id, wanted.user_id, wanted.role)
                        when matched and (known.role <> wanted.role or known.retired_at is not null) then
                            update set role = wanted.role, retired_at = null
                        when not matched by source and known.retired_at is null then
                            update set retired_at = now()
                        """).param("organizations", organizations).update();
    }
}
