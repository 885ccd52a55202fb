package io.compliancecenter.account;

import io.compliancecenter.account.OwnPassword.Outcome;
import io.compliancecenter.account.OwnPassword.PasswordForm;
import io.compliancecenter.organization.CurrentUser;
import io.compliancecenter.organization.UserWithMemberships;
import io.compliancecenter.security.session.SessionRenewal;
import io.compliancecenter.security.session.UserSessions;
import io.compliancecenter.support.ClientInfo;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Map;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.web.authentication.logout.SecurityContextLogoutHandler;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The page of the signed-in user's own account. */
@Controller
@RequestMapping("/account")
class AccountController {

    private final AccountPages pages;
    private final OwnPassword password;
    private final UserSessions sessions;
    private final SessionRenewal renewal;

    AccountController(AccountPages pages, OwnPassword password, UserSessions sessions, SessionRenewal renewal) {
        this.pages = pages;
        this.password = password;
        this.sessions = sessions;
        this.renewal = renewal;
    }

    /** With the parameter {@code renamed} or {@code changed}, after name or password were; with {@code ended}, after sessions. */
    @GetMapping
    ModelAndView account(
            @AuthenticationPrincipal CurrentUser user,
            @RequestParam Map<String, String> parameters,
            HttpServletRequest request,
            Locale locale,
            ZoneId readerZone) {
        ModelAndView page = page(user, request, locale, readerZone);
        page.addObject("renamed", parameters.containsKey("renamed"));
        page.addObject("changed", parameters.containsKey("changed"));
        page.addObject("ended", parameters.containsKey("ended"));
        return page;
    }

    @PostMapping("/password")
    ModelAndView password(
            @AuthenticationPrincipal CurrentUser user,
            @RequestParam(defaultValue = "") String current,
            @RequestParam(name = "password", defaultValue = "") String chosen,
            @RequestParam(defaultValue = "") String repeated,
            HttpServletRequest request,
            HttpServletResponse response,
            Locale locale,
            ZoneId readerZone) {
        Outcome outcome = password.change(
                user,
                UserWithMemberships.of(request).orElseThrow(),
                new PasswordForm(current, chosen, repeated),
                ClientInfo.of(request),
                locale);
        if (outcome.credentialVersion().isPresent()) {
            // Before this session gets another id
            sessions.endOthers(user.id(), request.getSession().getId());
            renewal.continueWith(outcome.credentialVersion().get(), request, response);
            return redirect("/account?changed");
        }
        ModelAndView page = page(user, request, locale, readerZone);
        page.setStatus(outcome.secondsToWait() > 0 ? HttpStatus.TOO_MANY_REQUESTS : HttpStatus.UNPROCESSABLE_CONTENT);
        if (outcome.secondsToWait() > 0) {
            response.setHeader(HttpHeaders.RETRY_AFTER, Integer.toString(outcome.secondsToWait()));
            page.addObject("minutes", (outcome.secondsToWait() + 59) / 60);
        }
        page.addObject("currentIsWrong", outcome.currentIsWrong());
        page.addObject(
                "objection", outcome.objection().map(PasswordObjection::message).orElse(null));
        return page;
    }

    @PostMapping("/sessions/end")
    ModelAndView end(@AuthenticationPrincipal CurrentUser user, @RequestParam String id) {
        sessions.end(user.id(), id);
        return redirect("/account?ended");
    }

    @PostMapping("/sessions/end-others")
    ModelAndView endOthers(@AuthenticationPrincipal CurrentUser user, HttpServletRequest request) {
        sessions.endOthers(user.id(), request.getSession().getId());
        return redirect("/account?ended");
    }

    /** <em>Sign out everywhere</em>, here as well. */
    @PostMapping("/sessions/end-all")
    ModelAndView endAll(
            @AuthenticationPrincipal CurrentUser user, HttpServletRequest request, HttpServletResponse response) {
        sessions.endOthers(user.id(), request.getSession().getId());
        new SecurityContextLogoutHandler().logout(request, response, null);
        return redirect("/sign-in?signed-out");
    }

    private ModelAndView page(CurrentUser user, HttpServletRequest request, Locale locale, ZoneId zone) {
        ModelAndView page = new ModelAndView("account/account");
        page.addObject("page", pages.page(user.id(), request.getSession().getId(), locale, zone));
        return page;
    }

    private static ModelAndView redirect(String path) {
        return new ModelAndView("redirect:" + path, HttpStatus.SEE_OTHER);
    }
}
