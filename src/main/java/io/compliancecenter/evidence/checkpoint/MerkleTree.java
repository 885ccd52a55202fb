package io.compliancecenter.evidence.checkpoint;

import io.compliancecenter.support.Sha256;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A Merkle tree as in <a href="https://www.rfc-editor.org/rfc/rfc9162#section-2.1">RFC 9162, section 2.1</a>, with SHA-256. Its
 * size is a power of two, so that all leaves have the same depth.
 */
public final class MerkleTree {

    private static final byte LEAF = 0;
    private static final byte NODE = 1;

    /** The root is at 1, and the children of a node n at 2n and 2n + 1; the leaves are the second half. */
    private final byte[][] nodes;

    /** @param leaves the hashes of the leaves */
    public MerkleTree(List<byte[]> leaves) {
        int size = leaves.size();
        if (Integer.bitCount(size) != 1) {
            throw new IllegalArgumentException("The size of a tree is a power of two, not " + size);
        }
        nodes = new byte[2 * size][];
        for (int leaf = 0; leaf < size; leaf++) {
            nodes[size + leaf] = leaves.get(leaf);
        }
        for (int node = size - 1; node > 0; node--) {
            nodes[node] = nodeHash(nodes[2 * node], nodes[2 * node + 1]);
        }
    }

    public static byte[] leafHash(byte[] data) {
        MessageDigest digest = Sha256.digest();
        digest.update(LEAF);
        return digest.digest(data);
    }

    static byte[] nodeHash(byte[] left, byte[] right) {
        MessageDigest digest = Sha256.digest();
        digest.update(NODE);
        digest.update(left);
        return digest.digest(right);
    }

    public int size() {
        return nodes.length / 2;
    }

    public byte[] root() {
        return nodes[1];
    }

    /** The hashes of all leaves. */
    public List<byte[]> leaves() {
        return Arrays.asList(nodes).subList(size(), nodes.length);
    }

    /** Replaces a leaf, and hashes only the nodes above it. */
    public void set(int leaf, byte[] hash) {
        int node = size() + leaf;
        nodes[node] = hash;
        while (node > 1) {
            node /= 2;
            nodes[node] = nodeHash(nodes[2 * node], nodes[2 * node + 1]);
        }
    }

    /** The hashes that lead from a leaf to the root, lowest first (section 2.1.3.1). */
    List<byte[]> path(int leaf) {
        List<byte[]> path = new ArrayList<>();
        for (int node = size() + leaf; node > 1; node /= 2) {
            path.add(nodes[node ^ 1]);
        }
        return path;
    }

    /** Whether the path leads from the leaf to the root of a tree of that size (section 2.1.3.2). */
    static boolean verify(byte[] leafHash, int leaf, int size, List<byte[]> path, byte[] root) {
        if (Integer.bitCount(size) != 1
                || leaf < 0
                || leaf >= size
                || path.size() != Integer.numberOfTrailingZeros(size)) {
            return false;
        }
        byte[] hash = leafHash;
        int node = size + leaf;
        for (byte[] other : path) {
            hash = (node & 1) == 0 ? nodeHash(hash, other) : nodeHash(other, hash);
            node /= 2;
        }
        return Arrays.equals(hash, root);
    }
}
