package io.compliancecenter.security;

import io.compliancecenter.organization.CurrentUser;
import io.compliancecenter.organization.SignIn;
import io.compliancecenter.organization.UserWithMemberships;
import io.compliancecenter.security.provider.settings.IdentityProviders;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/**
 * Asks somebody who is signed in to prove again who they are: at their provider, or with their password. The page that sent
 * them here decides whether it was enough.
 */
@Controller
class SignInAgainController {

    /** Message keys that say why, by purpose. */
    private static final Map<String, String> PURPOSES =
            Map.of("account", "sign-in.again.account", "desk", "sign-in.again.desk");

    private static final Duration JUST_NOW = Duration.ofMinutes(2);

    private final IdentityProviders providers;
    private final Clock clock;

    SignInAgainController(IdentityProviders providers, Clock clock) {
        this.providers = providers;
        this.clock = clock;
    }

    /**
     * The page.
     *
     * @param within seconds in which they have to have authenticated
     * @param purpose {@code account} to change how they sign in, {@code desk} to work at the desk; anything else to agree to the terms
     */
    @GetMapping("/sign-in/again")
    ModelAndView again(
            @AuthenticationPrincipal CurrentUser user,
            @RequestParam(name = ReturnAddress.PARAMETER, required = false) @Nullable String to,
            @RequestParam(defaultValue = "0") int within,
            @RequestParam(name = "for", required = false) @Nullable String purpose,
            HttpServletRequest request) {
        ModelAndView page = new ModelAndView("security/sign-in-again");
        SignIn signIn = user.signIn();
        SignIn.Provider provider = signIn.provider();
        page.addObject("to", ReturnAddress.of(to).path());
        page.addObject("within", Math.max(within, 0));
        page.addObject("reason", PURPOSES.getOrDefault(purpose == null ? "" : purpose, "sign-in.again.text"));
        page.addObject(
                "provider",
                provider == null ? null : providers.link(provider.id()).orElse(null));
        // They have just come back, and the provider did not ask them.
        page.addObject(
                "notAsked", provider != null && signIn.at().plus(JUST_NOW).isAfter(clock.instant()));
        page.addObject(
                "email",
                UserWithMemberships.of(request).map(UserWithMemberships::email).orElse(""));
        return page;
    }
}
