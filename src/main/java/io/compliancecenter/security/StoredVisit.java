package io.compliancecenter.security;

import io.compliancecenter.organization.CurrentUser;
import io.compliancecenter.organization.Standing;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.session.MapSession;

/**
 * A session as it is stored, and how its user stands. Any number of requests may be told of the same one.
 *
 * @param session without its attributes
 * @param attributes by name
 * @param standing empty until it is known, or if there is none
 */
record StoredVisit(MapSession session, Map<String, StoredAttribute> attributes, Optional<Standing> standing) {

    private static final Logger log = LoggerFactory.getLogger(StoredVisit.class);

    private static final String CONTEXT = HttpSessionSecurityContextRepository.SPRING_SECURITY_CONTEXT_KEY;

    StoredVisit of(Optional<Standing> user) {
        return new StoredVisit(session, attributes, user);
    }

    /** One that is a request's own. */
    Visit visit() {
        MapSession own = new MapSession(session);
        attributes.forEach((name, attribute) -> own.setAttribute(name, attribute.value()));
        return new Visit(own, standing);
    }

    /** Who signed in; null if nobody did, or if it cannot be told: that must not be the others' trouble. */
    @Nullable
    CurrentUser user() {
        StoredAttribute context = attributes.get(CONTEXT);
        try {
            Authentication authentication = context != null && context.value() instanceof SecurityContext known
                    ? known.getAuthentication()
                    : null;
            return authentication != null
                            && authentication.getPrincipal() instanceof CurrentUser user
                            && !user.id().toString().isEmpty()
                    ? user
                    : null;
        } catch (RuntimeException unreadable) {
            log.info("A session's user could not be read and counts as nobody: {}", unreadable.toString());
            return null;
        }
    }
}
