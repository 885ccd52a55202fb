package io.compliancecenter.evidence.checkpoint;

import io.compliancecenter.evidence.CanonicalText;
import io.compliancecenter.support.Sha256;
import java.time.Instant;

/**
 * What the vendor signs: the root of a Merkle tree over the last entries of all chains. The signature is over its text, byte for
 * byte.
 *
 * @param number counts from 1
 * @param time of signing, in microseconds
 * @param treeSize number of leaves, with padding
 * @param root of the tree, in lower-case hexadecimal
 * @param previous SHA-256 of the text of the checkpoint before, in lower-case hexadecimal; zeros for the first
 * @param keySha256 of the signer's public key in its DER form (SubjectPublicKeyInfo), in lower-case hexadecimal
 */
public record CheckpointBody(long number, Instant time, int treeSize, String root, String previous, String keySha256) {

    /** The previous hash of the first checkpoint. */
    public static final String NONE = "0".repeat(64);

    private static final CanonicalText FORM = new CanonicalText("a checkpoint", """
            compliance-center checkpoint 1
            number: <number>
            time: <time>
            tree-size: <number>
            root: <sha256>
            previous: <sha256>
            key: <sha256>
            """);

    /** The exact text, in ASCII. */
    public String text() {
        return FORM.text(number, CanonicalText.time(time), treeSize, root, previous, keySha256);
    }

    /** The hash of its text, in lower-case hexadecimal. */
    public String sha256() {
        return Sha256.of(text());
    }

    /** @throws IllegalArgumentException if the text is anything else; the message ends a sentence about it */
    public static CheckpointBody parse(String text) {
        return FORM.parse(
                text,
                fields -> new CheckpointBody(
                        Long.parseLong(fields.group(1)),
                        Instant.parse(fields.group(2)),
                        Integer.parseInt(fields.group(3)),
                        fields.group(4),
                        fields.group(5),
                        fields.group(6)),
                CheckpointBody::text);
    }
}
