package io.compliancecenter.testing;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.DelegatingPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;

/**
 * What differs from the application as it is delivered: the day, so that the demo's certificates stand as they should; and how long
 * it takes to hash a password, because tests set many, and every sign-in takes as long as the costliest hash.
 */
@TestConfiguration(proxyBeanMethods = false)
public class TestApplication {

    /** Ten in the morning, UTC, on the day on which the demo catalogue was made. */
    public static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");

    @Bean
    @Primary
    Clock fixedClock() {
        return Clock.fixed(NOW, ZoneOffset.UTC);
    }

    @Bean
    @Primary
    PasswordEncoder weakPasswordEncoder() {
        return new DelegatingPasswordEncoder(
                "bcrypt",
                Map.of(
                        "bcrypt",
                        new BCryptPasswordEncoder(4),
                        "argon2",
                        Argon2PasswordEncoder.defaultsForSpringSecurity_v5_8()));
    }
}
