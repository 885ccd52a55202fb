package io.compliancecenter.organization;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The signed-in user as the database knows them at the beginning of a request, and where they belong. It is another
 * request's as well only if the database says that nothing has changed since, so that a role that was taken away is gone at
 * the next one.
 *
 * @param user who it is
 * @param name the user's full name
 * @param email the user's e-mail address, in lower case
 * @param catalogueRevision names what the vendor publishes at that moment; it is another one after every change
 * @param memberships of Organizations that are not retired: first those whose admin the user is, each part by name
 */
public record Standing(UserId user, String name, String email, UUID catalogueRevision, List<Membership> memberships) {

    private static final String ATTRIBUTE = Standing.class.getName();

    public Standing {
        memberships = List.copyOf(memberships);
    }

    /** What the user is in one Organization. */
    public record Membership(Organization organization, Role role) {}

    /** The standing of the user whom a request comes from; empty if nobody is signed in. */
    public static Optional<Standing> of(HttpServletRequest request) {
        return Optional.ofNullable((Standing) request.getAttribute(ATTRIBUTE));
    }

    /** Makes it the request's: what {@link #of} gives from now on. */
    public void attachTo(HttpServletRequest request) {
        request.setAttribute(ATTRIBUTE, this);
    }

    /** The Organizations, in the order of the memberships. */
    public List<Organization> organizations() {
        return memberships.stream().map(Membership::organization).toList();
    }

    /** The membership of the Organization with that slug; empty if there is none, for whatever reason. */
    Optional<Membership> in(String slug) {
        return memberships.stream()
                .filter(membership -> membership.organization().slug().equals(slug))
                .findFirst();
    }
}
