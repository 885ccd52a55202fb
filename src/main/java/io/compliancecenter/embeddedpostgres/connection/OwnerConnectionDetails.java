package io.compliancecenter.embeddedpostgres.connection;

import io.compliancecenter.embeddedpostgres.core.EmbeddedPostgres;
import org.springframework.boot.flyway.autoconfigure.FlywayConnectionDetails;

/** For the migrations, and for publishing. */
record OwnerConnectionDetails(EmbeddedPostgres postgres) implements FlywayConnectionDetails {

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
