package io.compliancecenter.testing.application;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Set;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.Lifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.context.support.DefaultLifecycleProcessor;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.DelegatingPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;

/**
 * What differs from the application as it is delivered: the day, so that the demo's certificates stand as they should; how long
 * it takes to hash a password, because tests set many, and every sign-in takes as long as the costliest hash; and that nothing is
 * published or recorded in the middle of a test because its time has come.
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
    @ConditionalOnBooleanProperty(GeneratedRepositories.PROPERTY)
    static GeneratedRepositories generatedRepositories() {
        return new GeneratedRepositories();
    }

    /** Does not start what works once a minute: tests that wait for it do its work themselves. */
    @Bean
    static DefaultLifecycleProcessor lifecycleProcessor() {
        return new DefaultLifecycleProcessor() {
            @Override
            protected Map<String, Lifecycle> getLifecycleBeans() {
                Map<String, Lifecycle> beans = super.getLifecycleBeans();
                beans.keySet().removeAll(Set.of("scheduledPublication", "effectiveTerms"));
                return beans;
            }
        };
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
