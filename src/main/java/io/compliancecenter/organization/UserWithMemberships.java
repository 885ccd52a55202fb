package io.compliancecenter.organization;

import io.compliancecenter.organization.Memberships.UserMembership;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The signed-in user and where they belong, read from the database once a request: a role that was taken away is gone at the
 * next one.
 *
 * @param name the user's full name
 * @param email the user's e-mail address, in lower case
 * @param memberships of Organizations that are not retired: first those as an admin, each part by name
 */
public record UserWithMemberships(UserId id, String name, String email, List<MembershipView> memberships) {

    private static final String ATTRIBUTE = UserWithMemberships.class.getName();

    public UserWithMemberships {
        memberships = List.copyOf(memberships);
    }

    /** The user's role in one Organization. */
    public record MembershipView(OrganizationView organization, Role role) {}

    static UserWithMemberships of(UserId id, List<UserMembership> rows) {
        UserMembership first = rows.get(0);
        return new UserWithMemberships(
                id,
                first.userName(),
                first.userEmail(),
                rows.stream().flatMap(UserWithMemberships::membership).toList());
    }

    private static Stream<MembershipView> membership(UserMembership row) {
        return row.organizationId() == null
                        || row.slug() == null
                        || row.organizationName() == null
                        || row.role() == null
                ? Stream.empty()
                : Stream.of(new MembershipView(
                        new OrganizationView(
                                new OrganizationId(row.organizationId()), row.slug(), row.organizationName()),
                        Role.valueOf(row.role())));
    }

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

    /** The membership of the Organization with that slug. */
    public Optional<MembershipView> in(String slug) {
        return memberships.stream()
                .filter(membership -> membership.organization().slug().equals(slug))
                .findFirst();
    }
}
