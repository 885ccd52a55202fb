package io.compliancecenter.evidence.checkpoint;

import java.util.Base64;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A line of the file that keeps checkpoints outside of the database: a JSON object. */
public sealed interface CheckpointLine {

    /** The checkpoint that it is about. */
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
     * A time stamp, which comes when its authority has answered.
     *
     * @param timestamp an RFC 3161 token on the checkpoint's signature, in base64
     */
    record Stamped(long number, String timestamp) implements CheckpointLine {

        static Stamped of(long number, byte[] token) {
            return new Stamped(number, Base64.getEncoder().encodeToString(token));
        }
    }

    /** The line, without its end. */
    default String json() {
        return JsonMapper.shared().writeValueAsString(this);
    }

    /**
     * Reads a line.
     *
     * @throws IllegalArgumentException if the text is anything but such a line; the message ends a sentence about it
     */
    static CheckpointLine parse(String json) {
        CheckpointLine line;
        try {
            JsonNode node = JsonMapper.shared().readTree(json);
            long number = node.path("number").asLong(0);
            line = node.has("timestamp")
                    ? new Stamped(number, node.path("timestamp").asString(""))
                    : new Signed(
                            number,
                            node.path("body").asString(""),
                            node.path("signature").asString(""),
                            node.path("publicKey").asString(""));
        } catch (JacksonException malformed) {
            throw new IllegalArgumentException("is not JSON", malformed);
        }
        if (!line.json().equals(json)) {
            throw new IllegalArgumentException("is not spelled as such lines are");
        }
        return line;
    }
}
