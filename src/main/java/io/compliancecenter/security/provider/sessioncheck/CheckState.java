package io.compliancecenter.security.provider.sessioncheck;

import io.compliancecenter.support.SealedText;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a request to confirm a session needs when the browser comes back. It is in the request's {@code state}, encrypted with the id of
 * that session: nothing is kept while the browser is away, so any number of tabs can be on the way at once; the provider learns nothing
 * of it; and it counts in no other session.
 *
 * @param to where it leads back to, below the context path
 * @param hinted whether the provider was told whom it is asked about
 * @param at when the browser left
 */
record CheckState(String provider, String nonce, String verifier, String to, boolean hinted, Instant at) {

    private static final String MARK = "check.";

    private static final Duration LIFETIME = Duration.ofMinutes(10);

    CheckState {
        Objects.requireNonNull(provider);
        Objects.requireNonNull(nonce);
        Objects.requireNonNull(verifier);
        Objects.requireNonNull(to);
        Objects.requireNonNull(at);
    }

    /** Whether that is the state of such a request, of whatever session. */
    static boolean isOne(String state) {
        return state.startsWith(MARK);
    }

    /** @param session id of the session */
    String sealed(String session, JsonMapper json) {
        return MARK + SealedText.seal(json.writeValueAsBytes(this), secret(session));
    }

    /** Empty if it is about another session, or another provider, or left a long time ago. */
    static Optional<CheckState> open(String state, String session, String provider, Instant now, JsonMapper json) {
        return isOne(state)
                ? SealedText.open(state.substring(MARK.length()), secret(session))
                        .flatMap(content -> read(content, json))
                        .filter(found -> found.provider().equals(provider)
                                && !found.at().plus(LIFETIME).isBefore(now))
                : Optional.empty();
    }

    private static Optional<CheckState> read(byte[] content, JsonMapper json) {
        try {
            return Optional.of(json.readValue(content, CheckState.class));
        } catch (JacksonException ofAnotherRelease) {
            return Optional.empty();
        }
    }

    private static String secret(String session) {
        return "session check " + session;
    }
}
