package io.compliancecenter.database;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionCallback;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.transaction.support.TransactionTemplate;

/** Transactions for sessions. A single statement that only reads needs none, and not the way to the database to end it. */
public final class SessionTransactions implements TransactionOperations {

    private final TransactionTemplate writing;
    private final ThreadLocal<Boolean> reading = ThreadLocal.withInitial(() -> false);

    /** @param transactions for what is written */
    public SessionTransactions(PlatformTransactionManager transactions) {
        writing = new TransactionTemplate(transactions);
        writing.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    @Override
    public <T extends @Nullable Object> T execute(TransactionCallback<T> action) {
        return reading.get() ? TransactionOperations.withoutTransaction().execute(action) : writing.execute(action);
    }

    /** Has what the current thread does in it made of single statements, each by itself. */
    public <T extends @Nullable Object> T reading(Supplier<T> action) {
        reading.set(true);
        try {
            return action.get();
        } finally {
            reading.remove();
        }
    }
}
