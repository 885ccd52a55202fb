package io.compliancecenter.database;

import jakarta.persistence.EntityManagerFactory;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.flyway.autoconfigure.FlywayConnectionDetails;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SimpleDriverDataSource;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.ClassUtils;

/** Transactions of the schema's owner, for publishing and for the record. No web request uses its connections. */
@Component
public class OwnerDatabase {

    private final DataSource dataSource;
    private final EntityManagerFactory entities;

    OwnerDatabase(JdbcConnectionDetails application, FlywayConnectionDetails owner, EntityManagerFactory entities)
            throws ReflectiveOperationException {
        this.entities = entities;
        String url = firstNonNull(owner.getJdbcUrl(), application.getJdbcUrl());
        Class<?> driver = ClassUtils.forName(application.getDriverClassName(), null);
        this.dataSource = new SimpleDriverDataSource(
                (java.sql.Driver) driver.getDeclaredConstructor().newInstance(),
                url,
                firstNonNull(owner.getUsername(), application.getUsername()),
                firstNonNull(owner.getPassword(), application.getPassword()));
    }

    /**
     * Publishes in one transaction with the publication lock: acceptances and other publications wait until it ends.
     *
     * @param publication works with the owner's rights, by repositories and by the given client; rolled back if it throws
     */
    public void publish(Consumer<JdbcClient> publication) {
        transaction(TransactionDefinition.ISOLATION_READ_COMMITTED, owner -> {
            // A statement of its own, so that the next one sees every earlier publication.
            owner.sql("select lock_publication()").query(rows -> {});
            publication.accept(owner);
            return null;
        });
    }

    /**
     * Runs a transaction on one snapshot, concurrently with everything else: for the vendor's own reading and signing.
     *
     * @param work works with the owner's rights; rolled back if it throws
     * @return the result of the work
     */
    public <T extends @Nullable Object> T work(Function<JdbcClient, T> work) {
        return transaction(TransactionDefinition.ISOLATION_REPEATABLE_READ, work);
    }

    private <T extends @Nullable Object> T transaction(int isolation, Function<JdbcClient, T> work) {
        try (Connection connection = dataSource.getConnection()) {
            OwnerTransactionManager transactions = new OwnerTransactionManager(entities, connection);
            TransactionTemplate transaction = new TransactionTemplate(transactions);
            transaction.setIsolationLevel(isolation);
            return transaction.execute(status -> {
                JdbcClient owner = JdbcClient.create(Objects.requireNonNull(transactions.getDataSource()));
                owner.sql("set local search_path = compliance_center, pg_temp").update();
                return work.apply(owner);
            });
        } catch (SQLException failure) {
            throw new CannotGetJdbcConnectionException("The schema's owner cannot connect", failure);
        }
    }

    private static String firstNonNull(@Nullable String value, @Nullable String otherwise) {
        if (value != null) {
            return value;
        }
        return otherwise == null ? "" : otherwise;
    }
}
