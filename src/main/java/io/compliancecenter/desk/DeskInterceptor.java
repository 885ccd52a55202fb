package io.compliancecenter.desk;

import io.compliancecenter.organization.CurrentUser;
import io.compliancecenter.organization.DeskRole;
import io.compliancecenter.organization.UserWithMemberships;
import io.compliancecenter.security.desk.DeskSignIn;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.view.UrlBasedViewResolver;

/**
 * Guards every address of the desk. Whoever does not work there gets 404, as if there were no desk. Whoever does, but signed in
 * too long ago or with a password alone, is asked to sign in again.
 */
@Component
class DeskInterceptor implements HandlerInterceptor {

    private final DeskSignIn signIns;

    DeskInterceptor(DeskSignIn signIns) {
        this.signIns = signIns;
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        UserWithMemberships user = UserWithMemberships.of(request)
                .filter(found -> !found.deskRoles().isEmpty())
                .orElseThrow(DeskNotFoundException::new);
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        if (authentication == null || !(authentication.getPrincipal() instanceof CurrentUser current)) {
            throw new DeskNotFoundException();
        }
        if (handler instanceof HandlerMethod method && !isFor(user.deskRoles(), method)) {
            throw new ResponseStatusException(HttpStatus.FORBIDDEN);
        }
        Optional<String> page = signIns.pageFor(current.signIn(), request);
        if (page.isPresent()) {
            redirect(request, response, page.get());
            return false;
        }
        request.setAttribute(DeskPerson.ATTRIBUTE, new DeskPerson(user.id(), user.name(), user.deskRoles()));
        return true;
    }

    private static boolean isFor(Set<DeskRole> roles, HandlerMethod method) {
        ForDeskRoles restriction = method.getMethodAnnotation(ForDeskRoles.class);
        return restriction == null || Arrays.stream(restriction.value()).anyMatch(roles::contains);
    }

    /** The navigation shows what the person may do. */
    @Override
    public void postHandle(
            HttpServletRequest request, HttpServletResponse response, Object handler, @Nullable ModelAndView page) {
        String view = page == null ? null : page.getViewName();
        if (page != null && view != null && !view.startsWith(UrlBasedViewResolver.REDIRECT_URL_PREFIX)) {
            page.addObject("deskPerson", request.getAttribute(DeskPerson.ATTRIBUTE));
        }
    }

    /** To a path without a host: the request could have named any. */
    private static void redirect(HttpServletRequest request, HttpServletResponse response, String path) {
        response.setStatus(HttpStatus.SEE_OTHER.value());
        response.setHeader(HttpHeaders.LOCATION, request.getContextPath() + path);
    }
}
