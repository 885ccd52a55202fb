package io.compliancecenter.security.provider.connection;

import static java.util.Objects.requireNonNull;

import com.nimbusds.jose.util.Resource;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpRequest;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.client.ClientHttpRequestExecution;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.http.converter.FormHttpMessageConverter;
import org.springframework.security.oauth2.client.endpoint.OAuth2AccessTokenResponseClient;
import org.springframework.security.oauth2.client.endpoint.OAuth2AuthorizationCodeGrantRequest;
import org.springframework.security.oauth2.client.endpoint.RestClientAuthorizationCodeTokenResponseClient;
import org.springframework.security.oauth2.client.http.OAuth2ErrorResponseErrorHandler;
import org.springframework.security.oauth2.client.userinfo.OAuth2UserRequest;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthorizationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.http.converter.OAuth2AccessTokenResponseHttpMessageConverter;
import org.springframework.security.oauth2.core.user.DefaultOAuth2User;
import org.springframework.security.oauth2.core.user.OAuth2User;
import org.springframework.stereotype.Component;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;

/**
 * Requests to identity providers. Each holds a thread of the server, so it has a time limit from its beginning to the last byte of
 * the answer, and an answer has a limit of its size.
 */
@Component
public class ProviderConnection {

    private static final int MOST_AT_ONCE = 16;

    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    /** Usual answers have a few thousand bytes. */
    static final int MAX_BYTES = 512 * 1024;

    private static final ParameterizedTypeReference<Map<String, Object>> JSON = new ParameterizedTypeReference<>() {};

    /** A provider that is slow must not hold the threads that serve pages. */
    private final Semaphore underWay = new Semaphore(MOST_AT_ONCE);

    /** Made when it is first used: the certificates that the JDK trusts take a while to read, and most have no provider. */
    private final Supplier<RestClient> client;

    @Autowired
    ProviderConnection() {
        this(TIMEOUT);
    }

    /** @param timeout for a request with all of its answer */
    ProviderConnection(Duration timeout) {
        client = SingletonSupplier.of(() -> build(timeout));
    }

    private RestClient build(Duration timeout) {
        return RestClient.builder()
                .requestFactory(requests(timeout))
                .requestInterceptor(this::limited)
                .configureMessageConverters(converters -> {
                    converters.registerDefaults();
                    converters.addCustomConverter(new FormHttpMessageConverter());
                    converters.addCustomConverter(new OAuth2AccessTokenResponseHttpMessageConverter());
                })
                .defaultStatusHandler(new OAuth2ErrorResponseErrorHandler())
                .build();
    }

    private static JdkClientHttpRequestFactory requests(Duration timeout) {
        JdkClientHttpRequestFactory requests = new JdkClientHttpRequestFactory(
                HttpClient.newBuilder().connectTimeout(timeout).build());
        // For the whole answer: its body is closed then, however much of it has come.
        requests.setReadTimeout(timeout);
        requests.enableCompression(false);
        return requests;
    }

    private ClientHttpResponse limited(HttpRequest request, byte[] body, ClientHttpRequestExecution execution)
            throws IOException {
        if (!underWay.tryAcquire()) {
            throw new IOException("Too many requests to providers are under way");
        }
        try (ClientHttpResponse response = execution.execute(request, body)) {
            byte[] bytes = response.getBody().readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                throw new IOException("The answer of " + request.getURI() + " is too large");
            }
            return new Answer(response.getStatusCode(), response.getStatusText(), response.getHeaders(), bytes);
        } finally {
            underWay.release();
        }
    }

    /** An answer that was read to its end. */
    private record Answer(HttpStatusCode status, String text, HttpHeaders headers, byte[] bytes)
            implements ClientHttpResponse {

        @Override
        public HttpStatusCode getStatusCode() {
            return status;
        }

        @Override
        public String getStatusText() {
            return text;
        }

        @Override
        public HttpHeaders getHeaders() {
            return headers;
        }

        @Override
        public InputStream getBody() {
            return new ByteArrayInputStream(bytes);
        }

        @Override
        public void close() {}
    }

    /** Exchanges codes for tokens. */
    public OAuth2AccessTokenResponseClient<OAuth2AuthorizationCodeGrantRequest> tokens() {
        Supplier<RestClientAuthorizationCodeTokenResponseClient> tokens = SingletonSupplier.of(() -> {
            RestClientAuthorizationCodeTokenResponseClient response =
                    new RestClientAuthorizationCodeTokenResponseClient();
            response.setRestClient(client.get());
            return response;
        });
        return grant -> tokens.get().getTokenResponse(grant);
    }

    /**
     * The discovery document.
     *
     * @throws IllegalStateException if it cannot be read
     */
    Map<String, Object> discovery(String issuer) {
        String address = issuer.replaceFirst("/+$", "") + "/.well-known/openid-configuration";
        try {
            return Optional.ofNullable(client.get()
                            .get()
                            .uri(URI.create(address))
                            .retrieve()
                            .body(JSON))
                    .orElseThrow(() -> new IllegalStateException("There is no document at " + address));
        } catch (RestClientException | OAuth2AuthorizationException unreadable) {
            throw new IllegalStateException(unreadable.getMessage(), unreadable);
        }
    }

    /** The keys by which the provider signs. */
    Resource keys(URL address) throws IOException {
        try {
            String keys = client.get()
                    .get()
                    .uri(URI.create(address.toString()))
                    .retrieve()
                    .body(String.class);
            return new Resource(Optional.ofNullable(keys).orElse(""), "application/json");
        } catch (RestClientException | OAuth2AuthorizationException unreachable) {
            throw new IOException(unreachable.getMessage(), unreachable);
        }
    }

    /** What the provider's user info endpoint says. */
    public OAuth2User userInfo(OAuth2UserRequest request) {
        try {
            Map<String, Object> claims = client.get()
                    .get()
                    .uri(requireNonNull(request.getClientRegistration()
                            .getProviderDetails()
                            .getUserInfoEndpoint()
                            .getUri()))
                    .headers(headers ->
                            headers.setBearerAuth(request.getAccessToken().getTokenValue()))
                    .retrieve()
                    .body(JSON);
            return new DefaultOAuth2User(List.of(), required(claims), "sub");
        } catch (RestClientException unreachable) {
            throw new OAuth2AuthenticationException(
                    new OAuth2Error("invalid_user_info_response"), unreachable.toString(), unreachable);
        }
    }

    private static Map<String, Object> required(@Nullable Map<String, Object> claims) {
        if (claims == null || !claims.containsKey("sub")) {
            throw new OAuth2AuthenticationException(new OAuth2Error("invalid_user_info_response"), "No subject");
        }
        return claims;
    }
}
