package io.compliancecenter.testing;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;

/** What differs from the application as it is delivered: the day, so that the demo's certificates stand as they should. */
@TestConfiguration(proxyBeanMethods = false)
public class TestApplication {

    /** Ten in the morning, UTC, on the day on which the demo catalogue was made. */
    public static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");

    @Bean
    @Primary
    Clock fixedClock() {
        return Clock.fixed(NOW, ZoneOffset.UTC);
    }
}
