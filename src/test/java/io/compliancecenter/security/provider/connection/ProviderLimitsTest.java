package io.compliancecenter.security.provider.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import io.compliancecenter.security.provider.TestProvider;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.springframework.security.oauth2.client.endpoint.OAuth2AuthorizationCodeGrantRequest;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrations;
import org.springframework.security.oauth2.client.userinfo.OAuth2UserRequest;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationExchange;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationResponse;

/** What a provider answers has a limit of its size, and of its time from the beginning to the last byte. */
class ProviderLimitsTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(1);

    private final TestProvider provider = new TestProvider();
    private final ProviderConnection connection = new ProviderConnection(Duration.ofMinutes(1));
    private final ProviderConnection impatient = new ProviderConnection(TIMEOUT);

    @AfterEach
    void stop() {
        provider.close();
    }

    private interface Request {
        Object send() throws Exception;
    }

    private Map<String, Request> requests(ProviderConnection connection) {
        return Map.of(
                "discovery", () -> connection.discovery(provider.issuer()),
                "keys",
                        () -> connection.keys(
                                URI.create(provider.issuer() + "/keys").toURL()),
                "token", () -> connection.tokens().getTokenResponse(code()),
                "user info",
                        () -> connection.userInfo(new OAuth2UserRequest(
                                registration(),
                                new OAuth2AccessToken(
                                        OAuth2AccessToken.TokenType.BEARER,
                                        "token",
                                        Instant.EPOCH,
                                        Instant.EPOCH.plusSeconds(1)))));
    }

    private ClientRegistration registration() {
        return ClientRegistrations.fromOidcConfiguration(provider.discovery())
                .registrationId("idp")
                .clientId(TestProvider.CLIENT)
                .clientSecret(TestProvider.SECRET)
                .build();
    }

    private OAuth2AuthorizationCodeGrantRequest code() {
        return new OAuth2AuthorizationCodeGrantRequest(
                registration(),
                new OAuth2AuthorizationExchange(
                        OAuth2AuthorizationRequest.authorizationCode()
                                .authorizationUri(provider.issuer() + "/authorize")
                                .clientId(TestProvider.CLIENT)
                                .redirectUri("http://localhost/back")
                                .state("s")
                                .build(),
                        OAuth2AuthorizationResponse.success("code")
                                .redirectUri("http://localhost/back")
                                .state("s")
                                .build()));
    }

    @Test
    void aUsualAnswerIsRead() throws Exception {
        assertThat(connection.discovery(provider.issuer())).containsEntry("issuer", provider.issuer());
        assertThat(connection
                        .keys(URI.create(provider.issuer() + "/keys").toURL())
                        .getContent())
                .contains(provider.key().getKeyID());
    }

    // ProviderConnection: "bytes.length > MAX_BYTES"
    @TestFactory
    Stream<DynamicTest> anAnswerWithoutEndIsRefused() {
        return requests(connection).entrySet().stream()
                .map(request -> DynamicTest.dynamicTest(request.getKey(), () -> {
                    provider.interference = (path, exchange) -> answer(exchange, stream -> {
                        byte[] more = " ".repeat(8_192).getBytes(StandardCharsets.UTF_8);
                        // Much more than the limit, and then what was asked for.
                        for (int sent = 0; sent < 4 * ProviderConnection.MAX_BYTES; sent += more.length) {
                            stream.write(more);
                        }
                        stream.write('}');
                    });
                    assertThatThrownBy(() -> request.getValue().send()).hasStackTraceContaining("is too large");
                }));
    }

    // ProviderConnection: "setReadTimeout"
    @TestFactory
    Stream<DynamicTest> anAnswerThatTricklesIsGivenUp() {
        return requests(impatient).entrySet().stream()
                .map(request -> DynamicTest.dynamicTest(request.getKey(), () -> {
                    provider.interference = (path, exchange) -> answer(exchange, stream -> {
                        long end = System.nanoTime() + TIMEOUT.multipliedBy(60).toNanos();
                        while (System.nanoTime() < end) {
                            stream.write(' ');
                            stream.flush();
                            pause();
                        }
                        stream.write('}');
                    });
                    long start = System.nanoTime();
                    assertThatThrownBy(() -> request.getValue().send());
                    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(TIMEOUT.multipliedBy(30));
                }));
    }

    /** Between two bytes that a slow provider sends. */
    private static void pause() throws IOException {
        try {
            Thread.sleep(100);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IOException(stopped);
        }
    }

    private interface Body {
        void writeTo(java.io.OutputStream stream) throws IOException;
    }

    private static boolean answer(HttpExchange exchange, Body body) throws IOException {
        exchange.getRequestBody().readAllBytes();
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, 0);
        exchange.getResponseBody().write("{\"sub\": \"a\", \"issuer\": \"".getBytes(StandardCharsets.UTF_8));
        try {
            body.writeTo(exchange.getResponseBody());
        } catch (IOException hungUp) {
            return true;
        }
        return true;
    }
}
