package io.compliancecenter.evidence.checkpoint;

import io.compliancecenter.evidence.CanonicalText;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;

/**
 * That a checkpoint covers a chain up to an entry: the way from that entry to the signed root.
 *
 * @param checkpoint its number
 * @param chain the Organization's id; all zeros for the vendor's own chain
 * @param sequence of the last entry that the chain had
 * @param hash of that entry, in lower-case hexadecimal
 * @param leafIndex where the chain stands in the tree, from 0
 * @param treeSize how many leaves the tree has
 * @param path the hashes that are met on the way, from below, in lower-case hexadecimal
 */
public record InclusionProof(
        long checkpoint, UUID chain, long sequence, String hash, int leafIndex, int treeSize, List<String> path) {

    private static final String FORMAT = "compliance-center inclusion proof 1";

    private static final String LEAF_FORMAT = "compliance-center evidence head 1";

    /** The exact text, in ASCII. */
    public String text() {
        List<SignedLines.Line> lines = new ArrayList<>(List.of(
                new SignedLines.Line("checkpoint", Long.toString(checkpoint)),
                new SignedLines.Line("chain", chain.toString()),
                new SignedLines.Line("sequence", Long.toString(sequence)),
                new SignedLines.Line("hash", hash),
                new SignedLines.Line("leaf-index", Integer.toString(leafIndex)),
                new SignedLines.Line("tree-size", Integer.toString(treeSize))));
        path.forEach(node -> lines.add(new SignedLines.Line("path", node)));
        return SignedLines.text(FORMAT, lines);
    }

    /** What is hashed for the chain's leaf: fields as netstrings, like those of an entry. */
    public String leafText() {
        return leafText(chain, sequence, hash);
    }

    public static String leafText(UUID chain, long sequence, String hash) {
        return CanonicalText.netstrings(List.of(LEAF_FORMAT, chain.toString(), Long.toString(sequence), hash));
    }

    /** Whether it leads to the root that the checkpoint names. */
    public boolean leadsTo(CheckpointBody body) {
        return treeSize == body.treeSize()
                && MerkleTree.verify(
                        MerkleTree.leafHash(leafText().getBytes(StandardCharsets.US_ASCII)),
                        leafIndex,
                        treeSize,
                        path.stream().map(HexFormat.of()::parseHex).toList(),
                        HexFormat.of().parseHex(body.root()));
    }

    /**
     * Reads the text of a proof.
     *
     * @throws IllegalArgumentException if it is anything but the text of one; the message ends a sentence about it
     */
    public static InclusionProof parse(String text) {
        List<SignedLines.Line> lines = SignedLines.parse(FORMAT, text);
        InclusionProof proof;
        try {
            proof = new InclusionProof(
                    Long.parseLong(SignedLines.value(lines, "checkpoint")),
                    UUID.fromString(SignedLines.value(lines, "chain")),
                    Long.parseLong(SignedLines.value(lines, "sequence")),
                    SignedLines.value(lines, "hash"),
                    Integer.parseInt(SignedLines.value(lines, "leaf-index")),
                    Integer.parseInt(SignedLines.value(lines, "tree-size")),
                    lines.stream()
                            .filter(line -> line.name().equals("path"))
                            .map(SignedLines.Line::value)
                            .toList());
        } catch (RuntimeException malformed) {
            throw new IllegalArgumentException("has a malformed line", malformed);
        }
        boolean hashes = proof.hash().matches("[0-9a-f]{64}")
                && proof.path().stream().allMatch(node -> node.matches("[0-9a-f]{64}"));
        if (!hashes || !proof.text().equals(text)) {
            throw new IllegalArgumentException("is not spelled as proofs are");
        }
        return proof;
    }
}
