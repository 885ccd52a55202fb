package io.compliancecenter.organization;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Who belongs to which Organization, as it stands in the database now. */
@Repository
public class Members {

    private final JdbcClient database;

    Members(JdbcClient database) {
        this.database = database;
    }

    /** A user's membership of an Organization that is not retired. */
    record Membership(Organization organization, Role role, String userName, String userEmail) {}

    /** The user's membership of the Organization with that slug; empty if there is none, for whatever reason. */
    @Transactional(readOnly = true)
    Optional<Membership> find(String slug, UserId user) {
        return database.sql("""
                        select o.id, o.slug, o.name, m.role, u.name as user_name, u.email as user_email
                          from organization o
                          join member m on m.organization_id = o.id
                          join user_account u on u.id = m.user_id
                         where o.slug = :slug and m.user_id = :user
                           and o.retired_at is null and m.retired_at is null and u.retired_at is null
                        """)
                .param("slug", slug)
                .param("user", user.value())
                .query((row, number) -> new Membership(
                        new Organization(
                                new OrganizationId(row.getObject("id", UUID.class)),
                                row.getString("slug"),
                                row.getString("name")),
                        Role.valueOf(row.getString("role")),
                        row.getString("user_name"),
                        row.getString("user_email")))
                .optional();
    }

    /**
     * The Organizations that the user belongs to: first those whose admin they are, each part by name. The current
     * transaction binding must be of that user.
     */
    @Transactional(readOnly = true)
    public List<Organization> organizationsOf(UserId user) {
        return database.sql("""
                        select o.id, o.slug, o.name
                          from organization o
                          join member m on m.organization_id = o.id
                         where m.user_id = :user and o.retired_at is null and m.retired_at is null
                         order by m.role = 'ADMIN' desc, lower(o.name), o.id
                        """)
                .param("user", user.value())
                .query((row, number) -> new Organization(
                        new OrganizationId(row.getObject("id", UUID.class)),
                        row.getString("slug"),
                        row.getString("name")))
                .list();
    }

    /** Whether the user is an admin of the Organization now. */
    @Transactional(readOnly = true)
    public boolean isAdmin(OrganizationId organization, UserId user) {
        return database.sql("""
                        select exists (select
                                         from member m
                                         join organization o on o.id = m.organization_id
                                         join user_account u on u.id = m.user_id
                                        where m.organization_id = :organization and m.user_id = :user and m.role = 'ADMIN'
                                          and m.retired_at is null and o.retired_at is null and u.retired_at is null)
                        """)
                .param("organization", organization.value())
                .param("user", user.value())
                .query(Boolean.class)
                .single();
    }

    /** The Organization's admins, by name: whom a member can ask. */
    @Transactional(readOnly = true)
    List<Contact> admins(OrganizationId organization) {
        return database.sql("""
                        select u.name, u.email
                          from member m join user_account u on u.id = m.user_id
                         where m.organization_id = :organization and m.role = 'ADMIN'
                           and m.retired_at is null and u.retired_at is null
                         order by lower(u.name), u.id
                        """)
                .param("organization", organization.value())
                .query(Contact.class)
                .list();
    }

    /** Somebody to write to. */
    record Contact(String name, String email) {}
}
