package io.compliancecenter.account.invitation;

import io.compliancecenter.organization.UserWithMemberships;
import io.compliancecenter.organization.members.InvitationLinks;
import io.compliancecenter.organization.members.MailedInvitation;
import io.compliancecenter.organization.members.MailedInvitation.State;
import io.compliancecenter.security.RecentSignIn;
import io.compliancecenter.security.provider.settings.IdentityProviders;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.ModelAndView;

/** Builds the page that an invitation's link leads to. */
@Component
class InvitationPages {

    private final InvitationLinks invitations;
    private final IdentityProviders providers;
    private final RecentSignIn recent;

    InvitationPages(InvitationLinks invitations, IdentityProviders providers, RecentSignIn recent) {
        this.invitations = invitations;
        this.providers = providers;
        this.recent = recent;
    }

    /**
     * The page.
     *
     * @param status for an invitation that is open
     * @param objection message key of what is wrong with the form for a new account; null if nothing is
     */
    ModelAndView page(String token, HttpServletRequest request, HttpStatus status, @Nullable String objection) {
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
        boolean forOther = invitation.hasAccount()
                && user.filter(other -> !other.email().equals(invitation.email()))
                        .isPresent();
        page.addObject("forOther", forOther);
        // A new account, or the one that is signed in
        boolean byProvider =
                user.isEmpty() ? !invitation.hasAccount() : invitation.hasAccount() && !forOther && recent.isThere();
        page.addObject("providers", byProvider ? providers.forInvited(invitation.email()) : List.of());
        page.addObject("providerRefused", request.getParameter("provider") != null);
        page.addObject("objection", objection);
        page.addObject("name", "");
        return page;
    }

    static ModelAndView organization(String slug) {
        return new ModelAndView("redirect:/organizations/" + slug, HttpStatus.SEE_OTHER);
    }
}
