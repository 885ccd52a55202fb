package io.compliancecenter.security;

import io.compliancecenter.organization.CurrentUser;
import io.compliancecenter.organization.Standing;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.util.Optional;
import org.springframework.session.MapSession;

/**
 * What is read when a request begins: its session, and how the user in it stands.
 *
 * @param session as it is stored; it is the request's own, and changing it changes nothing there
 * @param standing of the user who signed in; empty if they were retired or have another password by now, or nobody signed in
 */
record Visit(MapSession session, Optional<Standing> standing) {

    /** The session gives it under this name, and stores it nowhere. */
    static final String ATTRIBUTE = Visit.class.getName();

    /** How the user of a request stands; empty if they do not, or if it was read of somebody else. */
    static Optional<Standing> standing(HttpServletRequest request, CurrentUser user) {
        HttpSession session = request.getSession(false);
        Visit visit = session == null ? null : (Visit) session.getAttribute(ATTRIBUTE);
        return visit == null
                ? Optional.empty()
                : visit.standing.filter(standing -> standing.user().equals(user.id()));
    }
}
