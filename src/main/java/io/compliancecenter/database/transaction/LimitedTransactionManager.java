package io.compliancecenter.database.transaction;

import jakarta.persistence.EntityManagerFactory;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.jdbc.datasource.JdbcTransactionObjectSupport;
import org.springframework.orm.jpa.JpaTransactionManager;
import org.springframework.transaction.TransactionDefinition;

/**
 * Limits how many transactions may write at the same time, so that some connections of the pool always remain for reading.
 * A transaction that writes may wait for a lock that another one holds: an Organization's chain, or the publication. Without
 * the limit, a few of them would occupy all connections, and no page could be shown until the lock is released.
 */
public class LimitedTransactionManager extends JpaTransactionManager {

    private static final long serialVersionUID = 1;
    private static final int LEFT_FOR_READING = 2;

    /** First come, first served. */
    private final transient Semaphore writers;

    private final transient Duration maxWait;

    /**
     * Creates a manager for a pool.
     *
     * @param poolSize the number of connections
     * @param maxWait how long to wait until another transaction ends
     */
    public LimitedTransactionManager(EntityManagerFactory entities, int poolSize, Duration maxWait) {
        super(entities);
        this.writers = new Semaphore(Math.max(1, poolSize - LEFT_FOR_READING), true);
        this.maxWait = maxWait;
    }

    @Override
    protected void doBegin(Object transaction, TransactionDefinition definition) {
        if (definition.isReadOnly()) {
            super.doBegin(transaction, definition);
            return;
        }
        acquire();
        try {
            super.doBegin(transaction, definition);
        } catch (Throwable notBegun) {
            writers.release();
            throw notBegun;
        }
    }

    private void acquire() {
        try {
            if (writers.tryAcquire(maxWait.toMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        throw new CannotAcquireLockException("Too many transactions are writing at the same time");
    }

    @Override
    protected void doCleanupAfterCompletion(Object transaction) {
        boolean wrote = !((JdbcTransactionObjectSupport) transaction).isReadOnly();
        try {
            super.doCleanupAfterCompletion(transaction);
        } finally {
            if (wrote) {
                writers.release();
            }
        }
    }
}
