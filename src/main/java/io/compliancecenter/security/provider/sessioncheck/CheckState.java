package io.compliancecenter.security.provider.sessioncheck;

import io.compliancecenter.security.ReturnAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.keygen.KeyGenerators;

/**
 * The state of a request to confirm a session: where it leads back to, with an authentication code (HMAC-SHA256) whose key is the id of
 * that session. Nothing is kept while the browser is away, so any number of tabs can be on the way at once, and an answer counts in no
 * other session.
 *
 * @param to below the context path
 * @param hinted whether the provider was told whom it is asked about
 * @param text as the provider sends it back
 */
record CheckState(ReturnAddress to, boolean hinted, Instant at, String text) {

    private static final String ALGORITHM = "HmacSHA256";

    private static final Duration LIFETIME = Duration.ofMinutes(10);

    private static final int RANDOM_BYTES = 16;
    private static final int MAX_RETURN_ADDRESS = 500;

    private static final Pattern FORM = Pattern.compile(
            "check\\.(?<hinted>[01])\\.(?<at>\\d{1,12})\\.(?<to>[A-Za-z0-9_-]{0,700})\\.[A-Za-z0-9_-]{22}\\.[A-Za-z0-9_-]{43}");

    /**
     * The state of a new request.
     *
     * @param session id of the session
     * @param provider id of the provider
     */
    static CheckState of(String session, String provider, ReturnAddress to, boolean hinted, Instant at) {
        // The browser sends it in an address, and so does the provider.
        ReturnAddress kept = to.path().length() <= MAX_RETURN_ADDRESS ? to : ReturnAddress.HOME;
        String content = "check.%s.%d.%s.%s"
                .formatted(
                        hinted ? "1" : "0",
                        at.getEpochSecond(),
                        base64(kept.path().getBytes(StandardCharsets.UTF_8)),
                        base64(KeyGenerators.secureRandom(RANDOM_BYTES).generateKey()));
        return new CheckState(kept, hinted, at, content + "." + code(session, provider + " " + content));
    }

    /** What a state says that a browser came back with; empty if it is not the state of a check. Anybody can have made it. */
    static Optional<CheckState> read(@Nullable String state) {
        Matcher matcher = FORM.matcher(state == null ? "" : state);
        if (state == null || !matcher.matches()) {
            return Optional.empty();
        }
        String to = new String(Base64.getUrlDecoder().decode(matcher.group("to")), StandardCharsets.UTF_8);
        return Optional.of(new CheckState(
                ReturnAddress.of(to),
                matcher.group("hinted").equals("1"),
                Instant.ofEpochSecond(Long.parseLong(matcher.group("at"))),
                state));
    }

    /** Whether the request was made a short time ago, at that provider, for that session. */
    boolean isOf(String session, String provider, Instant now) {
        int end = text.lastIndexOf('.');
        String expected = code(session, provider + " " + text.substring(0, end));
        return MessageDigest.isEqual(
                        expected.getBytes(StandardCharsets.UTF_8),
                        text.substring(end + 1).getBytes(StandardCharsets.UTF_8))
                && !at.plus(LIFETIME).isBefore(now);
    }

    /** A value that belongs to this state, and that only those can know who know the session. */
    String secret(String session, String purpose) {
        return code(session, purpose + " " + text);
    }

    private static String code(String session, String message) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(session.getBytes(StandardCharsets.UTF_8), ALGORITHM));
            return base64(mac.doFinal(message.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
