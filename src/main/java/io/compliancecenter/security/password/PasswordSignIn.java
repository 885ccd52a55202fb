package io.compliancecenter.security.password;

import io.compliancecenter.organization.SignIn;
import io.compliancecenter.organization.SignIn.Method;
import io.compliancecenter.organization.Users;
import io.compliancecenter.organization.Users.Credentials;
import io.compliancecenter.security.SignInBusyException;
import io.compliancecenter.security.SignInDelayedException;
import io.compliancecenter.security.SignInDelays;
import io.compliancecenter.security.SignInLog;
import io.compliancecenter.security.SignInRecords;
import io.compliancecenter.security.SignedInUser;
import io.compliancecenter.security.password.PasswordChecks.Slot;
import io.compliancecenter.support.ClientInfo;
import io.compliancecenter.support.EmailAddress;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Component;

/**
 * Signs users in by e-mail address and password.
 *
 * <p>Fails with a {@link BadCredentialsException} whatever is wrong with address or password, with a
 * {@link SignInDelayedException} after too many failures, and with a {@link SignInBusyException} while too many others sign in.
 * Exceptions of the database are passed on, so that an outage never looks like a wrong password.
 */
@Component
class PasswordSignIn implements AuthenticationProvider {

    private final Users users;
    private final PasswordChecks checks;
    private final SignInDelays delays;
    private final SignInRecords records;
    private final SignInLog log;
    private final Clock clock;

    PasswordSignIn(
            Users users,
            PasswordChecks checks,
            SignInDelays delays,
            SignInRecords records,
            SignInLog log,
            Clock clock) {
        this.users = users;
        this.checks = checks;
        this.delays = delays;
        this.records = records;
        this.log = log;
        this.clock = clock;
    }

    @Override
    public boolean supports(Class<?> authentication) {
        return UsernamePasswordAuthenticationToken.class.isAssignableFrom(authentication);
    }

    @Override
    public Authentication authenticate(Authentication attempt) {
        String password = Objects.toString(attempt.getCredentials(), "");
        ClientInfo browser = (ClientInfo) Objects.requireNonNull(attempt.getDetails());
        Credentials known = check(attempt.getName(), password, browser)
                .orElseThrow(() -> new BadCredentialsException("Wrong password or unknown user"));
        SignedInUser signedIn =
                new SignedInUser(known.id(), known.credentialVersion(), SignIn.here(Method.PASSWORD, clock.instant()));
        return UsernamePasswordAuthenticationToken.authenticated(signedIn, null, List.of());
    }

    /**
     * Checks a password.
     *
     * @param email as typed
     * @return empty if it is wrong, or there is no such user
     */
    Optional<Credentials> check(@Nullable String email, String password, ClientInfo browser) {
        String account = EmailAddress.typed(Objects.toString(email, "")).orElse("");
        String client = browser.address().getHostAddress();
        try (Slot slot = checks.acquire()) {
            Optional<Credentials> user = account.isEmpty() ? Optional.empty() : users.findCredentials(account);
            int seconds = delays.begin(account, client);
            if (seconds > 0) {
                log.delayed(user, client, seconds);
                throw new SignInDelayedException(seconds);
            }
            if (!isCorrect(slot, password, user, account, client)) {
                log.failed(user, client);
                record(user, browser);
                return Optional.empty();
            }
            delays.complete(account, client);
            return user;
        }
    }

    private void record(Optional<Credentials> user, ClientInfo browser) {
        records.recordFailure(
                user.map(known -> known.id().toString()).orElse(""),
                Method.PASSWORD.code(),
                browser.address().getHostAddress(),
                browser.userAgent());
    }

    private boolean isCorrect(Slot slot, String password, Optional<Credentials> user, String account, String client) {
        try {
            return slot.matches(password, user.map(Credentials::passwordHash), users.findPasswordHashKinds());
        } catch (RuntimeException undecided) {
            try {
                delays.withdraw(account, client);
            } catch (RuntimeException alsoFailed) {
                undecided.addSuppressed(alsoFailed);
            }
            throw undecided;
        }
    }
}
