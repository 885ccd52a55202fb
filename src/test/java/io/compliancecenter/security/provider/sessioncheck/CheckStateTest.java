package io.compliancecenter.security.provider.sessioncheck;

import static org.assertj.core.api.Assertions.assertThat;

import io.compliancecenter.testing.application.TestApplication;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class CheckStateTest {

    private static final String SESSION = UUID.randomUUID().toString();
    private static final Instant NOW = TestApplication.NOW;
    private static final JsonMapper JSON = new JsonMapper();

    private final CheckState state =
            new CheckState("idp", "a nonce", "a verifier", "/links/invitation/a-secret", true, NOW);

    private final String sealed = state.sealed(SESSION, JSON);

    private static Optional<CheckState> open(String text, String session, String provider, Instant now) {
        return CheckState.open(text, session, provider, now, JSON);
    }

    @Test
    void comesBackAsItLeft() {
        assertThat(open(sealed, SESSION, "idp", NOW.plusSeconds(600))).contains(state);
    }

    // CheckState.open
    @Test
    void countsForItsSessionAndItsProviderAndForAShortTime() {
        assertThat(open(sealed, UUID.randomUUID().toString(), "idp", NOW)).isEmpty();
        assertThat(open(sealed, SESSION, "another", NOW)).isEmpty();
        assertThat(open(sealed, SESSION, "idp", NOW.plusSeconds(601))).isEmpty();
    }

    @Test
    void tellsTheProviderNothing() {
        byte[] bytes = Base64.getUrlDecoder().decode(sealed.substring("check.".length()));
        assertThat(new String(bytes, StandardCharsets.ISO_8859_1))
                .doesNotContain("a-secret", "nonce", "verifier", SESSION);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "check", "check.", "check.AAAA", "check.not base64", "a state of a sign-in"})
    void isNothingElse(String text) {
        assertThat(open(text, SESSION, "idp", NOW)).isEmpty();
    }
}
