package io.compliancecenter.security.provider.connection;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.SecurityContext;
import io.compliancecenter.security.provider.settings.IdentityProvider;
import io.compliancecenter.security.provider.settings.IdentityProviders;
import java.net.MalformedURLException;
import java.net.URI;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.security.oauth2.client.oidc.authentication.OidcIdTokenDecoderFactory;
import org.springframework.security.oauth2.client.oidc.authentication.OidcIdTokenValidator;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.core.converter.ClaimTypeConverter;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtDecoderFactory;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.stereotype.Component;

/**
 * Verifies the tokens of providers: signature with the configured algorithm and the provider's present keys, issuer, audience
 * and times. A key that is not known yet is asked for at the provider, at most once in half a minute.
 */
@Component
public class IdTokenDecoders implements JwtDecoderFactory<ClientRegistration> {

    private final IdentityProviders providers;
    private final ProviderConnection connection;
    private final Clock clock;
    private final Map<String, JWKSource<SecurityContext>> keys = new ConcurrentHashMap<>();
    private final Map<String, JwtDecoder> decoders = new ConcurrentHashMap<>();

    IdTokenDecoders(IdentityProviders providers, ProviderConnection connection, Clock clock) {
        this.connection = connection;
        this.providers = providers;
        this.clock = clock;
    }

    @Override
    public JwtDecoder createDecoder(ClientRegistration registration) {
        return decoders.computeIfAbsent(registration.getRegistrationId(), id -> {
            NimbusJwtDecoder decoder = verifier(registration, JOSEObjectType.JWT);
            OidcIdTokenValidator claims = new OidcIdTokenValidator(registration);
            claims.setClock(clock);
            JwtTimestampValidator times = new JwtTimestampValidator();
            times.setClock(clock);
            decoder.setJwtValidator(new DelegatingOAuth2TokenValidator<Jwt>(times, claims));
            return decoder;
        });
    }

    /**
     * Verifies the signature of a provider's tokens, and no claim.
     *
     * @param type in the header, which may also be missing
     */
    public NimbusJwtDecoder verifier(ClientRegistration registration, JOSEObjectType type) {
        IdentityProvider provider =
                providers.find(registration.getRegistrationId()).orElseThrow();
        NimbusJwtDecoder decoder = NimbusJwtDecoder.withJwkSource(
                        keys.computeIfAbsent(provider.id(), id -> keys(registration)))
                .jwsAlgorithm(provider.algorithm())
                .jwtProcessorCustomizer(processor -> processor.setJWSTypeVerifier(
                        new DefaultJOSEObjectTypeVerifier<>(JOSEObjectType.JWT, type, null)))
                .build();
        // The caller checks the claims; the default knows neither this clock nor other types.
        decoder.setJwtValidator(token -> OAuth2TokenValidatorResult.success());
        decoder.setClaimSetConverter(
                new ClaimTypeConverter(OidcIdTokenDecoderFactory.createDefaultClaimTypeConverters()));
        return decoder;
    }

    private JWKSource<SecurityContext> keys(ClientRegistration registration) {
        String address = String.valueOf(registration.getProviderDetails().getJwkSetUri());
        try {
            return JWKSourceBuilder.create(URI.create(address).toURL(), connection::keys)
                    .build();
        } catch (MalformedURLException | IllegalArgumentException invalid) {
            throw new ProviderUnavailableException("The address of the keys is invalid: " + address, invalid);
        }
    }
}
