package io.compliancecenter.organization;

import io.compliancecenter.organization.Membership.MembershipId;
import io.compliancecenter.organization.MembershipService.Contact;
import java.util.List;
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
}
