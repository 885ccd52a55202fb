package io.compliancecenter.organization.web;

import io.compliancecenter.organization.MembershipService;
import io.compliancecenter.organization.UserWithMemberships;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import java.util.Optional;
import org.springframework.http.server.PathContainer;
import org.springframework.stereotype.Component;
import org.springframework.web.util.ServletRequestPathUtils;

/** Finds the present address of a page whose address names an Organization by a former slug, or in upper case. */
@Component
class SlugRedirects {

    /** The elements of {@code /organizations/{slug}}, separators among them. */
    private static final int WITH_SLUG = 4;

    private final MembershipService memberships;

    SlugRedirects(MembershipService memberships) {
        this.memberships = memberships;
    }

    /**
     * The same page under the Organization's present slug.
     *
     * @param slug as in the request; none of the user's Organizations has it now
     * @return path and query; empty if the user has no such Organization, or the request is not to read
     */
    Optional<String> find(HttpServletRequest request, UserWithMemberships user, String slug) {
        if (!request.getMethod().equals("GET") && !request.getMethod().equals("HEAD")) {
            return Optional.empty();
        }
        String inLowerCase = slug.toLowerCase(Locale.ROOT);
        return user.in(inLowerCase)
                .or(() -> formerly(user, inLowerCase))
                .map(membership -> address(request, membership.organization().slug()));
    }

    private Optional<UserWithMemberships.MembershipView> formerly(UserWithMemberships user, String slug) {
        return memberships.formerly(slug).stream()
                .flatMap(id -> user.memberships().stream()
                        .filter(membership -> membership.organization().id().equals(id)))
                .findFirst();
    }

    private static String address(HttpServletRequest request, String slug) {
        PathContainer path =
                ServletRequestPathUtils.getParsedRequestPath(request).pathWithinApplication();
        String query = request.getQueryString();
        return request.getContextPath()
                + "/organizations/"
                + slug
                + path.subPath(Math.min(WITH_SLUG, path.elements().size())).value()
                + (query == null ? "" : "?" + query);
    }
}
