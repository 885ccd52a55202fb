package io.compliancecenter.evidence.checkpoint;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * A line of the file that keeps checkpoints outside the database: a JSON object. It has either a checkpoint, or the timestamp of
 * one, which is obtained later.
 *
 * @param number the checkpoint's number
 * @param body the text that was signed
 * @param signature in base64
 * @param publicKey SubjectPublicKeyInfo in DER, in base64
 * @param timestamp an RFC 3161 token on the checkpoint's signature, in base64
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CheckpointLine(
        long number,
        @Nullable String body,
        @Nullable String signature,
        @Nullable String publicKey,
        @Nullable String timestamp) {

    /** The lines of a checkpoint: itself, and its timestamp if there is one. */
    public static List<CheckpointLine> of(
            long number, String body, byte[] signature, byte[] publicKey, byte @Nullable [] timestampToken) {
        Base64.Encoder base64 = Base64.getEncoder();
        CheckpointLine signed = new CheckpointLine(
                number, body, base64.encodeToString(signature), base64.encodeToString(publicKey), null);
        return timestampToken == null ? List.of(signed) : List.of(signed, ofTimestamp(number, timestampToken));
    }

    static CheckpointLine ofTimestamp(long number, byte[] token) {
        return new CheckpointLine(number, null, null, null, Base64.getEncoder().encodeToString(token));
    }

    boolean hasTimestamp() {
        return timestamp != null;
    }

    /** The line, without its end. */
    public String json() {
        return JsonMapper.shared().writeValueAsString(this);
    }

    /** @throws IllegalArgumentException if the text is anything else; the message ends a sentence about it */
    public static CheckpointLine parse(String json) {
        CheckpointLine line;
        try {
            line = JsonMapper.shared().readValue(json, CheckpointLine.class);
        } catch (JacksonException malformed) {
            throw new IllegalArgumentException("is not a checkpoint or timestamp in JSON", malformed);
        }
        if (line == null
                || (line.body == null) != line.hasTimestamp()
                || !line.json().equals(json)) {
            throw new IllegalArgumentException("is not in canonical form");
        }
        return line;
    }
}
