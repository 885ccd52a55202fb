package io.compliancecenter.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.compliancecenter.testing.IntegrationTest;
import io.compliancecenter.testing.application.SecondInstance;
import io.compliancecenter.testing.fixtures.Fixtures;
import io.compliancecenter.testing.fixtures.Fixtures.Tenant;
import io.compliancecenter.testing.http.Client;
import io.compliancecenter.testing.http.RawHttp;
import io.compliancecenter.testing.http.SlowForms;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * Forms on their way hold no more than a part of the worker threads, and no longer than a form may take. It waits for most of its
 * time, and so it is not among the last classes of the suite, as other tests of the server are.
 */
@IntegrationTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SlowFormsIT {

    private static final int CONNECTIONS = 450;

    private static final Duration BOUND = Duration.ofMillis(500);

    /** In seconds; FormValve: TIME_FOR_A_FORM. */
    private static final int TIME_FOR_A_FORM = 10;

    @Autowired
    Fixtures fixtures;

    private final ExecutorService slow = Executors.newFixedThreadPool(2);

    int port;
    CompletableFuture<Void> trickling;
    CompletableFuture<Void> silent;

    @BeforeAll
    void start(@Autowired SecondInstance second) {
        port = second.start().port();
        // They take seconds, and the other tests do not wait for them.
        trickling = CompletableFuture.runAsync(() -> assertTooSlow(true, 10, 30), slow);
        silent = CompletableFuture.runAsync(() -> assertTooSlow(false, 4, 15), slow);
    }

    @AfterAll
    void stop() {
        slow.shutdown();
    }

    // FormValve and FormLimiter
    @ParameterizedTest
    @CsvSource({"100000, false, 413, 2", "60000, false, 503, 2", "60000, true, 503, 11"})
    void slowFormsHoldUpNoPage(int length, boolean distinct, String refusal, int seconds) throws Exception {
        Tenant tenant = fixtures.organization();
        Client client = new Client(port);
        client.get("/sign-in");
        try (SlowForms attack = SlowForms.start(port, CONNECTIONS, length, distinct)) {
            await("a refusal").until(() -> !attack.answers().isEmpty());
            Duration most = mostOfPages(client, seconds);
            // The machine itself may be busy for a while. Forms that hold up pages do so all the time.
            for (int again = 0; again < 2 && most.compareTo(BOUND) >= 0; again++) {
                most = mostOfPages(client, seconds);
            }
            assertThat(most).isLessThan(BOUND);

            assertThat(attack.answers()).containsKey(refusal);
            if (seconds > TIME_FOR_A_FORM) {
                // Those that found a place were not kept longer than a form may take.
                await("the end of a form that took too long")
                        .until(() -> attack.answers().containsKey("408"));
            }
            // Meanwhile others' forms arrive, in one piece or from another address.
            if (!distinct) {
                new Client(port).signIn(tenant.admin().email(), Fixtures.PASSWORD);
            }
            assertThat(RawHttp.send(port, RawHttp.form("/sign-out", "a=b", "X-Forwarded-For: 198.18.0.1"))
                            .status())
                    .isIn(302, 303, 403);
        }
    }

    /** How long 95 of 100 pages take at most, which are asked for during so many seconds. */
    private static Duration mostOfPages(Client client, int seconds) {
        List<Duration> pages = new ArrayList<>();
        long end = System.nanoTime() + Duration.ofSeconds(seconds).toNanos();
        while (System.nanoTime() - end < 0) {
            long asked = System.nanoTime();
            assertThat(client.get("/sign-in").status()).isEqualTo(200);
            pages.add(Duration.ofNanos(System.nanoTime() - asked));
            assertThat(client.get("/actuator/health/liveness").status()).isEqualTo(200);
            // As a person would, who leaves the processors to others meanwhile.
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
        Collections.sort(pages);
        return pages.get(pages.size() * 95 / 100);
    }

    // FormValve: TIME_FOR_A_FORM, and the server's read timeout
    @Test
    void aFormThatDoesNotComeInTimeIs408() {
        assertThat(trickling).succeedsWithin(Duration.ofSeconds(60));
        assertThat(silent).succeedsWithin(Duration.ofSeconds(60));
    }

    private void assertTooSlow(boolean trickles, int atLeast, int atMost) {
        try (Socket socket = new Socket("localhost", port)) {
            long start = System.nanoTime();
            socket.setSoTimeout(1_000);
            OutputStream out = socket.getOutputStream();
            out.write(
                    "POST /sign-in HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 60000\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
            String answer = "";
            while (answer.isEmpty()
                    && System.nanoTime() - start
                            < Duration.ofSeconds(2 * atMost).toNanos()) {
                answer = read(socket.getInputStream());
                if (trickles && answer.isEmpty()) {
                    out.write('a');
                }
            }
            assertThat(answer).startsWith("HTTP/1.1 408").contains("Connection: close", "Content-Security-Policy");
            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .isBetween(Duration.ofSeconds(atLeast), Duration.ofSeconds(atMost));
        } catch (IOException unexpected) {
            throw new UncheckedIOException(unexpected);
        }
    }

    private static String read(InputStream in) throws IOException {
        byte[] answer = new byte[4096];
        try {
            int length = in.read(answer);
            return new String(answer, 0, Math.max(length, 0), StandardCharsets.UTF_8);
        } catch (SocketTimeoutException notYet) {
            return "";
        }
    }
}
