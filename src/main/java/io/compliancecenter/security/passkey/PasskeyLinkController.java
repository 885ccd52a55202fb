package io.compliancecenter.security.passkey;

import io.compliancecenter.database.RefusedByDatabaseException;
import io.compliancecenter.organization.UserWithMemberships;
import io.compliancecenter.security.RecentSignIn;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/**
 * Lets somebody at the desk add their first passkey by a link that was mailed to them: whoever has stolen a password only cannot.
 * Opening the link changes nothing, and needs the sign-in as well.
 */
@Controller
class PasskeyLinkController {

    private static final Logger log = LoggerFactory.getLogger(PasskeyLinkController.class);

    private static final int MAX_LABEL = 100;

    private final PasskeyAccount account;
    private final RecentSignIn recent;

    PasskeyLinkController(PasskeyAccount account, RecentSignIn recent) {
        this.account = account;
        this.recent = recent;
    }

    @PostMapping("/account/passkeys/link")
    String send(Locale language) {
        if (!recent.isThere()) {
            return "redirect:" + RecentSignIn.AGAIN;
        }
        account.mailLink(language);
        return done(PasskeyNotice.LINK_SENT);
    }

    @GetMapping("/links/passkey/{token}")
    ModelAndView page(@PathVariable String token, HttpServletRequest request) {
        if (!account.isUsable(user(request), token)) {
            return new ModelAndView("account/passkey-link-invalid", HttpStatus.GONE);
        }
        if (!recent.isThere()) {
            return new ModelAndView("redirect:" + again(token));
        }
        return new ModelAndView("account/passkey-link").addObject("token", token);
    }

    @PostMapping("/links/passkey/{token}")
    String add(
            @PathVariable String token,
            @RequestParam String credential,
            @RequestParam String label,
            HttpServletRequest request,
            Locale language) {
        if (!recent.isThere()) {
            return "redirect:" + again(token);
        }
        try {
            account.add(user(request), credential, TypedText.of(label, MAX_LABEL), token, language);
        } catch (PasskeyRefusedException | RefusedByDatabaseException refused) {
            log.info("Passkey refused: user {}, {}", user(request).id(), refused.getMessage());
            return done(PasskeyNotice.NOT_ADDED);
        }
        return done(PasskeyNotice.ADDED);
    }

    private static String again(String token) {
        return "/sign-in/again?within=600&for=account&to=/links/passkey/" + token;
    }

    private static String done(PasskeyNotice notice) {
        return "redirect:/account?" + PasskeyNotice.PARAMETER + "=" + notice.code();
    }

    private static UserWithMemberships user(HttpServletRequest request) {
        return UserWithMemberships.of(request).orElseThrow();
    }
}
