package io.compliancecenter.stamping;

import io.compliancecenter.pdf.ChildJvm;
import java.io.IOException;
import java.lang.ref.Reference;

/**
 * The memory in which copies are delivered. In the smallest documented heap, of 160 MiB, the application leaves this much to
 * them, for which {@code SmallHeapIT} is the proof.
 */
final class DeliveryMemory {

    /** In MiB: what all copies have that are made at once. */
    static final int ALL = 74;

    /** In MiB: what one of two copies has that are made at once. */
    static final int ONE = ALL / 2;

    /** In MiB: what a process holds that only tries documents, most of it what is known of the fonts: 16 to 17. */
    private static final int TRIAL = 18;

    private static final int PIECE = 1 << 16;

    /** A step of a trial. */
    interface Step<T> {
        T run() throws IOException;
    }

    private DeliveryMemory() {}

    /**
     * Takes a step of a trial in a {@link ChildJvm}, whose memory is taken up but for so many MiB. A process with a larger heap
     * makes no trials for others, and keeps its memory.
     */
    static <T> T with(int mebibytes, Step<T> step) throws IOException {
        long heap = Runtime.getRuntime().maxMemory();
        long excess = heap - ((long) (TRIAL + mebibytes) << 20);
        byte[][] ballast = new byte[heap > (long) ChildJvm.MEBIBYTES << 20 ? 0 : (int) (excess / PIECE)][];
        for (int index = 0; index < ballast.length; index++) {
            ballast[index] = new byte[PIECE];
        }
        try {
            return step.run();
        } finally {
            Reference.reachabilityFence(ballast);
        }
    }
}
