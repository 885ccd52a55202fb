package io.compliancecenter.organization;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The signed-in user and where they belong, read from the database with the session of each request: a role that was taken
 * away is gone at the next one.
 *
 * @param credentialVersion which of the user's passwords is the present one
 * @param name the user's full name
 * @param email the user's e-mail address, in lower case
 * @param readAt when this was read, by the database's clock
 * @param memberships of Organizations that are not retired: first those as an admin, each part by name
 * @param deskRoles what the user may do at the vendor's desk; empty for the people of customers
 */
public record UserWithMemberships(
        UserId id,
        int credentialVersion,
        String name,
        String email,
        Instant readAt,
        List<MembershipView> memberships,
        Set<DeskRole> deskRoles) {

    private static final String ATTRIBUTE = UserWithMemberships.class.getName();

    public UserWithMemberships {
        memberships = List.copyOf(memberships);
        deskRoles = Set.copyOf(deskRoles);
    }

    /**
     * The user's role in one Organization.
     *
     * @param groups codes of the access groups that the Organization is in
     * @param agreementSignedOn when the agreement was signed that the Organization has outside and that is in force; null if
     *     there is none
     */
    public record MembershipView(
            OrganizationView organization,
            Role role,
            Set<String> groups,
            @Nullable LocalDate agreementSignedOn) {}

    /** The user of a request; empty if nobody is signed in. */
    public static Optional<UserWithMemberships> of(HttpServletRequest request) {
        return Optional.ofNullable((UserWithMemberships) request.getAttribute(ATTRIBUTE));
    }

    /** Makes this the request's user, whom {@link #of} returns from now on. */
    public void attachTo(HttpServletRequest request) {
        request.setAttribute(ATTRIBUTE, this);
    }

    /** The Organizations, in the order of the memberships. */
    public List<OrganizationView> organizations() {
        return memberships.stream().map(MembershipView::organization).toList();
    }

    /** The codes of the access groups that one of the Organizations is in. */
    public Set<String> groupsOf(OrganizationId organization) {
        return in(organization).map(MembershipView::groups).orElse(Set.of());
    }

    /** When the agreement under which one of the Organizations downloads was signed on paper; empty if it agrees to the terms. */
    public Optional<LocalDate> agreementSignedOn(OrganizationId organization) {
        return in(organization).map(MembershipView::agreementSignedOn);
    }

    private Optional<MembershipView> in(OrganizationId organization) {
        return memberships.stream()
                .filter(membership -> membership.organization().id().equals(organization))
                .findFirst();
    }

    /** The membership of the Organization with that slug. */
    public Optional<MembershipView> in(String slug) {
        return memberships.stream()
                .filter(membership -> membership.organization().slug().equals(slug))
                .findFirst();
    }
}
