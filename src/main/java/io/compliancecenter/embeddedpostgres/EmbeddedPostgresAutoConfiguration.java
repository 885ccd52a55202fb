package io.compliancecenter.embeddedpostgres;

import io.compliancecenter.embeddedpostgres.core.Credentials;
import io.compliancecenter.embeddedpostgres.core.EmbeddedPostgres;
import javax.sql.DataSource;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.flyway.autoconfigure.FlywayConnectionDetails;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.util.StringUtils;

/**
 * Starts PostgreSQL inside the application unless something else names a database. The connection pool connects as the
 * application's role, and Flyway as the owner of the schema.
 *
 * <p>It is an auto-configuration because only these are ordered: after everything that names a database (the application's
 * own beans, and service connections of containers, which come first of all), and before everything that connects to it.
 */
@AutoConfiguration(before = {DataSourceAutoConfiguration.class, FlywayAutoConfiguration.class})
@Conditional(EmbeddedPostgresAutoConfiguration.NoDatabaseUrl.class)
@ConditionalOnMissingBean({JdbcConnectionDetails.class, DataSource.class})
@EnableConfigurationProperties(EmbeddedPostgresProperties.class)
class EmbeddedPostgresAutoConfiguration {

    @Bean
    static EmbeddedPostgresStart embeddedPostgresStart(Environment environment) {
        return new EmbeddedPostgresStart(environment);
    }

    /**
     * The pool depends on the connection details and these on the server, so it stops after the pool is closed.
     *
     * @param valid has been validated
     */
    @Bean
    EmbeddedPostgres embeddedPostgres(EmbeddedPostgresStart start, EmbeddedPostgresProperties valid) {
        return start.await();
    }

    @Bean
    JdbcConnectionDetails embeddedPostgresConnectionDetails(EmbeddedPostgres postgres) {
        return new ApplicationConnectionDetails(postgres);
    }

    @Bean
    FlywayConnectionDetails embeddedPostgresFlywayConnectionDetails(EmbeddedPostgres postgres) {
        return new OwnerConnectionDetails(postgres);
    }

    @Bean
    RoleConnectionDetails embeddedPostgresRoleConnectionDetails(EmbeddedPostgres postgres) {
        return new OtherConnectionDetails(postgres);
    }

    private record OtherConnectionDetails(EmbeddedPostgres postgres) implements RoleConnectionDetails {

        @Override
        public Credentials publisher() {
            return postgres.publisher();
        }

        @Override
        public Credentials worker() {
            return postgres.worker();
        }
    }

    private record ApplicationConnectionDetails(EmbeddedPostgres postgres) implements JdbcConnectionDetails {

        @Override
        public String getJdbcUrl() {
            return postgres.jdbcUrl();
        }

        @Override
        public String getUsername() {
            return postgres.application().username();
        }

        @Override
        public String getPassword() {
            return postgres.application().password();
        }
    }

    private record OwnerConnectionDetails(EmbeddedPostgres postgres) implements FlywayConnectionDetails {

        @Override
        public String getJdbcUrl() {
            return postgres.jdbcUrl();
        }

        @Override
        public String getUsername() {
            return postgres.owner().username();
        }

        @Override
        public String getPassword() {
            return postgres.owner().password();
        }
    }

    /** An empty URL counts as none, as with {@code SPRING_DATASOURCE_URL=} in a container's environment. */
    static class NoDatabaseUrl implements Condition {

        @Override
        public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
            return !StringUtils.hasText(context.getEnvironment().getProperty("spring.datasource.url"));
        }
    }
}
