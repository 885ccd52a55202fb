package io.compliancecenter.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.compliancecenter.database.transaction.DeskTransactionManager;
import io.compliancecenter.embeddedpostgres.core.EmbeddedPostgres;
import jakarta.persistence.EntityManagerFactory;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.util.StringUtils;

/**
 * The connections of the desk's role. Only transactions of the {@code deskTransactionManager} use them, and these only serve
 * {@code /desk}.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnDesk
class DeskDatabaseConfiguration {

    static final String ROLE = "compliance_center_desk";

    /** A few people work at the desk. */
    private static final int CONNECTIONS = 3;

    @Bean(defaultCandidate = false)
    HikariDataSource deskDataSource(
            JdbcConnectionDetails application,
            ObjectProvider<EmbeddedPostgres> embedded,
            DeskDatabaseProperties properties) {
        HikariConfig pool = new HikariConfig();
        pool.setPoolName("desk");
        pool.setJdbcUrl(application.getJdbcUrl());
        pool.setUsername(ROLE);
        pool.setPassword(
                StringUtils.hasText(properties.password())
                        ? properties.password()
                        : embedded.getObject().desk().password());
        pool.setSchema("compliance_center");
        pool.setMaximumPoolSize(CONNECTIONS);
        pool.setMinimumIdle(0);
        pool.setConnectionTimeout(5000);
        pool.setInitializationFailTimeout(-1);
        pool.addDataSourceProperty("ApplicationName", "compliance-center-desk");
        pool.addDataSourceProperty("connectTimeout", "2");
        pool.addDataSourceProperty("socketTimeout", "90");
        // As for the application's role. Storing a document takes longer than a page.
        pool.addDataSourceProperty(
                "options",
                "-c lock_timeout=5000 -c statement_timeout=60000 -c idle_in_transaction_session_timeout=30000"
                        + " -c synchronous_commit=on -c default_transaction_read_only=off -c row_security=on"
                        + " -c default_transaction_isolation=read\\ committed -c local_preload_libraries=");
        return new HikariDataSource(pool);
    }

    @Bean(defaultCandidate = false)
    @DependsOnDatabaseInitialization
    PlatformTransactionManager deskTransactionManager(
            EntityManagerFactory entities, @Qualifier("deskDataSource") DataSource deskDataSource) throws SQLException {
        HikariDataSource pool = deskDataSource.unwrap(HikariDataSource.class);
        RoleCheck.checkDesk(new DatabaseLogin(
                pool.getJdbcUrl(),
                pool.getUsername(),
                pool.getPassword(),
                "spring.datasource.url",
                "compliance-center.desk.database.password"));
        return new DeskTransactionManager(entities, deskDataSource);
    }
}
