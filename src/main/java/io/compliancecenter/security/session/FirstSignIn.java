package io.compliancecenter.security.session;

import io.compliancecenter.organization.SignIn;
import io.compliancecenter.organization.UserId;
import io.compliancecenter.security.SignInLog;
import io.compliancecenter.security.SignInRecords;
import io.compliancecenter.security.SignedInUser;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.time.Clock;
import java.util.List;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.stereotype.Component;

/** Signs in a person who has just made their account. All others are signed in by Spring Security's filters. */
@Component
public class FirstSignIn {

    private final SignInRecords records;
    private final SignInLog log;
    private final Clock clock;
    private final SecurityContextRepository contexts = new HttpSessionSecurityContextRepository();

    FirstSignIn(SignInRecords records, SignInLog log, Clock clock) {
        this.records = records;
        this.log = log;
        this.clock = clock;
    }

    /**
     * Begins a session.
     *
     * @param method what the person has chosen to sign in with
     */
    public void signIn(
            UserId user,
            int credentialVersion,
            SignIn.Method method,
            HttpServletRequest request,
            HttpServletResponse response) {
        SignedInUser signedIn = new SignedInUser(user, credentialVersion, SignIn.here(method, clock.instant()));
        HttpSession before = request.getSession(false);
        if (before != null) {
            before.invalidate();
        }
        SecurityContext context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(UsernamePasswordAuthenticationToken.authenticated(signedIn, null, List.of()));
        SecurityContextHolder.setContext(context);
        contexts.saveContext(context, request, response);
        records.record(request, signedIn);
        log.signedIn(signedIn, request.getRemoteAddr());
    }
}
