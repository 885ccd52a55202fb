package io.compliancecenter.provisioning;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/** Gives the sign-in page the demo's accounts, as {@code demoAccounts}; without the demo there is no such attribute. */
@ControllerAdvice
class DemoAccountsAdvice {

    private static final String SIGN_IN = "/sign-in";

    private final DemoAccounts demo;

    DemoAccountsAdvice(DemoAccounts demo) {
        this.demo = demo;
    }

    @ModelAttribute
    void demoAccounts(HttpServletRequest request, Model model) {
        List<DemoAccount> accounts = demo.list();
        if (!accounts.isEmpty() && SIGN_IN.equals(request.getServletPath())) {
            model.addAttribute("demoAccounts", accounts);
        }
    }
}
