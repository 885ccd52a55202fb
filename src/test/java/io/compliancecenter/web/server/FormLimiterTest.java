package io.compliancecenter.web.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FormLimiterTest {

    private final FormLimiter limiter = new FormLimiter(3, 2);

    @Test
    void oneClientLeavesRoomForOthers() {
        assertThat(limiter.tryAcquire("a")).isTrue();
        assertThat(limiter.tryAcquire("a")).isTrue();
        assertThat(limiter.tryAcquire("a")).isFalse();
        assertThat(limiter.tryAcquire("b")).isTrue();
        assertThat(limiter.tryAcquire("c")).isFalse();
    }

    @Test
    void aPlaceThatWasGivenBackIsFree() {
        limiter.tryAcquire("a");
        limiter.tryAcquire("a");
        limiter.tryAcquire("b");
        limiter.release("a");
        assertThat(limiter.tryAcquire("c")).isTrue();
        limiter.release("b");
        assertThat(limiter.tryAcquire("a")).isTrue();
        assertThat(limiter.tryAcquire("a")).isFalse();
    }
}
