package io.compliancecenter.organization;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** Who belongs to which Organization. Row-level security shows what the current user and Organization may see. */
interface Memberships extends Repository<Membership, MembershipId> {

    @Query("""
            select count(*) > 0 from Membership m
              join Organization o on o.id = m.id.organization
              join User u on u.id = m.id.user
             where m.id.organization = :organization and m.id.user = :user and m.role = ADMIN
               and m.retiredAt is null and o.retiredAt is null and u.retiredAt is null
            """)
    boolean isAdmin(OrganizationId organization, UserId user);

    /** The Organization's admins, by name. */
    @Query("""
            select u.name, u.email from Membership m join User u on u.id = m.id.user
             where m.id.organization = :organization and m.role = ADMIN and m.retiredAt is null and u.retiredAt is null
             order by lower(u.name), u.id
            """)
    List<Contact> findAdmins(OrganizationId organization);

    /**
     * The user with each of their memberships, first those as an admin, then by name of the Organization. One row without a
     * role if there are none; no row if the user was retired or has another password.
     */
    @Query("""
            select u.name, u.email, o.id, o.slug, o.name, m.role
              from User u
              left join Membership m on m.id.user = u.id and m.retiredAt is null
              left join Organization o on o.id = m.id.organization and o.retiredAt is null
             where u.id = :user and u.retiredAt is null
               and cast(function('has_credential_version', u.id.value, :credentialVersion) as Boolean)
             order by case when m.role = ADMIN then 0 else 1 end, lower(o.name), o.id
            """)
    List<UserMembership> findByUser(UserId user, int credentialVersion);

    /** A user and one of their memberships. */
    record UserMembership(
            String userName,
            String userEmail,
            @Nullable OrganizationId organization,
            @Nullable String slug,
            @Nullable String organizationName,
            @Nullable Role role) {}
}
