package io.compliancecenter.testing.database;

import io.compliancecenter.embeddedpostgres.RoleConnectionDetails;
import io.compliancecenter.embeddedpostgres.core.Credentials;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.flyway.autoconfigure.FlywayConnectionDetails;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.testcontainers.postgresql.PostgreSQLContainer;
import org.testcontainers.utility.MountableFile;

/**
 * Puts the integration tests on a PostgreSQL container instead of the embedded server:
 * {@code ./mvnw verify -Dtest.database=container}, which needs a Docker engine.
 *
 * <p>Component scanning finds this class in every application context that a test starts, so no test has to name it.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(name = "test.database", havingValue = "container")
class ContainerDatabase {

    private final String database;

    /** @param database tests that change everything there is name one of their own */
    ContainerDatabase(@Value("${test.database.name:compliance_center}") String database) {
        this.database = database;
        Server.ensure(database);
    }

    @Bean
    JdbcConnectionDetails applicationConnection() {
        return new Connection("compliance_center", Server.APPLICATION_PASSWORD, database);
    }

    @Bean
    FlywayConnectionDetails ownerConnection() {
        return new Connection("compliance_center_owner", Server.OWNER_PASSWORD, database);
    }

    @Bean
    RoleConnectionDetails roleConnections() {
        return new RoleConnectionDetails() {

            @Override
            public Credentials publisher() {
                return new Credentials("compliance_center_publisher", Server.PUBLISHER_PASSWORD);
            }

            @Override
            public Credentials worker() {
                return new Credentials("compliance_center_worker", Server.WORKER_PASSWORD);
            }
        };
    }

    private record Connection(String username, String password, String database)
            implements JdbcConnectionDetails, FlywayConnectionDetails {

        @Override
        public String getUsername() {
            return username;
        }

        @Override
        public String getPassword() {
            return password;
        }

        @Override
        public String getJdbcUrl() {
            return "jdbc:postgresql://%s:%d/%s"
                    .formatted(
                            Server.CONTAINER.getHost(),
                            Server.CONTAINER.getMappedPort(PostgreSQLContainer.POSTGRESQL_PORT),
                            database);
        }

        @Override
        public String getDriverClassName() {
            return "org.postgresql.Driver";
        }
    }

    /** One server for the whole JVM, started at its first use; Testcontainers removes it when the JVM ends. */
    private static final class Server {

        static final String OWNER_PASSWORD = UUID.randomUUID().toString();
        static final String APPLICATION_PASSWORD = UUID.randomUUID().toString();
        static final String PUBLISHER_PASSWORD = UUID.randomUUID().toString();
        static final String WORKER_PASSWORD = UUID.randomUUID().toString();

        @SuppressWarnings("resource") // lives as long as the JVM
        static final PostgreSQLContainer CONTAINER = new PostgreSQLContainer("postgres:18")
                .withEnv("COMPLIANCE_CENTER_OWNER_PASSWORD", OWNER_PASSWORD)
                .withEnv("COMPLIANCE_CENTER_APPLICATION_PASSWORD", APPLICATION_PASSWORD)
                .withEnv("COMPLIANCE_CENTER_PUBLISHER_PASSWORD", PUBLISHER_PASSWORD)
                .withEnv("COMPLIANCE_CENTER_WORKER_PASSWORD", WORKER_PASSWORD)
                // The very script that an administrator runs makes the roles here, so that it is tested too.
                .withCopyFileToContainer(
                        MountableFile.forHostPath("deploy/postgres/roles.sql"),
                        "/docker-entrypoint-initdb.d/10-roles.sql");

        static {
            CONTAINER.start();
        }

        static void ensure(String database) {
            JdbcClient superuser = JdbcClient.create(new DriverManagerDataSource(
                    CONTAINER.getJdbcUrl(), CONTAINER.getUsername(), CONTAINER.getPassword()));
            boolean exists = superuser
                    .sql("select exists (select from pg_database where datname = :database)")
                    .param("database", database)
                    .query(Boolean.class)
                    .single();
            if (!exists) {
                superuser
                        .sql("create database \"" + database + "\" owner compliance_center_owner")
                        .update();
            }
        }
    }
}
