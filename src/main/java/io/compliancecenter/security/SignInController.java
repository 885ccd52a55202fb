package io.compliancecenter.security;

import io.compliancecenter.organization.UserWithMemberships;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
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
    ModelAndView signIn(HttpServletRequest request, @RequestParam Map<String, String> parameters) {
        ReturnAddress returnAddress = ReturnAddress.of(parameters.get(ReturnAddress.PARAMETER));
        if (!parameters.containsKey(FAILED) && UserWithMemberships.of(request).isPresent()) {
            return new ModelAndView("redirect:" + returnAddress.path());
        }
        ModelAndView page = new ModelAndView("security/sign-in");
        page.addObject("to", returnAddress.equals(ReturnAddress.HOME) ? null : returnAddress.path());
        page.addObject("failed", parameters.containsKey(FAILED));
        page.addObject("expired", parameters.containsKey(EXPIRED));
        page.addObject("signedOut", parameters.containsKey(SIGNED_OUT));
        return page;
    }
}
