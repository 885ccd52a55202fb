package io.compliancecenter.account;

import io.compliancecenter.database.RefusedByDatabaseException;
import io.compliancecenter.database.RefusedByDatabaseException.Reason;
import io.compliancecenter.security.password.NewPasswords;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Sets a new password by a link that was mailed. Opening the link changes nothing: mail scanners do that as well. */
@Controller
@RequestMapping("/links/password/{token}")
class PasswordLinkController {

    private final ForgottenPasswords forgotten;
    private final PasswordRules rules;
    private final NewPasswords passwords;

    PasswordLinkController(ForgottenPasswords forgotten, PasswordRules rules, NewPasswords passwords) {
        this.forgotten = forgotten;
        this.rules = rules;
        this.passwords = passwords;
    }

    @GetMapping
    ModelAndView page(@PathVariable String token) {
        return forgotten
                .addressOf(token)
                .map(email -> form(token, email, null))
                .orElseGet(PasswordLinkController::invalid);
    }

    @PostMapping
    ModelAndView set(
            @PathVariable String token,
            @RequestParam(defaultValue = "") String password,
            @RequestParam(defaultValue = "") String repeated,
            Locale language) {
        Optional<String> email = forgotten.addressOf(token);
        if (email.isEmpty()) {
            return invalid();
        }
        Optional<PasswordObjection> objection = rules.check(password, repeated, email.get(), "");
        if (objection.isPresent()) {
            return form(token, email.get(), objection.get());
        }
        try {
            forgotten.set(token, passwords.hash(password), language);
        } catch (RefusedByDatabaseException refused) {
            if (refused.reason() == Reason.EXPIRED || refused.reason() == Reason.NOT_FOUND) {
                return invalid();
            }
            throw refused;
        }
        return new ModelAndView("redirect:/forgotten-password?set", HttpStatus.SEE_OTHER);
    }

    private static ModelAndView form(String token, String email, @Nullable PasswordObjection objection) {
        ModelAndView page = new ModelAndView("account/reset-password");
        page.addObject("token", token);
        page.addObject("email", email);
        if (objection != null) {
            page.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
            page.addObject("objection", objection.message());
        }
        return page;
    }

    /** The same whether it was used, has expired, or never existed. */
    private static ModelAndView invalid() {
        return new ModelAndView("account/reset-password-invalid", HttpStatus.GONE);
    }
}
