package io.compliancecenter.organization;

import io.compliancecenter.database.TransactionBinding;
import io.compliancecenter.database.TransactionBinding.Binding;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import java.util.Optional;
import org.springframework.http.server.PathContainer;
import org.springframework.stereotype.Component;
import org.springframework.web.util.ServletRequestPathUtils;

/** Where a page is whose address names an Organization of the user by a former slug, or in upper case. */
@Component
class PresentAddresses {

    /** The elements of {@code /organizations/{slug}}, separators among them. */
    private static final int WITH_SLUG = 4;

    private final FormerSlugs formerSlugs;
    private final TransactionBinding transactions;

    PresentAddresses(FormerSlugs formerSlugs, TransactionBinding transactions) {
        this.formerSlugs = formerSlugs;
        this.transactions = transactions;
    }

    /**
     * The same page under the Organization's present slug.
     *
     * @param slug as the request has it, which is the present slug of none of the user's Organizations
     * @return path and query; empty if the user has no such Organization, or the request is for more than a look
     */
    Optional<String> of(HttpServletRequest request, Standing standing, String slug) {
        if (!request.getMethod().equals("GET") && !request.getMethod().equals("HEAD")) {
            return Optional.empty();
        }
        String inLowerCase = slug.toLowerCase(Locale.ROOT);
        return standing.in(inLowerCase)
                .or(() -> formerly(standing, inLowerCase))
                .map(membership -> address(request, membership.organization().slug()));
    }

    private Optional<Standing.Membership> formerly(Standing standing, String slug) {
        try (Binding asUser = transactions.bindUser(standing.user().value())) {
            return formerSlugs.organizations(slug).stream()
                    .flatMap(id -> standing.memberships().stream()
                            .filter(membership -> membership.organization().id().equals(id)))
                    .findFirst();
        }
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
