package io.compliancecenter.evidence.checkpoint;

import io.compliancecenter.evidence.CanonicalText;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Proves that a checkpoint covers a chain up to an entry: the path from that entry to the signed root.
 *
 * @param checkpoint its number
 * @param chain the Organization's id; all zeros for the vendor's own chain
 * @param sequence of the last entry that the chain had
 * @param hash of that entry, in lower-case hexadecimal
 * @param leafIndex index of the chain's leaf, from 0
 * @param treeSize number of leaves
 * @param path hashes of the siblings, from the leaf up, in lower-case hexadecimal
 */
public record InclusionProof(
        long checkpoint, UUID chain, long sequence, String hash, int leafIndex, int treeSize, List<String> path) {

    private static final String NODE = "path: ";

    private static final CanonicalText FORM = new CanonicalText("an inclusion proof", """
            compliance-center inclusion proof 1
            checkpoint: <number>
            chain: <uuid>
            sequence: <number>
            hash: <sha256>
            leaf-index: <number>
            tree-size: <number>
            <path>""");

    /** The exact text, in ASCII. */
    public String text() {
        String nodes = path.stream().map(node -> NODE + node + '\n').collect(Collectors.joining());
        return FORM.text(checkpoint, chain, sequence, hash, leafIndex, treeSize, nodes);
    }

    /** What is hashed for the chain's leaf: fields as netstrings, like those of an entry. */
    public String leafText() {
        return leafText(chain, sequence, hash);
    }

    public static String leafText(UUID chain, long sequence, String hash) {
        return CanonicalText.netstrings(
                List.of("compliance-center evidence head 1", chain.toString(), Long.toString(sequence), hash));
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

    /** @throws IllegalArgumentException if the text is anything else; the message ends a sentence about it */
    public static InclusionProof parse(String text) {
        return FORM.parse(
                text,
                fields -> new InclusionProof(
                        Long.parseLong(fields.group(1)),
                        UUID.fromString(fields.group(2)),
                        Long.parseLong(fields.group(3)),
                        fields.group(4),
                        Integer.parseInt(fields.group(5)),
                        Integer.parseInt(fields.group(6)),
                        fields.group(7)
                                .lines()
                                .map(line -> line.substring(NODE.length()))
                                .toList()),
                InclusionProof::text);
    }
}
