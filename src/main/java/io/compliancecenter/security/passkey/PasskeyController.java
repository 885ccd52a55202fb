package io.compliancecenter.security.passkey;

import io.compliancecenter.database.RefusedByDatabaseException;
import io.compliancecenter.database.RefusedByDatabaseException.Reason;
import io.compliancecenter.organization.UserWithMemberships;
import io.compliancecenter.security.RecentSignIn;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/** Gives out challenges for passkeys, and lets users add, rename and remove theirs. */
@Controller
class PasskeyController {

    private static final Logger log = LoggerFactory.getLogger(PasskeyController.class);

    private static final String AGAIN = "redirect:" + RecentSignIn.AGAIN;

    private static final int MAX_LABEL = 100;

    private static final Pattern ID = Pattern.compile("[0-9a-f]{32,2046}");

    private final PasskeySignIn signIn;
    private final PasskeyAccount account;

    private final RecentSignIn recent;

    PasskeyController(PasskeySignIn signIn, PasskeyAccount account, RecentSignIn recent) {
        this.recent = recent;
        this.signIn = signIn;
        this.account = account;
    }

    @PostMapping(PasskeyLogin.ADDRESS + "/options")
    ResponseEntity<String> signInOptions(HttpServletRequest request) {
        return json(signIn.options(PasskeyLogin.browser(request)));
    }

    @PostMapping("/account/passkeys/options")
    ResponseEntity<String> options(HttpServletRequest request) {
        if (!recent.isThere()) {
            throw new ResponseStatusException(HttpStatus.FORBIDDEN);
        }
        return json(account.options(user(request)));
    }

    @PostMapping("/account/passkeys")
    String add(
            HttpServletRequest request, @RequestParam String credential, @RequestParam String label, Locale language) {
        if (!recent.isThere()) {
            return AGAIN;
        }
        String name = TypedText.of(label, MAX_LABEL);
        try {
            account.add(user(request), credential, name, null, language);
        } catch (PasskeyRefusedException invalid) {
            log.info("Passkey refused: user {}, {}", user(request).id(), invalid.getMessage());
            return done(PasskeyNotice.NOT_ADDED);
        } catch (RefusedByDatabaseException refused) {
            return user(request).deskRoles().isEmpty()
                    ? done(PasskeyNotice.NOT_ADDED, refused)
                    : done(PasskeyNotice.NOT_ADDED);
        }
        return done(PasskeyNotice.ADDED);
    }

    @PostMapping("/account/passkeys/names")
    String rename(@RequestParam String id, @RequestParam String label) {
        account.rename(id(id), TypedText.of(label, MAX_LABEL));
        return done(PasskeyNotice.RENAMED);
    }

    @PostMapping("/account/passkeys/removals")
    String remove(HttpServletRequest request, @RequestParam String id, Locale language) {
        if (!recent.isThere()) {
            return AGAIN;
        }
        try {
            account.remove(user(request), id(id), request.getSession().getId(), language);
        } catch (RefusedByDatabaseException refused) {
            return done(PasskeyNotice.LAST, refused);
        }
        return done(PasskeyNotice.REMOVED);
    }

    /** The notice if the request depends on something that is not so, and otherwise the page about the refusal. */
    private static String done(PasskeyNotice notice, RefusedByDatabaseException refused) {
        if (refused.reason() != Reason.CHANGED) {
            throw refused;
        }
        return done(notice);
    }

    private static String done(PasskeyNotice notice) {
        return "redirect:/account?" + PasskeyNotice.PARAMETER + "=" + notice.code();
    }

    private static String id(String claimed) {
        if (!ID.matcher(claimed).matches()) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        return claimed;
    }

    private static UserWithMemberships user(HttpServletRequest request) {
        return UserWithMemberships.of(request).orElseThrow();
    }

    private static ResponseEntity<String> json(String options) {
        return ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(options);
    }
}
