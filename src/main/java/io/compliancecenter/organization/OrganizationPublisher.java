package io.compliancecenter.organization;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/**
 * Makes users, Organizations and members those of a directory: who is missing is retired, and never deleted, since records
 * name them. Rows that are right already are not written.
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
     * Publishes the directory.
     *
     * @return how many users, Organizations and members were added, changed or retired
     */
    public int publish(OrganizationDirectory directory) {
        return users(directory.users()) + organizations(directory.organizations()) + members(directory.organizations());
    }

    /** Whoever comes back signs in anew: a session from the time before must not wake up again. */
    private int users(List<OrganizationDirectory.User> users) {
        return owner.sql("""
                        merge into user_account as known
                        using jsonb_to_recordset(cast(:users as jsonb))
                              as wanted (email text, name text, password_hash text)
                        on known.email = wanted.email
                        when not matched by target then
                            insert (email, name, password_hash)
                            values (wanted.email, wanted.name, wanted.password_hash)
                        when matched and (known.password_hash <> wanted.password_hash or known.retired_at is not null) then
                            update set name = wanted.name, password_hash = wanted.password_hash,
                                credential_version = known.credential_version + 1, retired_at = null
                        when matched and known.name <> wanted.name then
                            update set name = wanted.name
                        when not matched by source and known.retired_at is null then
                            update set retired_at = now()
                        """).param("users", JSON.writeValueAsString(users)).update();
    }

    private int organizations(List<OrganizationDirectory.Entry> organizations) {
        return owner.sql("""
                        merge into organization as known
                        using jsonb_to_recordset(cast(:organizations as jsonb)) as wanted (slug text, name text)
                        on known.slug = wanted.slug
                        when not matched by target then
                            insert (slug, name) values (wanted.slug, wanted.name)
                        when matched and (known.name <> wanted.name or known.retired_at is not null) then
                            update set name = wanted.name, retired_at = null
                        when not matched by source and known.retired_at is null then
                            update set retired_at = now()
                        """)
                .param("organizations", JSON.writeValueAsString(organizations))
                .update();
    }

    private int members(List<OrganizationDirectory.Entry> organizations) {
        return owner.sql("""
                        merge into member as known
                        using (select organization.id as organization_id, user_account.id as user_id, member.role
                                 from jsonb_to_recordset(cast(:organizations as jsonb)) as entry (slug text, members jsonb)
                                cross join jsonb_to_recordset(entry.members) as member (email text, role text)
                                 join organization on organization.slug = entry.slug
                                 join user_account on user_account.email = member.email) as wanted
                        on (known.organization_id, known.user_id) = (wanted.organization_id, wanted.user_id)
                        when not matched by target then
                            insert (organization_id, user_id, role)
                            values (wanted.organization_id, wanted.user_id, wanted.role)
                        when matched and (known.role <> wanted.role or known.retired_at is not null) then
                            update set role = wanted.role, retired_at = null
                        when not matched by source and known.retired_at is null then
                            update set retired_at = now()
                        """)
                .param("organizations", JSON.writeValueAsString(organizations))
                .update();
    }
}
