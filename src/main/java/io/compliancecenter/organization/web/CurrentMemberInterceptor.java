package io.compliancecenter.organization.web;

import io.compliancecenter.database.TransactionBinding;
import io.compliancecenter.database.TransactionBinding.Binding;
import io.compliancecenter.organization.CurrentMember;
import io.compliancecenter.organization.CurrentUser;
import io.compliancecenter.organization.OpenToMembers;
import io.compliancecenter.organization.OrganizationView;
import io.compliancecenter.organization.Role;
import io.compliancecenter.organization.UserWithMemberships;
import io.compliancecenter.organization.UserWithMemberships.MembershipView;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;

/**
 * Guards every address of an Organization, and binds the request's transactions to the Organization and the user. A user who
 * is not a member gets 404 as if there were no such Organization; a member who is not an admin gets 403, unless the handler is
 * {@link OpenToMembers}. A former slug of one of the user's Organizations redirects to the present one.
 */
@Component
class CurrentMemberInterceptor implements HandlerInterceptor {

    private static final String BINDING = CurrentMemberInterceptor.class.getName() + ".binding";

    private final TransactionBinding transactions;
    private final SlugRedirects redirects;

    CurrentMemberInterceptor(TransactionBinding transactions, SlugRedirects redirects) {
        this.transactions = transactions;
        this.redirects = redirects;
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        CurrentUser user = currentUser();
        String slug = slug(request);
        if (user == null || slug == null) {
            throw new OrganizationNotFoundException();
        }
        UserWithMemberships member = UserWithMemberships.of(request).orElseThrow(OrganizationNotFoundException::new);
        Optional<MembershipView> found = member.in(slug);
        if (found.isEmpty()) {
            redirect(response, redirects.find(request, member, slug).orElseThrow(OrganizationNotFoundException::new));
            return false;
        }
        OrganizationView organization = found.get().organization();
        Role role = found.get().role();
        if (role != Role.ADMIN && !isOpenToMembers(handler)) {
            throw new AdminRequiredException(organization);
        }
        request.setAttribute(
                BINDING, transactions.bind(organization.id().value(), user.id().value()));
        new CurrentMember(organization, role, user.id(), member.name(), member.email(), user).attachTo(request);
        return true;
    }

    @Override
    public void afterCompletion(
            HttpServletRequest request, HttpServletResponse response, Object handler, @Nullable Exception exception) {
        if (request.getAttribute(BINDING) instanceof Binding binding) {
            request.removeAttribute(BINDING);
            binding.close();
        }
    }

    /** To a path without a host: the request could have named any. */
    private static void redirect(HttpServletResponse response, String location) {
        response.setStatus(HttpStatus.MOVED_PERMANENTLY.value());
        response.setHeader(HttpHeaders.LOCATION, location);
    }

    private static boolean isOpenToMembers(Object handler) {
        return handler instanceof HandlerMethod method && method.hasMethodAnnotation(OpenToMembers.class);
    }

    private static @Nullable CurrentUser currentUser() {
        var authentication = SecurityContextHolder.getContext().getAuthentication();
        return authentication != null && authentication.getPrincipal() instanceof CurrentUser user ? user : null;
    }

    private static @Nullable String slug(HttpServletRequest request) {
        return request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE) instanceof Map<?, ?> variables
                        && variables.get("slug") instanceof String slug
                ? slug
                : null;
    }
}
