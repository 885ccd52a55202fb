package io.compliancecenter.database;

import io.compliancecenter.database.transaction.RoleTransactions;
import io.compliancecenter.support.StartupFailureException;
import jakarta.persistence.EntityManagerFactory;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Transactions of the role that publishes. It writes what a folder holds, and can neither read documents nor change records. */
@Component
public class PublisherDatabase {

    /** A publication waits minutes for the lock, and a large one takes minutes. */
    private static final Duration TIMEOUT = Duration.ofHours(1);

    private final DatabaseLogin login;
    private final RoleTransactions transactions;
    private final PublicationLock lock;

    PublisherDatabase(DatabaseLogins logins, EntityManagerFactory entities, PublicationLock lock) {
        this.login = logins.publisher();
        this.transactions = new RoleTransactions(login.dataSource(TIMEOUT)::getConnection, entities);
        this.lock = lock;
    }

    /**
     * Checks that publishing is possible.
     *
     * @throws StartupFailureException if the role's password is not configured or not right, or if it is a role that may do more
     */
    public void check() {
        RoleCheck.checkLimited(login, "to publish");
    }

    /**
     * Publishes in one transaction with the publication lock: acceptances and other publications wait until it ends.
     *
     * @param publication rolled back if it throws
     * @return the result of the publication
     */
    public <T extends @Nullable Object> T publish(Supplier<T> publication) {
        return transactions.readCommitted(() -> {
            // A statement of its own, so that the next one sees every earlier publication.
            lock.take();
            return publication.get();
        });
    }

    /**
     * Publishes as {@link #publish} does, and rolls back in the end.
     *
     * @return the result of the publication
     */
    public <T extends @Nullable Object> T tryOut(Supplier<T> publication) {
        return transactions.rolledBack(() -> {
            lock.take();
            return publication.get();
        });
    }

    /** Reads what is published, on one snapshot and concurrently with everything else. */
    public <T extends @Nullable Object> T read(Supplier<T> reading) {
        return transactions.snapshot(reading);
    }
}
