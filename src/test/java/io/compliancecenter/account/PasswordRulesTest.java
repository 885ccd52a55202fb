package io.compliancecenter.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordRulesTest {

    PasswordRules rules;

    @BeforeEach
    void publishVendor() throws IOException {
        rules = new PasswordRules(() -> "Northwind Cloud");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "violet harbour canyon",
                "correct horse battery stapler",
                "k4Rz-90pL_mQx",
                "Donaudampfschiff",
                "ein Satz, den nur ich kenne",
                "密码很难猜的十二个字符吗",
                "🐎🔋📎✅🌊🚪🧊🪁🎻🧭🪐🧵",
                "tuvok trombone 1969",
                "            x7#pQ2v"
            })
    void aLongPasswordIsFine(String password) {
        assertThat(check(password)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "password1234",
                "Password123!",
                "P@ssw0rd2024!",
                "passwordpassword",
                "Passwort-1234",
                "Welcome2026!!",
                "Sommer2025!!!",
                "iloveyou12345",
                "qwertyuiop123",
                "qwertzuiop12",
                "1qaz2wsx3edc4rfv",
                "1q2w3e4r5t6y",
                "123456789012",
                "0987654321098",
                "aaaaaaaaaaaa",
                "abababababab",
                "abcabcabcabc",
                "abcdefghijkl",
                "111122223333",
                "            ",
                "administrator1",
                "correcthorsebatterystaple",
                "letmein-letmein",
                "Compliance-Center-1",
                "Northwind2026!",
                "NorthwindCloud1",
                "northwind-northwind",
                "ada.lovelace@acme.example",
                "AdaLovelace2026",
                "lovelace-acme-1",
                "admin123admin123"
            })
    void aCommonOneIsNot(String password) {
        assertThat(check(password)).contains(PasswordObjection.TOO_COMMON);
    }

    @Test
    void theLengthIsCountedInCharacters() {
        assertThat(check("k4Rz-90pL_m")).contains(PasswordObjection.TOO_SHORT);
        assertThat(check("🐎🔋📎✅🌊🚪🧊🪁🎻🧭🪐")).contains(PasswordObjection.TOO_SHORT);
        String longest = "k4Rz-90pL_mQx7;w".repeat(8).substring(0, 120) + "!x9Q_pd3";
        assertThat(check(longest)).isEmpty();
        assertThat(check(longest + "y")).contains(PasswordObjection.TOO_LONG);
    }

    @Test
    void itIsTypedTwice() {
        assertThat(rules.check("violet harbour canyon", "violet harbour canyom", "a@b.example", "A"))
                .contains(PasswordObjection.NOT_REPEATED);
    }

    @ParameterizedTest
    @MethodSource
    void theCheckIsQuick(String password) {
        // What is read at first is not the subject.
        check("a password");
        assertTimeoutPreemptively(Duration.ofSeconds(2), () -> check(password));
    }

    static Stream<String> theCheckIsQuick() {
        return Stream.of("ab".repeat(64), "a".repeat(128), "aab".repeat(42), "passpass".repeat(16));
    }

    private Optional<PasswordObjection> check(String password) {
        return rules.check(password, password, "ada.lovelace@acme.example", "Ada Lovelace");
    }

    // PasswordStrength.MOST_CHARACTERS: one such character becomes 18
    @Test
    void noPasswordTakesLongToMeasure() {
        assertTimeoutPreemptively(Duration.ofSeconds(5), () -> check("\uFDFA".repeat(128)));
        assertTimeoutPreemptively(Duration.ofSeconds(5), () -> check("\uFDFAa".repeat(64)));
    }
}
