package io.compliancecenter.security.provider;

import io.compliancecenter.database.RefusedByDatabaseException;
import io.compliancecenter.mail.LinkTokens;
import io.compliancecenter.mail.MailQueued;
import io.compliancecenter.organization.CurrentUser;
import io.compliancecenter.security.RecentSignIn;
import io.compliancecenter.security.provider.ProviderAccounts.Account;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.servlet.LocaleResolver;

/** Accepts invitations by signing in through a provider. */
@Service
class InvitedPersons {

    private final ProviderAccounts accounts;
    private final RecentSignIn recent;
    private final LocaleResolver languages;
    private final ApplicationEventPublisher events;

    InvitedPersons(
            ProviderAccounts accounts,
            RecentSignIn recent,
            LocaleResolver languages,
            ApplicationEventPublisher events) {
        this.accounts = accounts;
        this.recent = recent;
        this.languages = languages;
        this.events = events;
    }

    /**
     * Accepts an invitation. An account that exists gets the identity only if its user is signed in, and has been for a few minutes at
     * most.
     *
     * @throws OAuth2AuthenticationException if the invitation cannot be accepted, or not by this person
     */
    @Transactional
    public Account accept(InvitedSignIn invited, ClaimedPerson person, HttpServletRequest request) {
        Optional<CurrentUser> signedIn = signedIn();
        events.publishEvent(new MailQueued());
        try {
            return accounts.acceptInvitation(
                    LinkTokens.hash(invited.token()),
                    person.issuer(),
                    person.subject(),
                    person.email(),
                    person.name(),
                    person.emailVerified(),
                    person.memberships(),
                    signedIn.map(user -> user.id().value()).orElse(null),
                    signedIn.map(CurrentUser::credentialVersion).orElse(null),
                    languages.resolveLocale(request).toLanguageTag());
        } catch (RefusedByDatabaseException refused) {
            throw new OAuth2AuthenticationException(
                    new OAuth2Error("invitation_not_accepted"), String.valueOf(refused.getMessage()), refused);
        }
    }

    private Optional<CurrentUser> signedIn() {
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        return recent.isThere() && authentication != null && authentication.getPrincipal() instanceof CurrentUser user
                ? Optional.of(user)
                : Optional.empty();
    }
}
