package io.compliancecenter.web.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.compliancecenter.testing.IntegrationTest;
import io.compliancecenter.testing.application.Instance;
import io.compliancecenter.testing.application.SecondInstance;
import io.compliancecenter.testing.fixtures.Fixtures;
import io.compliancecenter.testing.fixtures.Fixtures.Tenant;
import io.compliancecenter.testing.http.Client;
import io.compliancecenter.testing.http.Client.Answer;
import io.compliancecenter.testing.http.RawHttp;
import io.compliancecenter.testing.http.RawHttp.Response;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.FormElement;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/**
 * What a request says about how it came here: believed if a trusted proxy says it, and never part of a redirect. One instance
 * trusts the test as a proxy, the other one does not.
 */
@IntegrationTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ForwardedIT {

    private static final String PREFIX = "/trust/compliance";

    private static final String[] BEHIND_PROXY = {
        "X-Forwarded-Prefix",
        PREFIX + "/",
        "X-Forwarded-Proto",
        "https",
        "X-Forwarded-Port",
        "8443",
        "X-Forwarded-Host",
        "evil.example",
        "X-Forwarded-For",
        "203.0.113.9"
    };

    @Autowired
    Fixtures fixtures;

    @LocalServerPort
    int direct;

    Instance trusting;

    @BeforeAll
    void start(@Autowired SecondInstance second) {
        trusting = second.start();
    }

    // ForwardedPrefixFilter
    @Test
    void thePrefixOfATrustedProxyIsInEveryAddressOfAPage() {
        Tenant tenant = fixtures.organization();
        Client client = new Client(trusting.port()).signIn(tenant.admin().email(), Fixtures.PASSWORD);
        for (String path : List.of(
                "/sign-in?failed",
                tenant.path("/compliances"),
                tenant.path("/certifications"),
                tenant.path("/activity"),
                "/nowhere")) {
            List<String> addresses = addresses(client.get(path, BEHIND_PROXY));
            assertThat(addresses)
                    .as(path)
                    .isNotEmpty()
                    .map(address -> URI.create(PREFIX + path).resolve(address).getPath())
                    .allMatch(address -> address.startsWith(PREFIX + "/"));
            // The same page without a proxy, which must not have been kept with the other's addresses.
            assertThat(addresses(client.get(path))).as(path).noneMatch(address -> address.contains("trust"));
        }
    }

    // ForwardedPrefixFilter; the application sees what the proxy has left of the path
    @Test
    void redirectsCookiesAndAssetsStayBelowThePrefix() throws IOException {
        Tenant tenant = fixtures.organization();
        int port = trusting.port();
        assertThat(viaProxy("GET / HTTP/1.1").header("Location")).startsWith(PREFIX + "/sign-in");

        Response page = viaProxy("GET /sign-in?failed HTTP/1.1");
        String stylesheet = page.html().select("link[rel=stylesheet]").attr("href");
        assertThat(viaProxy("GET " + stylesheet.substring(PREFIX.length()) + " HTTP/1.1")
                        .status())
                .isEqualTo(200);

        FormElement form = (FormElement) page.html().selectFirst("form");
        assertThat(form.attr("action")).isEqualTo(PREFIX + "/sign-in");
        Map<String, String> fields = Client.fields(
                form, Map.of("email", tenant.admin().email(), "password", Fixtures.PASSWORD.replace(" ", "+")));
        String encoded = fields.entrySet().stream().map(Object::toString).collect(Collectors.joining("&"));
        String cookie = "Cookie: " + page.header("Set-Cookie").replaceFirst(";.*", "");
        Response signedIn = RawHttp.send(port, RawHttp.form("/sign-in", encoded, lines(cookie)));

        assertThat(signedIn.header("Location")).isEqualTo(PREFIX + "/");
        assertThat(signedIn.header("Strict-Transport-Security")).isNotEmpty();
        assertThat(signedIn.headers())
                .filteredOn(line -> line.startsWith("Set-Cookie: SESSION="))
                .singleElement()
                .asString()
                .contains("Path=" + PREFIX + ";", "Secure", "HttpOnly");
    }

    private Response viaProxy(String line) throws IOException {
        String[] lines = lines("Host: localhost", "Connection: close");
        return RawHttp.send(
                trusting.port(),
                Stream.concat(Stream.of(line), Stream.of(lines)).toArray(String[]::new));
    }

    /** Header lines that the proxy adds, with others. */
    private static String[] lines(String... others) {
        List<String> lines = new ArrayList<>(List.of(others));
        for (int at = 0; at < BEHIND_PROXY.length; at += 2) {
            lines.add(BEHIND_PROXY[at] + ": " + BEHIND_PROXY[at + 1]);
        }
        return lines.toArray(String[]::new);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "//evil.example",
                "https://evil.example",
                "/a/../b",
                "/.",
                "/a b",
                "/\"><script>",
                "/a?b",
                "/a;b",
                "/a\\b",
                "relative",
                "/%2e%2e",
                "/ä"
            })
    void aMalformedPrefixIsIgnored(String prefix) throws IOException {
        Response response = RawHttp.send(
                trusting.port(),
                "GET /sign-in?failed HTTP/1.1",
                "Host: localhost",
                "Connection: close",
                "X-Forwarded-Prefix: " + prefix);
        assertThat(response.status()).isEqualTo(200);
        assertThat(response.html().select("form").attr("action")).isEqualTo("/sign-in");
    }

    @Test
    void severalProxiesInARowAddTheirPrefixes() {
        Answer page = new Client(trusting.port())
                .get("/sign-in?failed", "X-Forwarded-Prefix", "/outer", "X-Forwarded-Prefix", "/inner");
        assertThat(page.html().select("form").attr("action")).isEqualTo("/outer/inner/sign-in");
    }

    @Test
    void fromAnyoneElseNothingOfItCounts() {
        Answer page = new Client(direct).get("/sign-in", BEHIND_PROXY);
        assertThat(addresses(page)).noneMatch(address -> address.contains("trust"));
        assertThat(page.header("Strict-Transport-Security")).isEmpty();
        assertThat(new Client(direct).get("/", BEHIND_PROXY).header("Location")).startsWith("/sign-in");
    }

    // application.yaml: use-relative-redirects; SignInRedirects
    @Test
    void noRedirectIsMadeOfTheHostThatWasAskedFor() throws IOException {
        Tenant tenant = fixtures.organization();
        for (int port : new int[] {direct, trusting.port()}) {
            Client client = new Client(port).signIn(tenant.admin().email(), Fixtures.PASSWORD);
            String session = "Cookie: SESSION=" + client.session();
            for (String path : List.of(
                    "/",
                    "/sign-in",
                    "/organizations/" + tenant.slug(),
                    tenant.path("/compliances") + "/",
                    "/organizations/" + tenant.slug().toUpperCase(Locale.ROOT) + "/compliances")) {
                for (String cookie : new String[] {session, "Cookie: none=here"}) {
                    Response response = asked(port, "GET " + path, cookie);
                    assertThat(response.status()).as(path).isIn(200, 301, 302, 303, 308, 404);
                    assertNothingOfIt(response);
                }
            }
            for (String path : List.of("/sign-in", "/sign-out", tenant.path("/certificates/1/downloads"))) {
                assertNothingOfIt(asked(port, "POST " + path, session));
                assertNothingOfIt(asked(port, "POST " + path, "Cookie: none=here"));
            }
        }
    }

    private static Response asked(int port, String what, String cookie) throws IOException {
        return RawHttp.send(
                port,
                what + " HTTP/1.1",
                "Host: evil.example:6666",
                "X-Forwarded-Host: evil.example",
                "X-Forwarded-Port: 6666",
                "X-Forwarded-Proto: https",
                "Sec-Fetch-Dest: document",
                "Sec-Fetch-Mode: navigate",
                "Sec-Fetch-Site: same-origin",
                "Content-Length: 0",
                "Connection: close",
                cookie);
    }

    private static void assertNothingOfIt(Response response) {
        assertThat(response.header("Location")).matches("|/(?!/).*");
        assertThat(response.headers()).noneMatch(line -> line.contains("evil.example") || line.contains(":6666"));
        assertThat(response.body()).doesNotContain("evil.example", ":6666");
    }

    // RequestValve
    @Test
    void aRequestIdIsTakenFromATrustedProxyOnly() {
        String id = "4f1c9a8e0b5d4a7f9c3e2d1b0a998877";
        assertThat(requestId(trusting.port(), id)).isEqualTo(id);
        assertThat(requestId(direct, id)).matches("[0-9a-f]{16}");
        for (String malformed : List.of("short", "with space and more", "<script>alert(1)</script>", "a".repeat(65))) {
            assertThat(requestId(trusting.port(), malformed)).matches("[0-9a-f]{16}");
        }
    }

    private static String requestId(int port, String given) {
        Answer answer = new Client(port).get("/nowhere/;", "X-Request-Id", given);
        String id = answer.header("X-Request-Id");
        assertThat(answer.html().select("main.problem").text()).contains(id);
        return id;
    }

    /** Where the links, forms, styles, scripts and icons of a page lead to, if not to a place on it or an e-mail address. */
    private static List<String> addresses(Answer page) {
        List<String> addresses = new ArrayList<>();
        for (Element element : page.html().select("[href], [src], [action], [formaction]")) {
            Stream.of("href", "src", "action", "formaction")
                    .map(element::attr)
                    .filter(address -> !address.isEmpty()
                            && !address.startsWith("#")
                            && !address.startsWith("mailto:")
                            && !address.startsWith("https://"))
                    .forEach(addresses::add);
        }
        return addresses;
    }
}
