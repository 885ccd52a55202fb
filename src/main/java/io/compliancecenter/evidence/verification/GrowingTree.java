package io.compliancecenter.evidence.verification;

import io.compliancecenter.evidence.checkpoint.MerkleTree;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** The tree of one checkpoint after the other: what changes from one to the next is all that is hashed anew. */
final class GrowingTree {

    private final String seed;

    /** The root is at 1, and below each node its two children; the leaves are the second half. */
    private byte[][] nodes = new byte[0][];

    /** @param seed of the leaves that stand for nothing */
    GrowingTree(byte[] seed) {
        this.seed = HexFormat.of().formatHex(seed);
    }

    int size() {
        return nodes.length / 2;
    }

    /** @param size a power of two, not below the one before */
    void grow(int size) {
        int before = size();
        byte[][] grown = new byte[2 * size][];
        for (int slot = 0; slot < size; slot++) {
            grown[size + slot] = slot < before
                    ? nodes[before + slot]
                    : MerkleTree.leafHash((seed + slot).getBytes(StandardCharsets.US_ASCII));
        }
        for (int node = size - 1; node > 0; node--) {
            grown[node] = MerkleTree.nodeHash(grown[2 * node], grown[2 * node + 1]);
        }
        nodes = grown;
    }

    /** Puts another leaf into a place. */
    void set(int slot, byte[] leaf) {
        int node = size() + slot;
        nodes[node] = leaf;
        while (node > 1) {
            node /= 2;
            nodes[node] = MerkleTree.nodeHash(nodes[2 * node], nodes[2 * node + 1]);
        }
    }

    byte[] root() {
        return nodes[1];
    }
}
