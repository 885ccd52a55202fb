package io.compliancecenter.security.provider.sessioncheck;

import static org.assertj.core.api.Assertions.assertThat;

import io.compliancecenter.security.ReturnAddress;
import io.compliancecenter.testing.TestApplication;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CheckStateTest {

    private static final String SESSION = UUID.randomUUID().toString();
    private static final Instant NOW = TestApplication.NOW;
    private static final ReturnAddress PAGE = ReturnAddress.of("/organizations/acme/certifications?q=iso");

    private final CheckState state = CheckState.of(SESSION, "idp", PAGE, true, NOW);

    private static CheckState read(String text) {
        return CheckState.read(text).orElseThrow();
    }

    @Test
    void comesBackAsItLeft() {
        CheckState back = read(state.text());
        assertThat(back.to()).isEqualTo(PAGE);
        assertThat(back.hinted()).isTrue();
        assertThat(back.isOf(SESSION, "idp", NOW.plusSeconds(600))).isTrue();
        assertThat(back.secret(SESSION, "nonce"))
                .isEqualTo(state.secret(SESSION, "nonce"))
                .isNotEqualTo(state.secret(SESSION, "code_verifier"));
    }

    @Test
    void countsForItsSessionAndItsProviderAndForAShortTime() {
        CheckState back = read(state.text());
        assertThat(back.isOf(UUID.randomUUID().toString(), "idp", NOW)).isFalse();
        assertThat(back.isOf(SESSION, "another", NOW)).isFalse();
        assertThat(back.isOf(SESSION, "idp", NOW.plusSeconds(601))).isFalse();
    }

    @Test
    void countsOnlyAsItWasMade() {
        String text = state.text();
        for (String changed : new String[] {
            text.replaceFirst("check\\.1", "check.0"),
            text.replace("." + NOW.getEpochSecond(), "." + (NOW.getEpochSecond() + 1)),
            text.substring(0, text.length() - 1) + (text.endsWith("A") ? "B" : "A")
        }) {
            assertThat(read(changed).isOf(SESSION, "idp", NOW)).as(changed).isFalse();
        }
    }

    @Test
    void isAnotherOneEachTime() {
        assertThat(CheckState.of(SESSION, "idp", PAGE, true, NOW).text()).isNotEqualTo(state.text());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "check", "check.1.1.x.y.z", "a state of a sign-in"})
    void isNoOther(String text) {
        assertThat(CheckState.read(text)).isEmpty();
    }

    /** The rest of the address is only seen by who leads somebody astray: it has to be a page of this application. */
    @Test
    void leadsToNoOtherSite() {
        CheckState forged = CheckState.of(SESSION, "idp", new ReturnAddress("//evil.example"), true, NOW);
        assertThat(read(forged.text()).to()).isEqualTo(ReturnAddress.HOME);
    }

    @Test
    void aLongAddressIsLeftOut() {
        ReturnAddress longOne = ReturnAddress.of("/organizations/acme/certifications?q=" + "a".repeat(500));
        assertThat(CheckState.of(SESSION, "idp", longOne, true, NOW).to()).isEqualTo(ReturnAddress.HOME);
    }
}
