package io.compliancecenter.testing.application;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.springframework.beans.factory.config.BeanPostProcessor;

/** Makes an {@link Instance}'s clock one that can be put forward. */
public class MovableClock implements BeanPostProcessor {

    /** By how much. Whoever changes it takes it back. */
    public volatile Duration ahead = Duration.ZERO;

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        return bean instanceof Clock clock ? new Moved(clock) : bean;
    }

    private class Moved extends Clock {

        private final Clock clock;

        Moved(Clock clock) {
            this.clock = clock;
        }

        @Override
        public ZoneId getZone() {
            return clock.getZone();
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return new Moved(clock.withZone(zone));
        }

        @Override
        public Instant instant() {
            return clock.instant().plus(ahead);
        }
    }
}
