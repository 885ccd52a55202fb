package io.compliancecenter.security.desk;

import io.compliancecenter.demo.DemoAccounts;
import io.compliancecenter.organization.SignIn;
import io.compliancecenter.organization.SignIn.Method;
import io.compliancecenter.security.ReturnAddress;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Decides whether a sign-in is recent and strong enough for the desk. */
@Component
public class DeskSignIn {

    /** Authentication methods that a password alone does not give. RFC 8176, section 2. */
    private static final Set<String> STRONG =
            Set.of("mfa", "otp", "hwk", "swk", "sc", "face", "fpt", "iris", "sms", "tel");

    /** A provider that has just asked for the password must not be asked again because clocks differ. */
    private static final Duration GRACE = Duration.ofMinutes(1);

    private final DeskProperties properties;
    private final DemoAccounts demo;
    private final Clock clock;

    DeskSignIn(DeskProperties properties, DemoAccounts demo, Clock clock) {
        this.properties = properties;
        this.demo = demo;
        this.clock = clock;
    }

    /** Where a person is sent whose sign-in is not recent or not strong enough, and led back from; empty if it is both. */
    public Optional<String> pageFor(SignIn signIn, HttpServletRequest request) {
        if (!isStrong(signIn)) {
            return Optional.of("/desk-sign-in");
        }
        return isFresh(signIn)
                ? Optional.empty()
                : Optional.of("/sign-in/again?for=desk&within="
                        + properties.freshSignIn().toSeconds() + "&to="
                        + URLEncoder.encode(back(request), StandardCharsets.UTF_8));
    }

    private static String back(HttpServletRequest request) {
        return request.getMethod().equals("GET")
                ? request.getRequestURI().substring(request.getContextPath().length())
                : ReturnAddress.ofForm(request).path();
    }

    /** Never if the provider does not say when it authenticated the person. */
    private boolean isFresh(SignIn signIn) {
        Instant authenticatedAt = signIn.authenticatedAt();
        return authenticatedAt != null
                && authenticatedAt.plus(properties.freshSignIn()).plus(GRACE).isAfter(clock.instant());
    }

    /** Whether a second factor was used, or none is wanted. */
    public boolean isStrong(SignIn signIn) {
        Boolean wanted = properties.secondFactor();
        if (wanted == null ? demo.isPublished() : !wanted) {
            return true;
        }
        SignIn.Provider provider = signIn.provider();
        return provider == null
                ? signIn.method() == Method.PASSKEY
                : properties.secondFactorAcr().contains(provider.acr())
                        || (provider.amr() != null && provider.amr().stream().anyMatch(STRONG::contains));
    }
}
