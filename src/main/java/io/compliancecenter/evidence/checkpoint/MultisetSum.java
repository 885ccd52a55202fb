package io.compliancecenter.evidence.checkpoint;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * The sum of the hashes of everything that a collection holds: two collections with the same sum hold the same, each as
 * often, in whatever order it comes. That is so if nobody who fills them can know the hashes, which is why they must be taken
 * with a key that is drawn when the comparison begins (MSet-Add-Hash in Clarke, Devadas, van Dijk, Gassend and Suh,
 * <i>Incremental Multiset Hash Functions and Their Application to Memory Integrity Checking</i>, ASIACRYPT 2003).
 */
final class MultisetSum {

    private final long[] sum = new long[4];

    /**
     * Adds an element.
     *
     * @param hash of it, of 32 bytes
     */
    void add(byte[] hash) {
        ByteBuffer words = ByteBuffer.wrap(hash);
        for (int word = 0; word < sum.length; word++) {
            sum[word] += words.getLong();
        }
    }

    boolean sameAs(MultisetSum other) {
        return Arrays.equals(sum, other.sum);
    }
}
