package io.compliancecenter.database;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * The lock between publishing, which takes it exclusively, and agreeing. It is SQL, because it has to be a statement of its
 * own: a query that took the lock and read in one would read from the snapshot of before it waited.
 */
@Component
public class PublicationLock {

    private final JdbcClient database;

    PublicationLock(JdbcClient database) {
        this.database = database;
    }

    /** Prevents publications until the current transaction ends. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void share() {
        database.sql("select lock_publication_shared()").query(rows -> {});
    }

    /** Prevents acceptances and other publications until the current transaction ends. */
    @Transactional(propagation = Propagation.MANDATORY)
    void take() {
        database.sql("select lock_publication()").query(rows -> {});
    }
}
