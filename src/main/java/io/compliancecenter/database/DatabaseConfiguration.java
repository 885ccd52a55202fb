package io.compliancecenter.database;

import com.zaxxer.hikari.HikariDataSource;
import io.compliancecenter.database.transaction.LimitedTransactionManager;
import io.compliancecenter.embeddedpostgres.RoleConnectionDetails;
import jakarta.persistence.EntityManagerFactory;
import java.sql.SQLException;
import java.time.Duration;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.flyway.autoconfigure.FlywayConfigurationCustomizer;
import org.springframework.boot.flyway.autoconfigure.FlywayConnectionDetails;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
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
import org.springframework.util.StringUtils;

/** The connections of the application's role. */
@Configuration(proxyBeanMethods = false)
@EnableResilientMethods
class DatabaseConfiguration {

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
    DatabaseLogins databaseLogins(
            JdbcConnectionDetails application,
            FlywayConnectionDetails owner,
            ObjectProvider<RoleConnectionDetails> roles,
            DatabaseProperties properties) {
        return DatabaseLogins.of(application, owner, roles.getIfAvailable(), properties);
    }

    @Bean
    FlywayMigrationStrategy databaseStart(
            DatabaseLogins logins, DatabaseProperties properties, Environment environment) {
        boolean embedded = !StringUtils.hasText(environment.getProperty("spring.datasource.url"));
        return new DatabaseStart(logins, embedded, properties.startTimeout(), DatabaseStart.OLDEST_VERSION);
    }

    /**
     * Migrations grant rights to the roles, whatever their names. A database that a later release
     * upgraded is refused, because its functions would be replaced by this release's. R files may have been removed since.
     */
    @Bean
    FlywayConfigurationCustomizer migrations(DatabaseLogins logins) {
        return flyway -> flyway.placeholders(logins.placeholders()).ignoreMigrationPatterns("repeatable:missing");
    }
}
