package io.compliancecenter.database;

import jakarta.persistence.EntityManagerFactory;
import org.springframework.jdbc.datasource.JdbcTransactionObjectSupport;
import org.springframework.orm.jpa.JpaTransactionManager;
import org.springframework.transaction.TransactionDefinition;

/** Applies the {@link WriterLimit} to every transaction that is not read-only. */
class LimitedTransactionManager extends JpaTransactionManager {

    private static final long serialVersionUID = 1;

    private final transient WriterLimit writers;

    LimitedTransactionManager(EntityManagerFactory entities, WriterLimit writers) {
        super(entities);
        this.writers = writers;
    }

    @Override
    protected void doBegin(Object transaction, TransactionDefinition definition) {
        if (definition.isReadOnly()) {
            super.doBegin(transaction, definition);
            return;
        }
        writers.enter();
        try {
            super.doBegin(transaction, definition);
        } catch (Throwable notBegun) {
            writers.leave();
            throw notBegun;
        }
    }

    @Override
    protected void doCleanupAfterCompletion(Object transaction) {
        boolean wrote = !((JdbcTransactionObjectSupport) transaction).isReadOnly();
        try {
            super.doCleanupAfterCompletion(transaction);
        } finally {
            if (wrote) {
                writers.leave();
            }
        }
    }
}
