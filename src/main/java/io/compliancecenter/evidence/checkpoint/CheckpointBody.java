package io.compliancecenter.evidence.checkpoint;

import io.compliancecenter.evidence.CanonicalText;
import io.compliancecenter.support.Sha256;
import java.time.Instant;
import java.util.List;

/**
 * What the vendor signs: the root of a tree over the ends of all chains at a moment. Its text is what the signature is over,
 * byte for byte.
 *
 * @param number counts from 1
 * @param time of signing, in microseconds
 * @param treeSize how many leaves the tree has, those that stand for nothing included
 * @param root of the tree, in lower-case hexadecimal
 * @param previous SHA-256 of the text of the checkpoint before, in lower-case hexadecimal; zeros for the first
 * @param keySha256 of the signer's public key in its DER form (SubjectPublicKeyInfo), in lower-case hexadecimal
 */
public record CheckpointBody(long number, Instant time, int treeSize, String root, String previous, String keySha256) {

    /** What comes before the first checkpoint. */
    public static final String NONE = "0".repeat(64);

    private static final String FORMAT = "compliance-center checkpoint 1";

    /** The exact text, in ASCII. */
    public String text() {
        return SignedLines.text(
                FORMAT,
                List.of(
                        new SignedLines.Line("number", Long.toString(number)),
                        new SignedLines.Line("time", CanonicalText.time(time)),
                        new SignedLines.Line("tree-size", Integer.toString(treeSize)),
                        new SignedLines.Line("root", root),
                        new SignedLines.Line("previous", previous),
                        new SignedLines.Line("key", keySha256)));
    }

    /** The hash of its text, in lower-case hexadecimal. */
    public String sha256() {
        return Sha256.of(text());
    }

    /**
     * Reads the text of a checkpoint.
     *
     * @throws IllegalArgumentException if it is anything but the text of one; the message ends a sentence about it
     */
    public static CheckpointBody parse(String text) {
        List<SignedLines.Line> lines = SignedLines.parse(FORMAT, text);
        CheckpointBody body;
        try {
            body = new CheckpointBody(
                    Long.parseLong(SignedLines.value(lines, "number")),
                    Instant.parse(SignedLines.value(lines, "time")),
                    Integer.parseInt(SignedLines.value(lines, "tree-size")),
                    SignedLines.value(lines, "root"),
                    SignedLines.value(lines, "previous"),
                    SignedLines.value(lines, "key"));
        } catch (RuntimeException malformed) {
            throw new IllegalArgumentException("has a malformed line", malformed);
        }
        // One checkpoint has one text: what is read in another spelling is not it.
        if (!body.text().equals(text)
                || !body.root().matches("[0-9a-f]{64}")
                || !body.previous().matches("[0-9a-f]{64}")
                || !body.keySha256().matches("[0-9a-f]{64}")) {
            throw new IllegalArgumentException("is not spelled as checkpoints are");
        }
        return body;
    }
}
