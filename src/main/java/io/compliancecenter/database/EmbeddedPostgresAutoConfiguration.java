package io.compliancecenter.database;

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
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.util.StringUtils;

/**
 * Starts PostgreSQL inside the application when nothing else says where the database is.
 *
 * <p>An auto-configuration, since only those are ordered: after what names a database (the application's own beans, and the
 * service connections of containers, which come first of all), before what connects to it.
 */
@AutoConfiguration(before = {DataSourceAutoConfiguration.class, FlywayAutoConfiguration.class})
@Conditional(EmbeddedPostgresAutoConfiguration.NoDatabaseUrl.class)
@ConditionalOnMissingBean({JdbcConnectionDetails.class, DataSource.class})
@EnableConfigurationProperties(EmbeddedDatabaseProperties.class)
class EmbeddedPostgresAutoConfiguration {

    /** The pool depends on the connection details and they on this, so it is stopped after the pool is closed. */
    @Bean
    EmbeddedPostgres embeddedPostgres(EmbeddedDatabaseProperties properties) {
        return EmbeddedPostgres.start(properties);
    }

    @Bean
    JdbcConnectionDetails embeddedPostgresConnectionDetails(EmbeddedPostgres postgres) {
        return new JdbcConnectionDetails() {
            @Override
            public String getJdbcUrl() {
                return postgres.jdbcUrl();
            }

            @Override
            public String getUsername() {
                return EmbeddedPostgresRoles.APPLICATION;
            }

            @Override
            public String getPassword() {
                return postgres.passwords().application();
            }
        };
    }

    @Bean
    FlywayConnectionDetails embeddedPostgresFlywayConnectionDetails(EmbeddedPostgres postgres) {
        return new FlywayConnectionDetails() {
            @Override
            public String getJdbcUrl() {
                return postgres.jdbcUrl();
            }

            @Override
            public String getUsername() {
                return EmbeddedPostgresRoles.OWNER;
            }

            @Override
            public String getPassword() {
                return postgres.passwords().owner();
            }
        };
    }

    /** An empty URL is none, as in {@code SPRING_DATASOURCE_URL=} of a container's environment. */
    static class NoDatabaseUrl implements Condition {

        @Override
        public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
            return !StringUtils.hasText(context.getEnvironment().getProperty("spring.datasource.url"));
        }
    }
}
