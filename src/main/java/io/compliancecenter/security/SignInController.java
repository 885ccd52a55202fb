package io.compliancecenter.security;

import io.compliancecenter.organization.UserWithMemberships;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Shows the sign-in page. */
@Controller
class SignInController {

    /** The last sign-in failed. */
    static final String FAILED = "failed";

    /** The submitted form has expired. */
    static final String EXPIRED = "expired";

    /** The user has just signed out. */
    static final String SIGNED_OUT = "signed-out";

    /** Redirects a user who is already signed in to the requested page. */
    @GetMapping("/sign-in")
    ModelAndView signIn(
            HttpServletRequest request,
            @RequestParam(name = ReturnAddress.PARAMETER, required = false) @Nullable String to,
            @RequestParam(name = FAILED, required = false) @Nullable String failed,
            @RequestParam(name = EXPIRED, required = false) @Nullable String expired,
            @RequestParam(name = SIGNED_OUT, required = false) @Nullable String signedOut) {
        ReturnAddress returnAddress = ReturnAddress.of(to);
        if (failed == null && UserWithMemberships.of(request).isPresent()) {
            return new ModelAndView("redirect:" + returnAddress.path());
        }
        ModelAndView page = new ModelAndView("security/sign-in");
        page.addObject("to", returnAddress.equals(ReturnAddress.HOME) ? null : returnAddress.path());
        page.addObject("failed", failed != null);
        page.addObject("expired", expired != null);
        page.addObject("signedOut", signedOut != null);
        return page;
    }
}
