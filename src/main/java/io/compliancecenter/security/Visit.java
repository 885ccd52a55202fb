package io.compliancecenter.security;

import io.compliancecenter.organization.CurrentUser;
import io.compliancecenter.organization.Standing;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.session.MapSession;

/**
 * What is read when a request begins: its session, and how the user in it stands.
 *
 * @param session as it is stored; changing it changes nothing there
 * @param standing of the user who signed in; empty if they were retired or have another password by now, or nobody signed in
 */
record Visit(MapSession session, Optional<Standing> standing) {

    /** The session gives it under this name, and stores it nowhere. */
    static final String ATTRIBUTE = Visit.class.getName();

    private static final String CONTEXT = HttpSessionSecurityContextRepository.SPRING_SECURITY_CONTEXT_KEY;

    /** The same for another request: with a context of its own, which signing out empties, and a session of its own. */
    Visit another() {
        MapSession copy = new MapSession(session);
        Authentication authentication = authentication(copy);
        if (authentication != null) {
            copy.setAttribute(CONTEXT, new SecurityContextImpl(authentication));
        }
        return new Visit(copy, standing);
    }

    /** Who is signed in by the session; null if nobody is. */
    static @Nullable CurrentUser user(MapSession session) {
        Authentication authentication = authentication(session);
        return authentication != null && authentication.getPrincipal() instanceof CurrentUser user ? user : null;
    }

    private static @Nullable Authentication authentication(MapSession session) {
        SecurityContext context = session.getAttribute(CONTEXT);
        return context == null ? null : context.getAuthentication();
    }

    /** How the user stands in whose session a request is; empty if they do not, or there is none. */
    static Optional<Standing> standing(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        Visit visit = session == null ? null : (Visit) session.getAttribute(ATTRIBUTE);
        return visit == null ? Optional.empty() : visit.standing;
    }
}
