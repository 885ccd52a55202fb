package io.compliancecenter.database;

import io.compliancecenter.database.transaction.RoleTransactions;
import io.compliancecenter.support.StartupFailureException;
import jakarta.persistence.EntityManagerFactory;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Transactions of the role that works in the background: it sends mail, signs the record and deletes personal data past its
 * retention period. A stolen connection of the application's role can do none of it.
 */
@Component
public class WorkerDatabase {

    /** Deleting outdated data waits for locks, and has much to do the first time. */
    private static final Duration TIMEOUT = Duration.ofMinutes(10);

    private final DatabaseLogin login;
    private final RoleTransactions transactions;

    WorkerDatabase(DatabaseLogins logins, EntityManagerFactory entities) {
        this.login = logins.worker();
        this.transactions = new RoleTransactions(login.dataSource(TIMEOUT)::getConnection, entities);
    }

    /** Whether this instance has the role's password. */
    public boolean isConfigured() {
        return login.password() != null;
    }

    /**
     * Checks that the work is possible.
     *
     * @param purpose what the role is needed for, as the end of a sentence
     * @throws StartupFailureException if the role's password is not configured or not right, or if it is a role that may do more
     */
    public void check(String purpose) {
        RoleCheck.checkLimited(login, purpose);
    }

    /**
     * Runs a transaction in which each statement sees what was committed before it.
     *
     * @param work rolled back if it throws
     * @return the result of the work
     */
    public <T extends @Nullable Object> T readCommitted(Supplier<T> work) {
        return transactions.readCommitted(work);
    }

    /**
     * Runs a transaction on one snapshot, concurrently with everything else.
     *
     * @param work rolled back if it throws
     * @return the result of the work
     */
    public <T extends @Nullable Object> T work(Supplier<T> work) {
        return transactions.snapshot(work);
    }
}
