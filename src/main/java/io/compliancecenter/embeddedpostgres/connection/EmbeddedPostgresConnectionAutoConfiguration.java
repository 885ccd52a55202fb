package io.compliancecenter.embeddedpostgres.connection;

import io.compliancecenter.embeddedpostgres.core.EmbeddedPostgres;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.context.annotation.Bean;

/** The application connects as its own role, and Flyway as the owner of the schema. */
@AutoConfiguration(
        afterName = "io.compliancecenter.embeddedpostgres.lifecycle.EmbeddedPostgresAutoConfiguration",
        before = {DataSourceAutoConfiguration.class, FlywayAutoConfiguration.class})
@ConditionalOnBean(EmbeddedPostgres.class)
class EmbeddedPostgresConnectionAutoConfiguration {

    @Bean
    ApplicationConnectionDetails embeddedPostgresConnectionDetails(EmbeddedPostgres postgres) {
        return new ApplicationConnectionDetails(postgres);
    }

    @Bean
    OwnerConnectionDetails embeddedPostgresFlywayConnectionDetails(EmbeddedPostgres postgres) {
        return new OwnerConnectionDetails(postgres);
    }
}
