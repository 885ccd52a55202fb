package io.compliancecenter.database;

import io.compliancecenter.database.transaction.RoleTransactions;
import jakarta.persistence.EntityManagerFactory;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Transactions of the schema's owner, in which fixtures do what no role of the application may. */
public class OwnerDatabase {

    private final RoleTransactions transactions;
    private final PublicationLock lock;

    OwnerDatabase(DataSource dataSource, EntityManagerFactory entities, PublicationLock lock) {
        this.transactions = new RoleTransactions(dataSource::getConnection, entities);
        this.lock = lock;
    }

    /** With the publication lock. */
    public <T extends @Nullable Object> T publish(Supplier<T> publication) {
        return transactions.readCommitted(() -> {
            lock.take();
            return publication.get();
        });
    }

    /** On one snapshot, concurrently with everything else. */
    public <T extends @Nullable Object> T work(Supplier<T> work) {
        return transactions.snapshot(work);
    }
}
