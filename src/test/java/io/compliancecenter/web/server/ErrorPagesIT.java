package io.compliancecenter.web.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.compliancecenter.testing.IntegrationTest;
import io.compliancecenter.testing.application.Instance;
import io.compliancecenter.testing.application.SecondInstance;
import io.compliancecenter.testing.application.TakenConnections;
import io.compliancecenter.testing.fixtures.Fixtures;
import io.compliancecenter.testing.fixtures.Fixtures.Tenant;
import io.compliancecenter.testing.http.Client;
import io.compliancecenter.testing.http.RawHttp;
import io.compliancecenter.testing.http.RawHttp.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.http.HttpStatus;

/** Every status of an error is told to every client, in what it accepts, and while the database is away as well. */
@IntegrationTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ErrorPagesIT {

    private static final Map<String, String> ACCEPT = Map.ofEntries(
            Map.entry("", "text/html"),
            Map.entry("*/*", "text/html"),
            Map.entry("text/html", "text/html"),
            Map.entry("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "text/html"),
            Map.entry("nonsense", "text/html"),
            Map.entry("text/html;q=2", "text/html"),
            Map.entry("application/json", "application/problem+json"),
            Map.entry("application/problem+json", "application/problem+json"),
            Map.entry("application/json, text/html;q=0.5", "application/problem+json"),
            Map.entry("application/json, text/plain, */*", "application/problem+json"),
            Map.entry("image/avif,image/webp,*/*", "text/html"),
            Map.entry("image/*", "text/plain"),
            Map.entry("text/css", "text/plain"),
            Map.entry("application/pdf", "text/plain"));

    @Autowired
    Fixtures fixtures;

    private final ExecutorService clients = Executors.newCachedThreadPool();

    Instance instance;
    String session;
    Tenant tenant;

    @BeforeAll
    void start(@Autowired SecondInstance second) {
        instance = second.start();
        tenant = fixtures.organization();
        session = new Client(instance.port())
                .signIn(tenant.admin().email(), Fixtures.PASSWORD)
                .session();
    }

    @AfterAll
    void stop() {
        clients.shutdown();
    }

    // ErrorPageController
    @TestFactory
    Stream<DynamicTest> everyStatusIsToldInWhatTheClientAccepts() {
        return Arrays.stream(HttpStatus.values())
                .filter(HttpStatus::isError)
                .map(HttpStatus::value)
                .distinct()
                .flatMap(status -> ACCEPT.entrySet().stream()
                        .map(accept -> DynamicTest.dynamicTest(
                                status + " for " + accept.getKey(),
                                () -> assertTold(
                                        ask("/failing/" + status, accept.getKey()), status, accept.getValue()))));
    }

    @TestFactory
    Stream<DynamicTest> aFaultOfTheProgramIsToldAsSuchAndNoMore() {
        return each(accept -> {
            Response response = ask("/failing", accept.getKey());
            assertTold(response, 500, accept.getValue());
            assertThat(response.body()).doesNotContain("secret", "Exception", "io.compliancecenter");
        });
    }

    // UnavailableFilter; AvailabilityIT cuts the line to the database.
    @Test
    void whileTheDatabaseCannotBeAskedEveryPageIs503ForEveryClient() throws SQLException {
        List<String> paths = List.of("/", tenant.path("/compliances"), tenant.path("/activity.csv"));
        HikariDataSource pool = instance.bean(HikariDataSource.class);
        long timeout = pool.getConnectionTimeout();
        try (TakenConnections all = new TakenConnections(instance)) {
            // As short as the pool takes it: each page waits for it.
            pool.setConnectionTimeout(250);
            // All at once, because each waits for the pool until it gives up.
            List<CompletableFuture<Void>> told = ACCEPT.entrySet().stream()
                    .flatMap(accept -> paths.stream()
                            .map(path -> CompletableFuture.runAsync(
                                    () -> {
                                        Response response = askUnchecked(path, accept.getKey());
                                        assertTold(response, 503, accept.getValue());
                                        assertThat(response.header("Retry-After"))
                                                .isEqualTo("5");
                                    },
                                    clients)))
                    .toList();
            assertThat(told).allSatisfy(page -> assertThat(page).succeedsWithin(Duration.ofMinutes(1)));
        } finally {
            pool.setConnectionTimeout(timeout);
        }
    }

    private static Stream<DynamicTest> each(Check check) {
        return ACCEPT.entrySet().stream()
                .map(accept -> DynamicTest.dynamicTest("for " + accept.getKey(), () -> check.of(accept)));
    }

    @FunctionalInterface
    private interface Check {
        void of(Map.Entry<String, String> accept) throws IOException;
    }

    // RequestValve; application.yaml: logging.pattern.correlation
    @Test
    @ExtendWith(OutputCaptureExtension.class)
    void everyLineOfTheLogHasTheIdOfItsRequest(CapturedOutput output) throws IOException {
        Response response = ask("/failing", "text/html");
        String id = response.header("X-Request-Id");
        assertThat(id).isNotEmpty();
        assertThat(output.getAll().lines().filter(text -> text.contains("ERROR")))
                .isNotEmpty()
                .allMatch(text -> text.contains(" " + id + " "));
        assertThat(response.html().select("main.problem").text()).contains(id);
        assertThat(ask("/failing", "text/html").header("X-Request-Id")).isNotEqualTo(id);
    }

    private Response askUnchecked(String path, String accept) {
        try {
            return ask(path, accept);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Response ask(String path, String accept) throws IOException {
        List<String> lines = new ArrayList<>(List.of(
                "GET " + path + " HTTP/1.1", "Host: localhost", "Connection: close", "Cookie: SESSION=" + session));
        if (!accept.isEmpty()) {
            lines.add("Accept: " + accept);
        }
        return RawHttp.send(instance.port(), lines.toArray(String[]::new));
    }

    private static void assertTold(Response response, int status, String type) {
        assertThat(response.status()).isEqualTo(status);
        assertThat(response.header("Content-Type")).startsWith(type).containsIgnoringCase("charset=utf-8");
        assertThat(response.body()).contains(String.valueOf(status), response.header("X-Request-Id"));
        if (type.equals("text/html")) {
            assertThat(response.html().select("main.problem h1")).hasSize(1);
        }
        if (type.equals("application/problem+json")) {
            assertThat(response.body())
                    .matches(
                            "\\{\"type\":\"about:blank\",\"title\":\"[^\"]+\",\"status\":\\d+,\"requestId\":\"\\w+\"}\\s*");
        }
    }
}
