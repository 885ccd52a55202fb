package io.compliancecenter.security.provider.logout;

import com.nimbusds.jose.JOSEObjectType;
import io.compliancecenter.security.provider.ProviderAccounts;
import io.compliancecenter.security.provider.connection.IdTokenDecoders;
import io.compliancecenter.security.provider.connection.ProviderRegistrations;
import io.compliancecenter.security.provider.connection.ProviderUnavailableException;
import io.compliancecenter.security.provider.settings.IdentityProvider;
import io.compliancecenter.security.provider.settings.IdentityProviders;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * Ends sessions when their provider says so: OpenID Connect Back-Channel Logout 1.0. The provider sends a signed token, not
 * through the browser, so sessions end whether or not the person's browser is open, and whichever instance receives it.
 */
@Controller
class BackChannelLogout {

    private static final Logger log = LoggerFactory.getLogger(BackChannelLogout.class);

    private static final JOSEObjectType TYPE = new JOSEObjectType("logout+jwt");
    private static final String EVENT = "http://schemas.openid.net/event/backchannel-logout";

    /** Section 2.6: a token is sent at once. The minutes are for clocks that differ. */
    private static final Duration MAX_AGE = Duration.ofMinutes(5);

    private static final int MAX_TOKEN = 16_384;
    private static final int MAX_CLAIM = 255;

    private final IdentityProviders providers;
    private final ProviderRegistrations registrations;
    private final IdTokenDecoders decoders;
    private final ProviderAccounts accounts;
    private final Clock clock;

    BackChannelLogout(
            IdentityProviders providers,
            ProviderRegistrations registrations,
            IdTokenDecoders decoders,
            ProviderAccounts accounts,
            Clock clock) {
        this.providers = providers;
        this.registrations = registrations;
        this.decoders = decoders;
        this.accounts = accounts;
        this.clock = clock;
    }

    private static final class InvalidTokenException extends RuntimeException {

        private static final long serialVersionUID = 1;

        InvalidTokenException(String reason) {
            super(reason);
        }
    }

    @PostMapping("/sign-out/provider/{id}")
    ResponseEntity<String> signOut(
            @PathVariable String id,
            @RequestParam(name = "logout_token", defaultValue = "") String token,
            HttpServletRequest request) {
        IdentityProvider provider = providers.find(id).orElse(null);
        if (provider == null) {
            return ResponseEntity.notFound()
                    .cacheControl(CacheControl.noStore())
                    .build();
        }
        try {
            Jwt verified = verified(id, token);
            String tokenId = text(verified, "jti");
            String sid = verified.getClaimAsString("sid");
            String subject = verified.getSubject();
            check(tokenId != null, "no jti");
            check(subject != null || sid != null, "neither sub nor sid");
            Integer ended = accounts.endSessions(provider.issuer(), String.valueOf(tokenId), subject, sid);
            check(ended != null, "the token was received before");
            log.info("Signed out by {}: {} sessions ended", id, ended);
            return ResponseEntity.ok().cacheControl(CacheControl.noStore()).build();
        } catch (JwtException | InvalidTokenException | ProviderUnavailableException refused) {
            log.warn("Logout token of {} refused: from {}, {}", id, request.getRemoteAddr(), refused.getMessage());
            return ResponseEntity.status(HttpStatus.BAD_REQUEST)
                    .cacheControl(CacheControl.noStore())
                    .contentType(MediaType.APPLICATION_JSON)
                    .body("{\"error\":\"invalid_request\"}");
        }
    }

    /** Section 2.6 of the specification. */
    private Jwt verified(String id, String token) {
        check(!token.isEmpty() && token.length() <= MAX_TOKEN, "no token");
        ClientRegistration registration = registrations.findByRegistrationId(id);
        if (registration == null) {
            throw new InvalidTokenException("unknown provider");
        }
        Jwt jwt = decoders.verifier(registration, TYPE).decode(token);
        check(
                Objects.equals(registration.getProviderDetails().getIssuerUri(), jwt.getClaimAsString("iss")),
                "another issuer");
        check(jwt.getAudience() != null && jwt.getAudience().contains(registration.getClientId()), "another audience");
        Instant now = clock.instant();
        Instant issuedAt = jwt.getIssuedAt();
        check(issuedAt != null && Duration.between(issuedAt, now).abs().compareTo(MAX_AGE) <= 0, "not issued now");
        check(jwt.getExpiresAt() == null || jwt.getExpiresAt().plusSeconds(60).isAfter(now), "expired");
        check(
                jwt.getClaims().get("events") instanceof Map<?, ?> events && events.get(EVENT) instanceof Map,
                "no logout event");
        check(!jwt.hasClaim("nonce"), "a nonce, as an ID token has");
        text(jwt, "sub");
        text(jwt, "sid");
        return jwt;
    }

    /** A claim that fits its column. */
    private static @Nullable String text(Jwt jwt, String claim) {
        String text = jwt.getClaimAsString(claim);
        check(
                text == null
                        || !text.isBlank()
                                && text.length() <= MAX_CLAIM
                                && text.chars().noneMatch(Character::isISOControl),
                "the claim " + claim + " is invalid");
        return text;
    }

    private static void check(boolean valid, String reason) {
        if (!valid) {
            throw new InvalidTokenException(reason);
        }
    }
}
