package io.compliancecenter.security.provider;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.compliancecenter.testing.RsaKeys;
import io.compliancecenter.testing.application.TestApplication;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.security.KeyPair;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.Date;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;

/** An identity provider whose answers a test decides, down to lies. It speaks HTTP and signs with real keys. */
public final class TestProvider implements AutoCloseable {

    public static final String CLIENT = "compliance-center";
    public static final String SECRET = "a secret of the client that is long enough for HS256";

    private static final JsonMapper JSON = new JsonMapper();

    private final HttpServer server;
    private final Map<String, Authorization> codes = new ConcurrentHashMap<>();
    private RSAKey key;
    private RSAKey published;

    /** What the person who signs in is said to be; may be changed until the code is exchanged. */
    public final Map<String, Object> claims = new HashMap<>();

    /** How an ID token is made of its claims. */
    public Signing signing = this::signed;

    /** Where a failure is injected; may block, fail, or answer itself and return true. */
    public Interference interference = (path, exchange) -> false;

    private record Authorization(String redirectUri, String nonce, String challenge) {}

    public interface Signing {
        String sign(JWTClaimsSet claims) throws JOSEException;
    }

    public interface Interference {
        boolean answers(String path, HttpExchange exchange) throws IOException;
    }

    public TestProvider() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        rotateKeys();
        server.setExecutor(Executors.newCachedThreadPool());
        server.createContext("/", this::answer);
        server.start();
    }

    public String issuer() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    /** Properties that make this the provider with the id. */
    public Map<String, String> properties(String id) {
        String registration = "spring.security.oauth2.client.registration." + id;
        Map<String, String> properties = new LinkedHashMap<>();
        properties.put(registration + ".client-id", CLIENT);
        properties.put(registration + ".client-secret", SECRET);
        properties.put("compliance-center.sign-in.providers." + id + ".issuer", issuer());
        return properties;
    }

    /** From now on, signs with a new key and publishes that only. */
    void rotateKeys() {
        key = newKey(UUID.randomUUID().toString());
        published = key.toPublicJWK();
    }

    /** A key that no provider has. */
    public static RSAKey newKey(String id) {
        KeyPair pair = RsaKeys.next();
        return new RSAKey.Builder((RSAPublicKey) pair.getPublic())
                .privateKey(pair.getPrivate())
                .keyID(id)
                .build();
    }

    public RSAKey key() {
        return key;
    }

    public String signed(JWTClaimsSet token) throws JOSEException {
        return signedBy(key, token, null);
    }

    public static String signedBy(RSAKey key, JWTClaimsSet token, String type) throws JOSEException {
        JWSHeader.Builder header = new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID());
        if (type != null) {
            header.type(new JOSEObjectType(type));
        }
        SignedJWT jwt = new SignedJWT(header.build(), token);
        jwt.sign(new RSASSASigner(key));
        return jwt.serialize();
    }

    /** With the right key, but not by the algorithm that is configured. */
    String withAnotherAlgorithm(JWTClaimsSet token) throws JOSEException {
        SignedJWT jwt = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS512).keyID(key.getKeyID()).build(), token);
        jwt.sign(new RSASSASigner(key));
        return jwt.serialize();
    }

    public static String unsigned(JWTClaimsSet token) {
        return new PlainJWT(token).serialize();
    }

    /** With the public key's bytes as the secret: the classic confusion of algorithms. */
    public String confused(JWTClaimsSet token) throws JOSEException {
        SignedJWT jwt = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.HS256).keyID(key.getKeyID()).build(), token);
        jwt.sign(new MACSigner(key.toRSAPublicKey().getEncoded()));
        return jwt.serialize();
    }

    /** A logout token's claims, as they should be. */
    public JWTClaimsSet.Builder logout() {
        return new JWTClaimsSet.Builder()
                .issuer(issuer())
                .audience(CLIENT)
                .jwtID(UUID.randomUUID().toString())
                .issueTime(Date.from(TestApplication.NOW))
                .expirationTime(Date.from(TestApplication.NOW.plusSeconds(120)))
                .claim("events", Map.of("http://schemas.openid.net/event/backchannel-logout", Map.of()));
    }

    /** The person has authenticated: where the browser is sent back to. */
    public String authorize(String location) {
        Map<String, String> query = query(URI.create(location).getRawQuery());
        String code = UUID.randomUUID().toString();
        codes.put(code, new Authorization(query.get("redirect_uri"), query.get("nonce"), query.get("code_challenge")));
        return query.get("redirect_uri") + "?code=" + code + "&state=" + query.get("state");
    }

    public static Map<String, String> query(String query) {
        return Arrays.stream(query.split("&"))
                .map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(
                        pair -> URLDecoder.decode(pair[0], UTF_8), pair -> URLDecoder.decode(pair[1], UTF_8)));
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        try (exchange) {
            if (interference.answers(path, exchange)) {
                return;
            }
            Object body = switch (path) {
                case "/.well-known/openid-configuration" -> discovery();
                case "/keys" -> new JWKSet(published).toJSONObject();
                case "/token" ->
                    token(query(new String(exchange.getRequestBody().readAllBytes(), UTF_8)));
                case "/user-info" -> Map.of("sub", claims.get("sub"));
                default -> null;
            };
            send(exchange, body == null ? 404 : 200, body);
        } catch (JOSEException | NoSuchAlgorithmException failure) {
            throw new IOException(failure);
        }
    }

    public static void send(HttpExchange exchange, int status, Object body) throws IOException {
        byte[] bytes = JSON.writeValueAsBytes(body);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    public Map<String, Object> discovery() {
        return Map.of(
                "issuer", issuer(),
                "authorization_endpoint", issuer() + "/authorize",
                "token_endpoint", issuer() + "/token",
                "jwks_uri", issuer() + "/keys",
                "userinfo_endpoint", issuer() + "/user-info",
                "end_session_endpoint", issuer() + "/end-session",
                "response_types_supported", List.of("code"),
                "subject_types_supported", List.of("public"),
                "id_token_signing_alg_values_supported", List.of("RS256"));
    }

    private Map<String, Object> token(Map<String, String> form) throws JOSEException, NoSuchAlgorithmException {
        Authorization authorization = codes.remove(form.get("code"));
        if (authorization == null || !authorization.redirectUri().equals(form.get("redirect_uri"))) {
            throw new IllegalStateException("unknown code");
        }
        String challenge = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(MessageDigest.getInstance("SHA-256")
                        .digest(form.get("code_verifier").getBytes(UTF_8)));
        if (!challenge.equals(authorization.challenge())) {
            throw new IllegalStateException("wrong code verifier");
        }
        JWTClaimsSet.Builder token = new JWTClaimsSet.Builder()
                .issuer(issuer())
                .audience(CLIENT)
                .issueTime(Date.from(TestApplication.NOW))
                .expirationTime(Date.from(TestApplication.NOW.plusSeconds(300)))
                .claim("nonce", authorization.nonce());
        claims.forEach(token::claim);
        return Map.of(
                "access_token",
                UUID.randomUUID().toString(),
                "token_type",
                "Bearer",
                "expires_in",
                300,
                "id_token",
                signing.sign(token.build()));
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
