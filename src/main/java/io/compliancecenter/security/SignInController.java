package io.compliancecenter.security;

import io.compliancecenter.organization.UserWithMemberships;
import io.compliancecenter.security.provider.logout.ProviderSignOut;
import io.compliancecenter.security.provider.settings.IdentityProviders;
import io.compliancecenter.security.provider.settings.ProviderLink;
import io.compliancecenter.support.EmailAddress;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/**
 * Shows the sign-in page. Where domains belong to providers, it asks for the e-mail address first, and for the password only
 * of those whose domain does not.
 */
@Controller
class SignInController {

    /** The last sign-in failed. */
    static final String FAILED = "failed";

    /** A passkey was refused. */
    static final String PASSKEY_REFUSED = "passkey-refused";

    /** The submitted form has expired. */
    static final String EXPIRED = "expired";

    /** The identity provider did not confirm the session. */
    static final String NOT_CONFIRMED = "not-confirmed";

    /** The user has just signed out. */
    static final String SIGNED_OUT = "signed-out";

    /** Through which provider they were signed in. */
    static final String PROVIDER = "provider";

    private final IdentityProviders providers;

    private final ProviderSignOut signOut;

    SignInController(IdentityProviders providers, ProviderSignOut signOut) {
        this.providers = providers;
        this.signOut = signOut;
    }

    /** Redirects a user who is already signed in to the requested page. */
    @GetMapping("/sign-in")
    ModelAndView signIn(HttpServletRequest request, @RequestParam Map<String, String> parameters) {
        ReturnAddress returnAddress = ReturnAddress.of(parameters.get(ReturnAddress.PARAMETER));
        if (!parameters.containsKey(FAILED) && UserWithMemberships.of(request).isPresent()) {
            return new ModelAndView("redirect:" + returnAddress.path());
        }
        boolean failed = parameters.containsKey(FAILED);
        ModelAndView page = page(returnAddress, !providers.haveDomains() || failed, "");
        page.addObject("failed", failed);
        page.addObject("passkeyRefused", parameters.containsKey(PASSKEY_REFUSED));
        page.addObject("expired", parameters.containsKey(EXPIRED));
        page.addObject("notConfirmed", parameters.containsKey(NOT_CONFIRMED));
        page.addObject("signedOut", parameters.containsKey(SIGNED_OUT));
        page.addObject(
                "signOutThere",
                Optional.ofNullable(parameters.get(PROVIDER))
                        .filter(id -> parameters.containsKey(SIGNED_OUT))
                        .flatMap(signOut::link)
                        .orElse(null));
        return page;
    }

    /**
     * Leads on from the address: to its provider, or to the password. It is a page with a link that the browser follows by
     * itself, because a form may not be redirected to another site (CSP form-action).
     */
    @PostMapping("/sign-in/address")
    ModelAndView address(
            @RequestParam(defaultValue = "") String email,
            @RequestParam(name = ReturnAddress.PARAMETER, required = false) @Nullable String to) {
        ReturnAddress returnAddress = ReturnAddress.of(to);
        String address = email.strip();
        if (address.isEmpty() || address.length() > EmailAddress.MAX_LENGTH) {
            return page(returnAddress, false, "");
        }
        Optional<ProviderLink> provider = providers.forAddress(address);
        if (provider.isEmpty()) {
            return page(returnAddress, true, address);
        }
        ModelAndView page = new ModelAndView("security/to-provider");
        page.addObject("provider", provider.get());
        page.addObject("address", address);
        page.addObject("to", returnAddress.path());
        return page;
    }

    private ModelAndView page(ReturnAddress to, boolean withPassword, String address) {
        ModelAndView page = new ModelAndView("security/sign-in");
        page.addObject("to", to.equals(ReturnAddress.HOME) ? null : to.path());
        page.addObject("withPassword", withPassword);
        page.addObject("address", address);
        page.addObject("providers", providers.offered());
        page.addObject("failed", false);
        page.addObject("passkeyRefused", false);
        page.addObject("expired", false);
        page.addObject("notConfirmed", false);
        page.addObject("signedOut", false);
        return page;
    }
}
