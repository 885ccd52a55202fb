package io.compliancecenter.desk.people;

import io.compliancecenter.organization.User;
import io.compliancecenter.organization.UserId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.jpa.repository.NativeQuery;
import org.springframework.data.repository.Repository;

/** The vendor's people with their roles. The function of the database checks who acts, and writes the record. */
interface DeskPeople extends Repository<User, UserId> {

    /** By name; each of their roles is a row. */
    @NativeQuery("""
            select u.id as id, u.name as name, u.email as email, d.role as role, d.expires_at as expiresAt
              from desk_member d join user_account u on u.id = d.user_id
             where desk_role_counts(d) and u.retired_at is null
             order by lower(u.name), u.id, d.role, d.issuer
             limit 1000
            """)
    List<RoleRow> findRoles();

    /** @return whether there were any */
    @NativeQuery("select take_desk_roles(:person, :reason)")
    boolean takeRoles(UUID person, String reason);

    /**
     * A role of a person.
     *
     * @param role name of a {@link io.compliancecenter.organization.DeskRole}
     * @param expiresAt when a role from a provider ends unless a sign-in confirms it; null for one from the folder
     */
    record RoleRow(
            UUID id,
            String name,
            String email,
            String role,
            @Nullable Instant expiresAt) {}
}
