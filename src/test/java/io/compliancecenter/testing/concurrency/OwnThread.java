package io.compliancecenter.testing.concurrency;

import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * Does something in a thread of its own, so that it happens at the same time as something else. In the common pool, which has a
 * single thread on two processors, one would wait for the other.
 */
public final class OwnThread {

    private OwnThread() {}

    public static <T> CompletableFuture<T> supply(Supplier<T> supplier) {
        return CompletableFuture.supplyAsync(supplier, OwnThread::start);
    }

    public static CompletableFuture<Void> run(Runnable task) {
        return CompletableFuture.runAsync(task, OwnThread::start);
    }

    private static void start(Runnable task) {
        new Thread(task).start();
    }
}
