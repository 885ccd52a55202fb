package io.compliancecenter.database;

import com.zaxxer.hikari.HikariDataSource;
import jakarta.persistence.EntityManagerFactory;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.flyway.autoconfigure.FlywayConfigurationCustomizer;
import org.springframework.boot.flyway.autoconfigure.FlywayConnectionDetails;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.orm.jpa.JpaVendorAdapter;
import org.springframework.orm.jpa.vendor.HibernateJpaDialect;
import org.springframework.orm.jpa.vendor.HibernateJpaVendorAdapter;
import org.springframework.resilience.annotation.EnableResilientMethods;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.TransactionCallback;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.transaction.support.TransactionTemplate;

/** The connections of the application's role. */
@Configuration(proxyBeanMethods = false)
@EnableResilientMethods
class DatabaseConfiguration {

    private static final int OLDEST_VERSION = 18;

    @Bean
    JpaVendorAdapter jpaVendorAdapter(TransactionBinding binding, DatabaseRefusals refusals) {
        HibernateJpaDialect dialect = new BindingJpaDialect(binding);
        dialect.setJdbcExceptionTranslator(refusals);
        // A dialect that is set on the transaction manager would be replaced by the factory's, which comes from here.
        return new HibernateJpaVendorAdapter() {
            @Override
            public HibernateJpaDialect getJpaDialect() {
                return dialect;
            }
        };
    }

    @Bean
    PlatformTransactionManager transactionManager(EntityManagerFactory entities, DataSource dataSource)
            throws SQLException {
        HikariDataSource pool = dataSource.unwrap(HikariDataSource.class);
        return new LimitedTransactionManager(
                entities, pool.getMaximumPoolSize(), Duration.ofMillis(pool.getConnectionTimeout()));
    }

    /**
     * Sessions belong to no Organization, so their transactions need no binding. Spring Session reads a session by
     * {@code execute}, in one statement that needs no transaction, and writes by {@code executeWithoutResult}.
     */
    @Bean
    TransactionOperations springSessionTransactionOperations(DataSource dataSource) {
        TransactionTemplate writes = new TransactionTemplate(new JdbcTransactionManager(dataSource));
        writes.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        return new TransactionOperations() {
            @Override
            public <T extends @Nullable Object> T execute(TransactionCallback<T> read) {
                return TransactionOperations.withoutTransaction().execute(read);
            }

            @Override
            public void executeWithoutResult(Consumer<TransactionStatus> write) {
                writes.executeWithoutResult(write);
            }
        };
    }

    @Bean
    FlywayMigrationStrategy databaseStart(
            JdbcConnectionDetails application, FlywayConnectionDetails owner, DatabaseProperties properties) {
        return new DatabaseStart(
                DatabaseLogin.ofApplication(application),
                DatabaseLogin.ofOwner(owner, application),
                properties.startTimeout(),
                OLDEST_VERSION);
    }

    /**
     * Migrations grant rights to the role that the application connects as, whatever its name. A database that a later release
     * upgraded is refused, because its functions would be replaced by this release's. R files may have been removed since.
     */
    @Bean
    FlywayConfigurationCustomizer migrations(JdbcConnectionDetails application) {
        return flyway -> flyway.placeholders(Map.of("application_role", quoted(application.getUsername())))
                .ignoreMigrationPatterns("repeatable:missing");
    }

    private static String quoted(@Nullable String role) {
        if (role == null || role.isBlank()) {
            throw new IllegalStateException("spring.datasource.username is not set; it names the application's role");
        }
        return '"' + role.replace("\"", "\"\"") + '"';
    }
}
