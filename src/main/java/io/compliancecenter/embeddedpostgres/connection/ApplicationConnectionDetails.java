package io.compliancecenter.embeddedpostgres.connection;

import io.compliancecenter.embeddedpostgres.core.EmbeddedPostgres;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;

/** For the connection pool. */
record ApplicationConnectionDetails(EmbeddedPostgres postgres) implements JdbcConnectionDetails {

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
