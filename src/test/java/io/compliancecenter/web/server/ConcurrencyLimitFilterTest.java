package io.compliancecenter.web.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import jakarta.servlet.FilterChain;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class ConcurrencyLimitFilterTest {

    private static final int LIMIT = 2;
    private static final Duration LONG = Duration.ofMinutes(5);

    private final ExecutorService clients = Executors.newCachedThreadPool();
    private final Semaphore begun = new Semaphore(0);
    private final Semaphore mayEnd = new Semaphore(0);

    @AfterEach
    void end() {
        clients.shutdownNow();
    }

    @Test
    void requestsBeyondTheLimitWaitInTheOrderInWhichTheyCame() throws Exception {
        ConcurrencyLimitFilter filter = new ConcurrencyLimitFilter(LIMIT, LONG);
        fill(filter);
        List<Integer> served = new CopyOnWriteArrayList<>();
        List<Future<?>> waiting = new CopyOnWriteArrayList<>();
        for (int number = 0; number < 5; number++) {
            int client = number;
            waiting.add(clients.submit(() -> {
                request(filter, "GET", null, (request, response) -> served.add(client));
                return null;
            }));
            while (filter.waiting() <= client) {
                Thread.onSpinWait();
            }
        }
        assertThat(served).isEmpty();

        mayEnd.release();

        for (Future<?> client : waiting) {
            client.get(10, TimeUnit.SECONDS);
        }
        assertThat(served).containsExactly(0, 1, 2, 3, 4);
    }

    @Test
    void aRequestThatHasWaitedLongEnoughGoesOnWithoutAPermit() throws Exception {
        ConcurrencyLimitFilter filter = new ConcurrencyLimitFilter(LIMIT, Duration.ofMillis(1));
        List<Future<?>> permitted = fill(filter);

        request(filter, "GET", null, (request, response) -> begun.release());

        assertThat(begun.availablePermits()).isOne();
        mayEnd.release(LIMIT);
        for (Future<?> client : permitted) {
            client.get(10, TimeUnit.SECONDS);
        }
        assertThat(filter.availablePermits()).isEqualTo(LIMIT);
    }

    @Test
    void aPermitIsFreeOnceTheStreamOfTheResponseIsOpen() throws Exception {
        ConcurrencyLimitFilter filter = new ConcurrencyLimitFilter(LIMIT, LONG);

        request(filter, "GET", null, (request, response) -> {
            assertThat(filter.availablePermits()).isEqualTo(LIMIT - 1);
            response.getOutputStream();
            assertThat(filter.availablePermits()).isEqualTo(LIMIT);
            response.getOutputStream();
        });

        assertThat(filter.availablePermits()).isEqualTo(LIMIT);
    }

    @Test
    void aPermitIsFreeAfterAnError() {
        ConcurrencyLimitFilter filter = new ConcurrencyLimitFilter(LIMIT, LONG);

        assertThatIOException()
                .isThrownBy(() -> request(filter, "GET", null, (request, response) -> {
                    throw new IOException("lost");
                }));

        assertThat(filter.availablePermits()).isEqualTo(LIMIT);
    }

    @Test
    void uploadsNeedNoPermit() throws Exception {
        ConcurrencyLimitFilter filter = new ConcurrencyLimitFilter(LIMIT, LONG);

        request(
                filter,
                "POST",
                "Multipart/form-data; boundary=x",
                (request, response) -> assertThat(filter.availablePermits()).isEqualTo(LIMIT));
    }

    /** Starts requests that hold all permits. */
    private List<Future<?>> fill(ConcurrencyLimitFilter filter) throws InterruptedException {
        List<Future<?>> permitted = new CopyOnWriteArrayList<>();
        for (int number = 0; number < LIMIT; number++) {
            permitted.add(clients.submit(() -> {
                request(filter, "GET", null, (request, response) -> {
                    begun.release();
                    mayEnd.acquireUninterruptibly();
                });
                return null;
            }));
        }
        assertThat(begun.tryAcquire(LIMIT, 10, TimeUnit.SECONDS)).isTrue();
        return permitted;
    }

    private static void request(ConcurrencyLimitFilter filter, String method, String contentType, FilterChain chain)
            throws Exception {
        MockHttpServletRequest request = new MockHttpServletRequest(method, "/");
        request.setContentType(contentType);
        filter.doFilter(request, new MockHttpServletResponse(), chain);
    }
}
