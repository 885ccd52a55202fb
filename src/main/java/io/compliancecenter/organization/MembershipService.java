package io.compliancecenter.organization;

import java.util.List;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Tells who belongs to which Organization, as it is in the database now. */
@Service
@Transactional(readOnly = true)
public class MembershipService {

    private final Memberships memberships;
    private final Organizations organizations;

    MembershipService(Memberships memberships, Organizations organizations) {
        this.memberships = memberships;
        this.organizations = organizations;
    }

    /** A person to write to. */
    public record Contact(String name, String email) {}

    /** Whether the user is an admin of the Organization. */
    public boolean isAdmin(OrganizationId organization, UserId user) {
        return memberships.isAdmin(organization, user);
    }

    /** The Organization's admins, by name: whom a member can ask. */
    public List<Contact> admins(OrganizationId organization) {
        return memberships.findAdmins(organization);
    }

    /** The user's Organizations that had that slug, the latest first. */
    public List<OrganizationId> formerly(String slug) {
        return organizations.findIdsByFormerSlug(slug).stream()
                .map(OrganizationId::new)
                .toList();
    }
}
