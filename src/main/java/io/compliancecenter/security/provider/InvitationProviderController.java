package io.compliancecenter.security.provider;

import io.compliancecenter.mail.LinkTokens;
import io.compliancecenter.security.provider.ProviderAccounts.InvitedAddress;
import io.compliancecenter.security.provider.connection.ProviderUnavailableException;
import io.compliancecenter.security.provider.settings.IdentityProviders;
import io.compliancecenter.security.provider.settings.ProviderLink;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;

/**
 * Lets an invited person join by signing in through a provider. It begins with a form of the invitation's page, so that no other site
 * can begin it in somebody's browser: their identity would get the account of another one.
 */
@Controller
@RequestMapping("/links/invitation/{token}/provider/{id}")
class InvitationProviderController {

    private final IdentityProviders providers;
    private final ProviderAccounts accounts;
    private final ProviderRequests requests;
    private final SignInCookies cookies;
    private final ProviderFailures failures;

    InvitationProviderController(
            IdentityProviders providers,
            ProviderAccounts accounts,
            ProviderRequests requests,
            SignInCookies cookies,
            ProviderFailures failures) {
        this.providers = providers;
        this.accounts = accounts;
        this.requests = requests;
        this.cookies = cookies;
        this.failures = failures;
    }

    /** The page leads on by a link, because a form may not be redirected to another site (CSP form-action). */
    @PostMapping
    @Nullable
    ModelAndView leave(
            @PathVariable String token,
            @PathVariable String id,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        InvitedAddress invited =
                accounts.findInvitedAddress(LinkTokens.hash(token)).orElse(null);
        if (invited == null) {
            return new ModelAndView("redirect:/links/invitation/{token}", HttpStatus.SEE_OTHER);
        }
        ProviderLink provider = providers.forInvited(invited.email()).stream()
                .filter(offered -> offered.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        boolean ownsAddress =
                providers.forAddress(invited.email()).filter(provider::equals).isPresent();
        OAuth2AuthorizationRequest authorization;
        try {
            authorization = requests.toAccept(request, token, ownsAddress ? invited.email() : null);
        } catch (ProviderUnavailableException away) {
            failures.onAuthenticationFailure(request, response, away);
            return null;
        }
        cookies.saveAuthorizationRequest(authorization, request, response);
        ModelAndView page = new ModelAndView("security/to-provider");
        page.addObject("provider", provider);
        page.addObject("address", invited.email());
        page.addObject("target", authorization.getAuthorizationRequestUri());
        return page;
    }
}
