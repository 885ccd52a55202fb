package io.compliancecenter.account.invitation;

import io.compliancecenter.account.PasswordObjection;
import io.compliancecenter.account.PasswordRules;
import io.compliancecenter.database.RefusedByDatabaseException;
import io.compliancecenter.organization.PersonName;
import io.compliancecenter.organization.SignIn;
import io.compliancecenter.organization.members.InvitationLinks;
import io.compliancecenter.organization.members.InvitationLinks.NewMember;
import io.compliancecenter.organization.members.MailedInvitation;
import io.compliancecenter.organization.members.MailedInvitation.State;
import io.compliancecenter.security.password.NewPasswords;
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
    private final InvitationPages pages;

    InvitationController(
            InvitationLinks invitations,
            PasswordRules rules,
            NewPasswords passwords,
            FirstSignIn firstSignIn,
            InvitationPages pages) {
        this.invitations = invitations;
        this.rules = rules;
        this.passwords = passwords;
        this.firstSignIn = firstSignIn;
        this.pages = pages;
    }

    /** The address is a secret, and goes to no other page. */
    @ModelAttribute
    void hideAddress(HttpServletResponse response) {
        response.setHeader("Referrer-Policy", "no-referrer");
    }

    @GetMapping
    ModelAndView show(@PathVariable String token, HttpServletRequest request) {
        return pages.page(token, request, HttpStatus.OK, null);
    }

    /** <em>Join as …</em> */
    @PostMapping("/membership")
    ModelAndView join(@PathVariable String token, HttpServletRequest request) {
        try {
            return InvitationPages.organization(invitations.accept(token));
        } catch (RefusedByDatabaseException refused) {
            return pages.page(token, request, HttpStatus.CONFLICT, null);
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
            return pages.page(token, request, HttpStatus.CONFLICT, null);
        }
        PersonName name = form.personName().orElse(null);
        String objection = name == null
                ? "invitation.no-name"
                : objection(form, found.get().email(), name.text());
        if (name == null || objection != null) {
            return pages.page(token, request, HttpStatus.UNPROCESSABLE_CONTENT, objection)
                    .addObject("name", form.name());
        }
        try {
            NewMember member = invitations.acceptWithNewAccount(token, name.text(), passwords.hash(form.password()));
            firstSignIn.signIn(member.user(), member.credentialVersion(), SignIn.Method.PASSWORD, request, response);
            return InvitationPages.organization(member.slug());
        } catch (RefusedByDatabaseException refused) {
            return pages.page(token, request, HttpStatus.CONFLICT, null);
        }
    }

    /** The message key of what is wrong; null if nothing is. */
    private @Nullable String objection(NewAccountForm form, String email, String name) {
        return rules.check(form.password(), form.repeated(), email, name)
                .map(PasswordObjection::message)
                .orElse(null);
    }
}
