package io.compliancecenter.organization;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;

/**
 * The signed-in user in the Organization of the current request, with the role that they had when the request began: it is
 * {@link Role#ADMIN} except for handlers that are {@link OpenToMembers}.
 *
 * @param organization the Organization that they act for
 * @param role what they may do there
 * @param user who they are
 * @param name the user's full name
 * @param email the user's e-mail address, in lower case
 * @param signIn how they came to be signed in
 */
public record CurrentMember(
        OrganizationView organization, Role role, UserId user, String name, String email, CurrentUser signIn) {

    private static final String ATTRIBUTE = CurrentMember.class.getName();

    /** The member that a request was found to come from; empty if it is not one of an Organization's addresses. */
    public static Optional<CurrentMember> of(HttpServletRequest request) {
        return Optional.ofNullable((CurrentMember) request.getAttribute(ATTRIBUTE));
    }

    /** Makes this the request's member, whom {@link #of} returns from now on. */
    public void attachTo(HttpServletRequest request) {
        request.setAttribute(ATTRIBUTE, this);
    }

    /** Whether they were an admin when the request began. */
    public boolean isAdmin() {
        return role == Role.ADMIN;
    }

    /** The Organization that they act for. */
    public OrganizationId organizationId() {
        return organization.id();
    }
}
