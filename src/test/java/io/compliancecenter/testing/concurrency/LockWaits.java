package io.compliancecenter.testing.concurrency;

import static org.awaitility.Awaitility.await;

import org.springframework.jdbc.core.simple.JdbcClient;

/** Waits for transactions that wait for a transaction's locks, so that what happens at the same time happens in one order. */
public final class LockWaits {

    private LockWaits() {}

    /** Waits until another transaction waits for this one. */
    public static void awaitAnother(JdbcClient transaction) {
        awaitOthers(transaction, 1);
    }

    /** Waits until so many other transactions wait for this one, or for one that does. */
    public static void awaitOthers(JdbcClient transaction, int number) {
        // In this thread, which has the transaction
        await().pollInSameThread()
                .until(() -> transaction.sql("""
                                        with recursive waiting (pid) as (
                                            select pg_backend_pid()
                                             union
                                            select l.pid from waiting w join pg_locks l on w.pid = any (pg_blocking_pids(l.pid)))
                                        select count(*) - 1 from waiting
                                        """).query(Integer.class).single(), waiting -> waiting >= number);
    }
}
