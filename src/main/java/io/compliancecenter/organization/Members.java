package io.compliancecenter.organization;

import java.util.List;
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
