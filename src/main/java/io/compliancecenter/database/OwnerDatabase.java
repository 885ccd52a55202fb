package io.compliancecenter.database;

import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.hibernate.SessionFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.flyway.autoconfigure.FlywayConnectionDetails;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.orm.jpa.JpaTransactionManager;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Transactions of the schema's owner, for publishing and for the record: every repository works with the owner's rights in
 * them. No web request uses their connections.
 */
@Component
public class OwnerDatabase {

    private final DataSource dataSource;
    private final EntityManagerFactory entities;
    private final PublicationLock lock;

    @Autowired
    OwnerDatabase(
            JdbcConnectionDetails application,
            FlywayConnectionDetails owner,
            EntityManagerFactory entities,
            PublicationLock lock) {
        this(DatabaseLogin.ofOwner(owner, application).dataSource(), entities, lock);
    }

    /** @param dataSource connections of the schema's owner, one for each transaction */
    OwnerDatabase(DataSource dataSource, EntityManagerFactory entities, PublicationLock lock) {
        this.dataSource = dataSource;
        this.entities = entities;
        this.lock = lock;
    }

    /**
     * Publishes in one transaction with the publication lock: acceptances and other publications wait until it ends.
     *
     * @param publication rolled back if it throws
     * @return the result of the publication
     */
    public <T extends @Nullable Object> T publish(Supplier<T> publication) {
        return transaction(TransactionDefinition.ISOLATION_READ_COMMITTED, () -> {
            // A statement of its own, so that the next one sees every earlier publication.
            lock.take();
            return publication.get();
        });
    }

    /**
     * Runs a transaction on one snapshot, concurrently with everything else: for the vendor's own reading and signing.
     *
     * @param work rolled back if it throws
     * @return the result of the work
     */
    public <T extends @Nullable Object> T work(Supplier<T> work) {
        return transaction(TransactionDefinition.ISOLATION_REPEATABLE_READ, work);
    }

    private <T extends @Nullable Object> T transaction(int isolation, Supplier<T> work) {
        try (Connection connection = dataSource.getConnection()) {
            TransactionTemplate transaction =
                    new TransactionTemplate(new OwnerTransactionManager(entities, connection));
            transaction.setIsolationLevel(isolation);
            return transaction.execute(status -> work.get());
        } catch (SQLException failure) {
            throw new CannotGetJdbcConnectionException("The schema's owner cannot connect", failure);
        }
    }

    /**
     * Runs transactions on a connection of the schema's owner. Inside them, every Spring Data repository works with the owner's
     * rights, because its session is opened on that connection. So one entity manager factory serves both roles. SQL for the
     * factory's data source takes part in the same transaction, as with any {@link JpaTransactionManager}.
     */
    private static final class OwnerTransactionManager extends JpaTransactionManager {

        private static final long serialVersionUID = 1;

        private final transient Connection connection;

        OwnerTransactionManager(EntityManagerFactory entities, Connection connection) {
            super(entities);
            this.connection = connection;
        }

        @Override
        protected EntityManager createEntityManagerForTransaction() {
            return obtainEntityManagerFactory()
                    .unwrap(SessionFactory.class)
                    .withOptions()
                    .connection(connection)
                    .openSession();
        }
    }
}
