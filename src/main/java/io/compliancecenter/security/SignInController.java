package io.compliancecenter.security;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The page on which one signs in. */
@Controller
class SignInController {

    @GetMapping("/sign-in")
    ModelAndView signIn(
            @RequestParam(required = false) @Nullable String failed,
            @RequestParam(name = "signed-out", required = false) @Nullable String signedOut) {
        ModelAndView page = new ModelAndView("security/sign-in");
        page.addObject("failed", failed != null);
        page.addObject("signedOut", signedOut != null);
        return page;
    }
}
