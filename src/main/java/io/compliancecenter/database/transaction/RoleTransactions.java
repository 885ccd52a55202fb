package io.compliancecenter.database.transaction;

import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Supplier;
import org.hibernate.SessionFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.orm.jpa.JpaTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Transactions of another role than the application's: every repository works with that role's rights in them. No web request
 * uses their connections.
 */
public class RoleTransactions {

    private final RoleConnections connections;
    private final EntityManagerFactory entities;

    /** @param connections one for each transaction */
    public RoleTransactions(RoleConnections connections, EntityManagerFactory entities) {
        this.connections = connections;
        this.entities = entities;
    }

    /** Opens connections of a role. */
    @FunctionalInterface
    public interface RoleConnections {

        Connection open() throws SQLException;
    }

    /** Runs a transaction in which each statement sees what was committed before it. */
    public <T extends @Nullable Object> T readCommitted(Supplier<T> work) {
        return transaction(TransactionDefinition.ISOLATION_READ_COMMITTED, false, work);
    }

    /** Runs a transaction as {@link #readCommitted} does, and rolls it back. */
    public <T extends @Nullable Object> T rolledBack(Supplier<T> work) {
        return transaction(TransactionDefinition.ISOLATION_READ_COMMITTED, true, work);
    }

    /** Runs a transaction on one snapshot, concurrently with everything else. */
    public <T extends @Nullable Object> T snapshot(Supplier<T> work) {
        return transaction(TransactionDefinition.ISOLATION_REPEATABLE_READ, false, work);
    }

    private <T extends @Nullable Object> T transaction(int isolation, boolean rollback, Supplier<T> work) {
        try (Connection connection = connections.open()) {
            TransactionTemplate transaction = new TransactionTemplate(new RoleTransactionManager(entities, connection));
            transaction.setIsolationLevel(isolation);
            return transaction.execute(status -> {
                T result = work.get();
                if (rollback) {
                    status.setRollbackOnly();
                }
                return result;
            });
        } catch (SQLException failure) {
            throw new CannotGetJdbcConnectionException("There is no connection to the database", failure);
        }
    }

    /**
     * Runs transactions on a connection of another role. Inside them, every Spring Data repository works with that role's rights,
     * because its session is opened on that connection. So one entity manager factory serves all roles. SQL for the factory's data
     * source takes part in the same transaction, as with any {@link JpaTransactionManager}.
     */
    private static final class RoleTransactionManager extends JpaTransactionManager {

        private static final long serialVersionUID = 1;

        private final transient Connection connection;

        RoleTransactionManager(EntityManagerFactory entities, Connection connection) {
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
