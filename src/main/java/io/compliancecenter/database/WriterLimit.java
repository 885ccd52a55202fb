package io.compliancecenter.database;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.dao.CannotAcquireLockException;

/**
 * Limits how many transactions may write at the same time, so that some connections of the pool always remain for reading.
 * A transaction that writes may wait for a lock that another one holds: an Organization's chain, or the publication. Without
 * the limit, a few of them would occupy all connections, and no page could be shown until the lock is released.
 */
final class WriterLimit {

    private static final int LEFT_FOR_READING = 2;

    /** First come, first served. */
    private final Semaphore places;

    private final Duration patience;

    /**
     * Creates a limit for a pool.
     *
     * @param poolSize the number of connections
     * @param patience how long to wait until another transaction ends
     */
    WriterLimit(int poolSize, Duration patience) {
        this.places = new Semaphore(Math.max(1, poolSize - LEFT_FOR_READING), true);
        this.patience = patience;
    }

    /** @throws CannotAcquireLockException if too many transactions write and none of them ends in time */
    void enter() {
        try {
            if (places.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS)) {
                return;
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        throw new CannotAcquireLockException("Too many transactions are writing at the same time");
    }

    void leave() {
        places.release();
    }
}
