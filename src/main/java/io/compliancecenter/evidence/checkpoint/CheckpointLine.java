package io.compliancecenter.evidence.checkpoint;

import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** A line of the file that keeps checkpoints outside the database: a JSON object. */
public sealed interface CheckpointLine {

    /** The checkpoint's number. */
    long number();

    /**
     * A checkpoint.
     *
     * @param body the text that was signed
     * @param signature in base64
     * @param publicKey SubjectPublicKeyInfo in DER, in base64
     */
    record Signed(long number, String body, String signature, String publicKey) implements CheckpointLine {

        static Signed of(long number, String body, byte[] signature, byte[] publicKey) {
            Base64.Encoder base64 = Base64.getEncoder();
            return new Signed(number, body, base64.encodeToString(signature), base64.encodeToString(publicKey));
        }
    }

    /**
     * The time stamp of a checkpoint, which is obtained later.
     *
     * @param timestamp an RFC 3161 token on the checkpoint's signature, in base64
     */
    record Stamped(long number, String timestamp) implements CheckpointLine {

        static Stamped of(long number, byte[] token) {
            return new Stamped(number, Base64.getEncoder().encodeToString(token));
        }
    }

    /** The lines of a checkpoint: itself, and its time stamp if there is one. */
    static List<CheckpointLine> of(
            long number, String body, byte[] signature, byte[] publicKey, byte @Nullable [] timestampToken) {
        CheckpointLine signed = Signed.of(number, body, signature, publicKey);
        return timestampToken == null ? List.of(signed) : List.of(signed, Stamped.of(number, timestampToken));
    }

    /** The line, without its end. */
    default String json() {
        return JsonMapper.shared().writeValueAsString(this);
    }

    /**
     * Parses a line.
     *
     * @throws IllegalArgumentException if it is anything else; the message ends a sentence about it
     */
    static CheckpointLine parse(String json) {
        Class<? extends CheckpointLine> type = json.contains("\"timestamp\"") ? Stamped.class : Signed.class;
        CheckpointLine line;
        try {
            line = JsonMapper.shared().readValue(json, type);
        } catch (JacksonException malformed) {
            throw new IllegalArgumentException("is not a checkpoint or time stamp in JSON", malformed);
        }
        if (line == null || !line.json().equals(json)) {
            throw new IllegalArgumentException("is not in canonical form");
        }
        return line;
    }
}
