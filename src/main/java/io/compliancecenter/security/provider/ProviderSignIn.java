package io.compliancecenter.security.provider;

import io.compliancecenter.organization.CurrentUser;
import io.compliancecenter.organization.DeskRole;
import io.compliancecenter.organization.PersonName;
import io.compliancecenter.organization.SignIn;
import io.compliancecenter.organization.SignIn.Method;
import io.compliancecenter.organization.UserId;
import io.compliancecenter.security.provider.ProviderAccounts.Account;
import io.compliancecenter.security.provider.connection.ProviderConnection;
import io.compliancecenter.security.provider.sessioncheck.SessionChecks;
import io.compliancecenter.security.provider.settings.IdentityProvider;
import io.compliancecenter.security.provider.settings.IdentityProviders;
import io.compliancecenter.support.ReadableText;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.client.oidc.userinfo.OidcUserRequest;
import org.springframework.security.oauth2.client.oidc.userinfo.OidcUserService;
import org.springframework.security.oauth2.client.userinfo.OAuth2UserService;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.oidc.StandardClaimNames;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Finds the account of a person whose ID token was verified, and takes over what the provider says about them.
 *
 * <p>The person is identified by issuer and subject. An e-mail address only decides whether an existing account gets the
 * identity, and only if the provider owns the address's domain and says that the address is verified.
 */
@Component
class ProviderSignIn implements OAuth2UserService<OidcUserRequest, OidcUser> {

    /** As the columns allow. */
    private static final int MAX_SUBJECT = 255;

    private static final int MAX_ADDRESS = 254;
    private static final int MAX_NAME = 200;
    private static final int MAX_CLAIM = 255;
    private static final int MAX_HINT = 500;

    private static final Set<String> VERIFIED = Set.of("true", "1");

    private final IdentityProviders providers;
    private final ProviderAccounts accounts;
    private final InvitedPersons invitations;
    private final HttpServletRequest request;
    private final OidcUserService claims = new OidcUserService();
    private final Clock clock;
    private final JsonMapper json;

    /** @param request the current one */
    ProviderSignIn(
            IdentityProviders providers,
            ProviderAccounts accounts,
            InvitedPersons invitations,
            HttpServletRequest request,
            ProviderConnection connection,
            Clock clock,
            JsonMapper json) {
        this.providers = providers;
        this.accounts = accounts;
        this.invitations = invitations;
        this.request = request;
        this.clock = clock;
        this.json = json;
        claims.setOauth2UserService(connection::userInfo);
    }

    @Override
    public OidcUser loadUser(OidcUserRequest tokens) {
        IdentityProvider provider = providers
                .find(tokens.getClientRegistration().getRegistrationId())
                .orElseThrow();
        OidcUser claimed = claims.loadUser(tokens);
        provider.requiredClaims().forEach((claim, value) -> {
            if (!value.equals(claimed.getClaimAsString(claim))) {
                throw refused("the claim " + claim + " is not as required");
            }
        });
        String subject = required("sub", claimed.getSubject(), MAX_SUBJECT);
        Optional<CurrentUser> checked = SessionChecks.checked(request, provider.issuer(), subject);
        String email = required("email", claimed.getEmail(), MAX_ADDRESS).toLowerCase(Locale.ROOT);
        if (!email.matches("[^\\s\\p{Z}@]+@[^\\s\\p{Z}@]+")) {
            throw refused("the claim email is not an address");
        }
        String name = Optional.ofNullable(claimed.getFullName())
                .flatMap(PersonName::of)
                .map(PersonName::text)
                .orElse(email);
        Account account = account(new ClaimedPerson(
                provider.issuer(),
                subject,
                email,
                name.length() <= MAX_NAME ? name : name.substring(0, MAX_NAME),
                isVerified(claimed.getClaims().get(provider.verifiedClaim())),
                ClaimedMemberships.of(provider, claimed.getClaims())
                        .map(json::writeValueAsString)
                        .orElse(null),
                deskRoles(ClaimedDeskRoles.of(provider, claimed.getClaims()))));
        if (account.userId() == null || account.credentialVersion() == null) {
            throw refused(String.valueOf(account.reason()));
        }
        UserId user = new UserId(account.userId());
        SignIn signIn = signIn(provider, subject, claimed);
        if (checked.isEmpty()) {
            return new ProviderUser(user, account.credentialVersion(), signIn, claimed);
        }
        CurrentUser present = checked.get();
        if (!present.id().equals(user)) {
            throw refused("the identity belongs to another user than the session");
        }
        return new ProviderUser(
                user, present.credentialVersion(), present.signIn().confirmedBy(signIn), claimed);
    }

    private Account account(ClaimedPerson person) {
        return InvitedSignIn.of(request)
                .map(invited -> invitations.accept(invited, person, request))
                .orElseGet(() -> accounts.signIn(
                        person.issuer(),
                        person.subject(),
                        person.email(),
                        person.name(),
                        person.emailVerified(),
                        person.memberships(),
                        person.deskRoles()));
    }

    private static String @Nullable [] deskRoles(@Nullable Set<DeskRole> roles) {
        return roles == null ? null : roles.stream().map(DeskRole::name).toArray(String[]::new);
    }

    private SignIn signIn(IdentityProvider provider, String subject, OidcUser claimed) {
        Instant now = clock.instant();
        Instant authenticatedAt = claimed.getAuthenticatedAt();
        List<String> amr = claimed.getAuthenticationMethods();
        return new SignIn(
                Method.PROVIDER,
                now,
                // A time to come would count as recent for as long.
                authenticatedAt != null && authenticatedAt.isAfter(now) ? now : authenticatedAt,
                new SignIn.Provider(
                        provider.id(),
                        provider.issuer(),
                        subject,
                        printable(claimed.getClaimAsString("sid"), MAX_CLAIM),
                        printable(claimed.getAuthenticationContextClass(), MAX_CLAIM),
                        amr == null || printable(String.join(" ", amr), MAX_CLAIM) == null ? List.of() : amr,
                        null,
                        loginHint(claimed)));
    }

    /**
     * Entra ID has a claim for it; with the address of somebody whose user name is another one, it would know nobody. Google knows people
     * by their address.
     */
    private static @Nullable String loginHint(OidcUser claimed) {
        return Stream.of("login_hint", StandardClaimNames.PREFERRED_USERNAME, StandardClaimNames.EMAIL)
                .map(claim -> printable(claimed.getClaimAsString(claim), MAX_HINT))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    /** Some providers send it as text or number. */
    private static boolean isVerified(@Nullable Object claim) {
        return claim != null && VERIFIED.contains(claim.toString());
    }

    private static String required(String claim, @Nullable String value, int maxLength) {
        String text = printable(value, maxLength);
        if (text == null) {
            throw refused("the claim " + claim + " is missing or invalid");
        }
        return text;
    }

    /** The text; null if it is too long for its column or has characters that no such text has. */
    private static @Nullable String printable(@Nullable String text, int maxLength) {
        return text == null || text.isBlank() || text.length() > maxLength || !ReadableText.is(text) ? null : text;
    }

    private static OAuth2AuthenticationException refused(String reason) {
        return new OAuth2AuthenticationException(new OAuth2Error("access_denied"), reason);
    }
}
