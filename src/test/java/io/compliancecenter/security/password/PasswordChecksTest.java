package io.compliancecenter.security.password;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.compliancecenter.security.SignInBusyException;
import io.compliancecenter.security.password.PasswordChecks.Slot;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;

/** Few passwords are checked at a time, and each check does the same work. */
class PasswordChecksTest {

    private static final String PASSWORD = "correct horse";
    private static final String BCRYPT = "{bcrypt}" + new BCryptPasswordEncoder(4).encode(PASSWORD);
    private static final String STRONGER = "{bcrypt}" + new BCryptPasswordEncoder(5).encode(PASSWORD);
    private static final String ARGON2 = "{argon2}" + new Argon2PasswordEncoder(16, 32, 1, 4096, 1).encode(PASSWORD);
    private static final List<String> KINDS =
            List.of("{argon2}$argon2id$v=19$m=4096,t=1,p=1$", "{bcrypt}$2a$04$", "{bcrypt}$2a$05$");

    private final Computed computed = new Computed();
    private final PasswordChecks checks = new PasswordChecks(computed, 2, Duration.ofMillis(50));

    /** Remembers of which kind each hash was that a password was compared with. */
    private static final class Computed implements PasswordEncoder {

        private final PasswordEncoder real = PasswordConfiguration.passwordEncoder();
        private final List<String> kinds = new ArrayList<>();

        @Override
        public String encode(CharSequence password) {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean matches(CharSequence password, String hash) {
            kinds.add(PasswordHashKind.of(hash).orElseThrow());
            return real.matches(password, hash);
        }
    }

    static Stream<Optional<String>> users() {
        return Stream.of(Optional.empty(), Optional.of(BCRYPT), Optional.of(STRONGER), Optional.of(ARGON2));
    }

    // PasswordChecks.matches: "for (String kind : all)"
    @ParameterizedTest
    @MethodSource("users")
    void everyCheckComputesOneHashOfEachKindInUse(Optional<String> hash) {
        assertThat(check("wrong", hash, KINDS)).isFalse();
        assertThat(computed.kinds).isEqualTo(KINDS);
        computed.kinds.clear();
        assertThat(check(PASSWORD, hash, KINDS)).isEqualTo(hash.isPresent());
        assertThat(computed.kinds).isEqualTo(KINDS);
    }

    @Test
    void aKindThatHasJustComeIntoUseIsCheckedAsWell() {
        assertThat(check(PASSWORD, Optional.of(STRONGER), KINDS.subList(0, 2))).isTrue();
        assertThat(computed.kinds).isEqualTo(KINDS);
    }

    @Test
    void withoutAnyUserAHashIsComputedToo() {
        assertThat(check(PASSWORD, Optional.empty(), List.of())).isFalse();
        assertThat(computed.kinds).containsExactly(PasswordHashKind.DEFAULT);
    }

    @Test
    void aHashThatCannotBeCheckedLetsNobodyIn() {
        assertThat(check("secret", Optional.of("{noop}secret"), KINDS)).isFalse();
        assertThat(computed.kinds).isEqualTo(KINDS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\u0000", "\ud800"})
    void whateverIsTypedIsChecked(String password) {
        assertThat(check(password, Optional.of(BCRYPT), KINDS)).isFalse();
        assertThat(check("x".repeat(100_000), Optional.of(BCRYPT), KINDS)).isFalse();
    }

    // PasswordChecks.acquire: "running"
    @Test
    void noMoreThanThereArePlacesForAreCheckedAtATime() {
        Slot first = checks.acquire();
        Slot second = checks.acquire();
        assertThatExceptionOfType(SignInBusyException.class).isThrownBy(checks::acquire);
        first.close();
        checks.acquire().close();
        second.close();
    }

    // PasswordChecks.acquire: "admitted"
    @Test
    @Timeout(20)
    void noMoreThanAFewWaitForASlot() throws Exception {
        PasswordChecks patient = new PasswordChecks(computed, 1, Duration.ofSeconds(60));
        ExecutorService threads = Executors.newCachedThreadPool();
        try (Slot taken = patient.acquire()) {
            CountDownLatch refused = new CountDownLatch(1);
            List<Future<?>> others = new ArrayList<>();
            for (int number = 0; number < 20; number++) {
                others.add(threads.submit(() -> {
                    try {
                        patient.acquire().close();
                    } catch (SignInBusyException busy) {
                        refused.countDown();
                    }
                }));
            }
            assertThat(refused.await(10, TimeUnit.SECONDS)).isTrue();
            taken.close();
            for (Future<?> other : others) {
                other.get(10, TimeUnit.SECONDS);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private boolean check(String password, Optional<String> hash, List<String> kinds) {
        try (Slot place = checks.acquire()) {
            return place.matches(password, hash, kinds);
        }
    }
}
