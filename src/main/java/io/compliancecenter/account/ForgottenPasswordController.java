package io.compliancecenter.account;

import io.compliancecenter.support.ClientInfo;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import java.util.Map;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Asks for the address of somebody who has forgotten their password. The answer is the same for every address. */
@Controller
@RequestMapping("/forgotten-password")
class ForgottenPasswordController {

    private final ForgottenPasswords passwords;

    ForgottenPasswordController(ForgottenPasswords passwords) {
        this.passwords = passwords;
    }

    /** With the parameter {@code sent}, what happens now; with {@code set}, that the new password was set. */
    @GetMapping
    ModelAndView page(@RequestParam Map<String, String> parameters) {
        if (parameters.containsKey("set")) {
            return new ModelAndView("account/password-set");
        }
        return new ModelAndView(
                parameters.containsKey("sent") ? "account/forgotten-password-sent" : "account/forgotten-password");
    }

    @PostMapping
    ModelAndView request(
            @RequestParam(defaultValue = "") String email,
            Locale language,
            HttpServletRequest request,
            HttpServletResponse response) {
        int seconds = passwords.request(email, ClientInfo.of(request), language);
        if (seconds == 0) {
            return new ModelAndView("redirect:/forgotten-password?sent", HttpStatus.SEE_OTHER);
        }
        response.setHeader(HttpHeaders.RETRY_AFTER, Integer.toString(seconds));
        ModelAndView page = new ModelAndView("account/forgotten-password", HttpStatus.TOO_MANY_REQUESTS);
        page.addObject("minutes", (seconds + 59) / 60);
        return page;
    }
}
