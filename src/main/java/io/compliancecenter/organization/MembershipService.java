package io.compliancecenter.organization;

import io.compliancecenter.organization.Memberships.UserMembership;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
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

    /** The user; empty if they were retired, or have another password than they signed in with. */
    @Transactional(propagation = Propagation.SUPPORTS, readOnly = true)
    public Optional<UserWithMemberships> find(CurrentUser user) {
        List<UserMembership> rows = memberships.findByUser(user.id().value(), user.credentialVersion());
        return rows.isEmpty() ? Optional.empty() : Optional.of(UserWithMemberships.of(user.id(), rows));
    }

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
        return organizations.findIdsByFormerSlug(slug);
    }
}
