package io.compliancecenter.security.provider.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.compliancecenter.organization.DeskRole;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.boot.security.oauth2.client.autoconfigure.OAuth2ClientProperties;

/** The start names the property of a provider that is wrong. */
class IdentityProvidersTest {

    private static final String PREFIX = "compliance-center.sign-in.providers.idp.";
    private static final String REGISTRATION = "spring.security.oauth2.client.registration.idp.";

    private static Map<String, String> settings() {
        Map<String, String> settings = new HashMap<>();
        settings.put(REGISTRATION + "client-id", "client");
        settings.put(PREFIX + "issuer", "https://login.example.com");
        settings.put(PREFIX + "organizations", "acme");
        settings.put(PREFIX + "default-role", "MEMBER");
        return settings;
    }

    private static IdentityProviders bind(Map<String, String> settings) {
        Binder binder = new Binder(new MapConfigurationPropertySource(settings));
        return new IdentityProviders(
                binder.bindOrCreate("compliance-center.sign-in", SignInProperties.class),
                binder.bindOrCreate("spring.security.oauth2.client", OAuth2ClientProperties.class));
    }

    @Test
    void aProviderWithItsSettingsIsKnown() {
        assertThat(bind(settings()).find("idp")).get().satisfies(provider -> {
            assertThat(provider.checkSessionEvery()).isEqualTo(Duration.ofMinutes(5));
            assertThat(provider.offered()).isTrue();
        });
    }

    @Test
    void sessionsAreNotCheckedWhereThatIsSwitchedOff() {
        Map<String, String> settings = settings();
        settings.put(PREFIX + "check-session-every", "0");
        assertThat(bind(settings).find("idp"))
                .get()
                .satisfies(provider -> assertThat(provider.checkSessionEvery()).isNull());
    }

    /** A shorter one is refused by the limits of that property. */
    @Test
    void theShortestSessionOfAProviderNeedsNoOtherSetting() {
        Map<String, String> settings = settings();
        settings.put("compliance-center.sign-in.provider-session", "5m");
        assertThat(bind(settings).find("idp")).isPresent();
    }

    @Test
    void aProviderForTheDeskOnlyNeedsNoOrganization() {
        Map<String, String> settings = settings();
        settings.put(PREFIX + "desk-role-claim", "groups");
        settings.put(PREFIX + "desk-roles.team", "EDITOR,APPROVER");
        settings.remove(PREFIX + "organizations");
        assertThatThrownBy(() -> bind(settings)).hasMessageContaining("for the vendor's desk only");
        settings.remove(PREFIX + "default-role");
        assertThat(bind(settings).find("idp"))
                .get()
                .satisfies(provider -> assertThat(provider.deskRoles())
                        .isEqualTo(Map.of("team", EnumSet.of(DeskRole.EDITOR, DeskRole.APPROVER))));
    }

    private record Mistake(String property, String value, String named) {}

    // IdentityProviders: each check
    @TestFactory
    Stream<DynamicTest> aMistakeIsNamed() {
        Map<String, Mistake> mistakes = new LinkedHashMap<>();
        mistakes.put("no issuer", new Mistake("issuer", null, "issuer"));
        mistakes.put("an issuer without TLS", new Mistake("issuer", "http://login.example.com", "issuer"));
        mistakes.put("no address", new Mistake("issuer", "example", "issuer"));
        mistakes.put(
                "Google without a domain", new Mistake("issuer", "https://accounts.google.com", "required-claims.hd"));
        mistakes.put("an algorithm with a shared key", new Mistake("algorithm", "HS256", "algorithm"));
        mistakes.put("no signature", new Mistake("algorithm", "none", "algorithm"));
        mistakes.put("no role", new Mistake("default-role", null, "default-role"));
        mistakes.put("a role claim beside a role for all", new Mistake("role-claim", "roles", "roles"));
        mistakes.put("no Organization", new Mistake("organizations", null, "organization-claim"));
        mistakes.put("a claim of desk roles without a meaning", new Mistake("desk-role-claim", "groups", "desk-roles"));
        mistakes.put("desk roles without a claim", new Mistake("desk-roles.team", "EDITOR", "desk-roles"));
        mistakes.put("not a domain", new Mistake("domains", "@example.com", "domains"));
        mistakes.put("a check in the past", new Mistake("check-session-every", "-5m", "check-session-every"));
        mistakes.put("a check too often", new Mistake("check-session-every", "59s", "check-session-every"));
        mistakes.put("a check that never comes", new Mistake("check-session-every", "481m", "check-session-every"));
        return mistakes.entrySet().stream()
                .map(mistake -> DynamicTest.dynamicTest(mistake.getKey(), () -> {
                    Map<String, String> settings = settings();
                    String property = PREFIX + mistake.getValue().property();
                    settings.remove(property);
                    if (mistake.getValue().value() != null) {
                        settings.put(property, mistake.getValue().value());
                    }
                    assertThatThrownBy(() -> bind(settings))
                            .isInstanceOfSatisfying(
                                    InvalidConfigurationPropertyValueException.class,
                                    wrong -> assertThat(wrong.getName())
                                            .isEqualTo(
                                                    PREFIX + mistake.getValue().named()));
                }));
    }

    @Test
    void aProviderAndItsRegistrationBelongTogether() {
        Map<String, String> alone = settings();
        alone.remove(REGISTRATION + "client-id");
        assertThatThrownBy(() -> bind(alone)).hasMessageContaining("registration.idp");
        Map<String, String> stranger = settings();
        stranger.put("spring.security.oauth2.client.registration.other.client-id", "client");
        assertThatThrownBy(() -> bind(stranger)).hasMessageContaining("providers.other");
        Map<String, String> notOpenId = settings();
        notOpenId.put(REGISTRATION + "scope", "profile");
        assertThatThrownBy(() -> bind(notOpenId)).hasMessageContaining("registration.idp.scope");
    }
}
