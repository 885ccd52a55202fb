package io.compliancecenter.web.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.compliancecenter.testing.IntegrationTest;
import io.compliancecenter.testing.http.Client;
import io.compliancecenter.testing.http.RawHttp;
import io.compliancecenter.testing.http.RawHttp.Response;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Requests that are refused before they reach a controller, or even the application. */
@IntegrationTest
class RefusedRequestsIT {

    private static final String HOST = "Host: localhost";
    private static final String CLOSE = "Connection: close";
    private static final String FORM = "Content-Type: application/x-www-form-urlencoded";

    @LocalServerPort
    int port;

    static Stream<Arguments> refused() {
        return Stream.of(
                refused(400, "GET /a;b/c HTTP/1.1", HOST, CLOSE),
                refused(400, "GET //x HTTP/1.1", HOST, CLOSE),
                refused(400, "GET /a%2fb HTTP/1.1", HOST, CLOSE),
                refused(400, "GET /%zz HTTP/1.1", HOST, CLOSE),
                refused(400, "GET /../../etc HTTP/1.1", HOST, CLOSE),
                refused(400, "GET /a|<b> HTTP/1.1", HOST, CLOSE),
                refused(400, "GET /sign-in?failed=%zz HTTP/1.1", HOST, CLOSE),
                refused(400, "GET /sign-in?" + "a=1&".repeat(1_001) + " HTTP/1.1", HOST, CLOSE),
                refused(400, "GET / HTTP/1.1", CLOSE),
                refused(400, "GET / HTTP/1.1", "Host: a b", CLOSE),
                refused(400, "GET / HTTP/1.1", HOST, "no colon", CLOSE),
                refused(400, "GET / HTTP/1.1", HOST, "X: " + "a".repeat(20_000), CLOSE),
                refused(400, "FOO / HTTP/1.1", HOST, CLOSE),
                refused(404, "GET /error HTTP/1.1", HOST, CLOSE),
                refused(404, "GET /assets/none.css HTTP/1.1", HOST, CLOSE),
                refused(405, "TRACE / HTTP/1.1", HOST, CLOSE),
                refused(417, "GET / HTTP/1.1", HOST, "Expect: something", CLOSE),
                refused(501, "CONNECT example.com:80 HTTP/1.1", HOST, CLOSE),
                refused(501, "POST / HTTP/1.1", HOST, "Transfer-Encoding: unknown", CLOSE),
                refused(505, "GET / HTTP/3.7", HOST, CLOSE),
                refused(400, "POST / HTTP/1.1", HOST, "Content-Length: 3", "Content-Length: 4", CLOSE),
                refused(400, "GET /sign-in HTTP/1.1", HOST, "Content-Length: 4", CLOSE),
                refused(411, "POST /sign-in HTTP/1.1", HOST, FORM, "Transfer-Encoding: chunked", CLOSE),
                refused(413, "POST /sign-in HTTP/1.1", HOST, FORM, "Content-Length: 65537", CLOSE),
                refused(415, "POST /sign-in HTTP/1.1", HOST, "Content-Type: text/plain", "Content-Length: 1", CLOSE),
                refused(415, "POST /sign-in HTTP/1.1", HOST, "Content-Length: 1", CLOSE));
    }

    private static Arguments refused(int status, String... lines) {
        return Arguments.of(status, lines);
    }

    // RequestValve and ErrorReport
    @ParameterizedTest
    @MethodSource("refused")
    void carryTheSecurityHeadersAndAPageThatTellsNothingOfTheServer(int status, String[] lines) throws IOException {
        Response response = RawHttp.send(port, lines);

        assertThat(response.status()).isEqualTo(status);
        assertProtected(response);
        assertThat(response.header("X-Request-Id")).matches("[0-9a-f]{16}");
        assertThat(response.header("Server")).isEmpty();
        assertThat(response.html().select("main.problem h1")).hasSize(1);
        assertThat(response.html().select("main.problem").text())
                .contains("Error " + status, response.header("X-Request-Id"));
        assertThat(response.body()).doesNotContain("Tomcat", "Exception", "apache");
    }

    // ErrorReport and ErrorFormat
    @ParameterizedTest
    @ValueSource(strings = {"GET /a;b HTTP/1.1", "GET /%zz HTTP/1.1"})
    void speakTheClientsLanguageAndFormat(String line) throws IOException {
        assertThat(RawHttp.send(port, line, HOST, CLOSE, "Accept-Language: fr-CH, fr;q=0.9, de;q=0.8, en;q=0.7")
                        .html()
                        .select("html[lang=de] h1")
                        .text())
                .isEqualTo("Ungültige Anfrage");

        Response problem = RawHttp.send(port, line, HOST, CLOSE, "Accept: application/json");
        assertThat(problem.header("Content-Type")).startsWith("application/problem+json");
        assertThat(problem.body()).contains("\"status\":400", problem.header("X-Request-Id"));

        Response text = RawHttp.send(port, line, HOST, CLOSE, "Accept: image/png");
        assertThat(text.header("Content-Type")).startsWith("text/plain");
        assertThat(text.body()).contains("400 Bad Request", text.header("X-Request-Id"));
    }

    // RequestValve
    @ParameterizedTest
    @ValueSource(
            strings = {"/", "/sign-in", "/assets/base.css", "/actuator/health/liveness", "/favicon.ico", "/nowhere"})
    void isNoDifferenceToOthersInTheirSecurityHeaders(String path) throws IOException {
        assertProtected(RawHttp.send(port, "GET " + path + " HTTP/1.1", HOST, CLOSE));
    }

    @Test
    void onlyAssetsMayBeCached() {
        Client client = new Client(port);
        String stylesheet =
                client.get("/sign-in").html().select("link[rel=stylesheet]").attr("href");
        assertThat(client.get(stylesheet).header("Cache-Control")).isEqualTo("max-age=31536000, public");
        assertThat(client.get("/sign-in").header("Cache-Control")).isEqualTo("no-store");
        assertThat(client.get("/assets/none.css").header("Cache-Control")).isEqualTo("no-store");
    }

    private static void assertProtected(Response response) {
        assertThat(response.header("Content-Security-Policy"))
                .contains("default-src 'none'", "frame-ancestors 'none'", "form-action 'self'", "base-uri 'none'");
        assertThat(response.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(response.header("X-Frame-Options")).isEqualTo("DENY");
        assertThat(response.header("Referrer-Policy")).isEqualTo("same-origin");
        assertThat(response.header("Cross-Origin-Opener-Policy")).isEqualTo("same-origin");
        assertThat(response.header("Cross-Origin-Resource-Policy")).isEqualTo("same-origin");
        assertThat(response.header("Permissions-Policy")).contains("camera=()");
        assertThat(response.headers())
                .filteredOn(line -> line.startsWith("Content-Security-Policy:"))
                .hasSize(1);
    }
}
