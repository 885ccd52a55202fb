package io.compliancecenter.security.provider.sessioncheck;

import io.compliancecenter.organization.CurrentUser;
import io.compliancecenter.security.ReturnAddress;
import io.compliancecenter.security.provider.settings.IdentityProviders;
import io.compliancecenter.security.provider.settings.ProviderLink;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/**
 * Leads on to the provider that has to confirm a session. It is a page with a link that the browser follows by itself, because a
 * form's redirects may not lead to another site (CSP form-action), and the page may follow a form.
 */
@Controller
class SessionCheckController {

    private final SessionChecks checks;
    private final IdentityProviders providers;

    SessionCheckController(SessionChecks checks, IdentityProviders providers) {
        this.checks = checks;
        this.providers = providers;
    }

    /** The page; on to the requested one if there is nothing to check. */
    @GetMapping("/sign-in/check")
    ModelAndView check(
            @AuthenticationPrincipal @Nullable CurrentUser user,
            @RequestParam(name = ReturnAddress.PARAMETER, required = false) @Nullable String to) {
        ReturnAddress returnAddress = ReturnAddress.of(to);
        Optional<ProviderLink> provider = Optional.ofNullable(user)
                .map(CurrentUser::signIn)
                .filter(checks::isDue)
                .map(signIn -> signIn.provider())
                .flatMap(known -> providers.link(known.id()));
        if (provider.isEmpty()) {
            return new ModelAndView("redirect:" + returnAddress.path());
        }
        ModelAndView page = new ModelAndView("security/session-check");
        page.addObject("provider", provider.get());
        page.addObject("to", returnAddress.path());
        return page;
    }
}
