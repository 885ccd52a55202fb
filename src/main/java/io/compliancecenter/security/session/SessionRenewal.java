package io.compliancecenter.security.session;

import io.compliancecenter.security.SignedInUser;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.stereotype.Component;

/** Keeps a session whose user has set a new password. All their other sessions end, because they have the earlier one. */
@Component
public class SessionRenewal {

    private final SecurityContextRepository contexts = new HttpSessionSecurityContextRepository();

    SessionRenewal() {}

    /**
     * Continues the request's session with the new password, under a new id.
     *
     * @param credentialVersion of the new password
     */
    public void continueWith(int credentialVersion, HttpServletRequest request, HttpServletResponse response) {
        SecurityContext present = SecurityContextHolder.getContext();
        if (present.getAuthentication() == null
                || !(present.getAuthentication().getPrincipal() instanceof SignedInUser user)) {
            throw new IllegalStateException("Nobody is signed in");
        }
        SecurityContext context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(UsernamePasswordAuthenticationToken.authenticated(
                new SignedInUser(user.id(), credentialVersion, user.signIn()), null, List.of()));
        request.changeSessionId();
        SecurityContextHolder.setContext(context);
        contexts.saveContext(context, request, response);
    }
}
