package io.compliancecenter.account.invitation;

import io.compliancecenter.account.PasswordObjection;
import io.compliancecenter.account.PasswordRules;
import io.compliancecenter.account.PersonName;
import io.compliancecenter.database.RefusedByDatabaseException;
import io.compliancecenter.organization.SignIn;
import io.compliancecenter.organization.UserWithMemberships;
import io.compliancecenter.organization.members.InvitationLinks;
import io.compliancecenter.organization.members.InvitationLinks.NewMember;
import io.compliancecenter.organization.members.MailedInvitation;
import io.compliancecenter.organization.members.MailedInvitation.State;
import io.compliancecenter.security.NewPasswords;
import io.compliancecenter.security.session.FirstSignIn;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;

/**
 * Shows who invited whom to what, and accepts the invitation. Showing it changes nothing: programs that scan mail open links as
 * well.
 */
@Controller
@RequestMapping("/links/invitation/{token}")
class InvitationController {

    private final InvitationLinks invitations;
    private final PasswordRules rules;
    private final NewPasswords passwords;
    private final FirstSignIn firstSignIn;

    InvitationController(
            InvitationLinks invitations, PasswordRules rules, NewPasswords passwords, FirstSignIn firstSignIn) {
        this.invitations = invitations;
        this.rules = rules;
        this.passwords = passwords;
        this.firstSignIn = firstSignIn;
    }

    /** The address is a secret, and goes to no other page. */
    @ModelAttribute
    void hideAddress(HttpServletResponse response) {
        response.setHeader("Referrer-Policy", "no-referrer");
    }

    @GetMapping
    ModelAndView show(@PathVariable String token, HttpServletRequest request) {
        return page(token, request, HttpStatus.OK, null);
    }

    /** <em>Join as …</em> */
    @PostMapping("/membership")
    ModelAndView join(@PathVariable String token, HttpServletRequest request) {
        try {
            return organization(invitations.accept(token));
        } catch (RefusedByDatabaseException refused) {
            return page(token, request, HttpStatus.CONFLICT, null);
        }
    }

    /** <em>Create account and join</em> */
    @PostMapping("/account")
    ModelAndView createAccount(
            @PathVariable String token,
            @Valid NewAccountForm form,
            HttpServletRequest request,
            HttpServletResponse response) {
        Optional<MailedInvitation> found = invitations.find(token);
        if (found.isEmpty() || found.get().state() != State.OPEN) {
            return page(token, request, HttpStatus.CONFLICT, null);
        }
        PersonName name = form.personName().orElse(null);
        String objection = name == null
                ? "invitation.no-name"
                : objection(form, found.get().email(), name.text());
        if (name == null || objection != null) {
            return page(token, request, HttpStatus.UNPROCESSABLE_CONTENT, objection)
                    .addObject("name", form.name());
        }
        try {
            NewMember member = invitations.acceptWithNewAccount(token, name.text(), passwords.hash(form.password()));
            firstSignIn.signIn(member.user(), member.credentialVersion(), SignIn.Method.PASSWORD, request, response);
            return organization(member.slug());
        } catch (RefusedByDatabaseException refused) {
            return page(token, request, HttpStatus.CONFLICT, null);
        }
    }

    /** The message key of what is wrong; null if nothing is. */
    private @Nullable String objection(NewAccountForm form, String email, String name) {
        return rules.check(form.password(), form.repeated(), email, name)
                .map(PasswordObjection::message)
                .orElse(null);
    }

    /** @param status for an invitation that is open */
    private ModelAndView page(String token, HttpServletRequest request, HttpStatus status, @Nullable String objection) {
        Optional<MailedInvitation> found = invitations.find(token);
        if (found.isEmpty()) {
            return new ModelAndView("account/invitation-closed", HttpStatus.NOT_FOUND);
        }
        MailedInvitation invitation = found.get();
        Optional<UserWithMemberships> user = UserWithMemberships.of(request);
        if (invitation.state() == State.ACCEPTED
                && user.flatMap(member -> member.in(invitation.slug())).isPresent()) {
            return organization(invitation.slug());
        }
        if (invitation.state() != State.OPEN) {
            return new ModelAndView("account/invitation-closed", HttpStatus.GONE).addObject("invitation", invitation);
        }
        ModelAndView page = new ModelAndView("account/invitation", status);
        page.addObject("invitation", invitation);
        page.addObject("token", token);
        page.addObject("user", user.orElse(null));
        page.addObject(
                "forOther",
                invitation.hasAccount()
                        && user.filter(other -> !other.email().equals(invitation.email()))
                                .isPresent());
        page.addObject("objection", objection);
        page.addObject("name", "");
        return page;
    }

    private static ModelAndView organization(String slug) {
        return new ModelAndView("redirect:/organizations/" + slug, HttpStatus.SEE_OTHER);
    }
}
