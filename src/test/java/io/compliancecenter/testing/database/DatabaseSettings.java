package io.compliancecenter.testing.database;

import io.compliancecenter.embeddedpostgres.RoleConnectionDetails;
import java.util.Map;
import java.util.Objects;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.ApplicationContext;

/** The settings by which an instance serves on the database of another one, as on an external database. */
public final class DatabaseSettings {

    private DatabaseSettings() {}

    /** Without the owner's login. */
    public static Map<String, Object> of(ApplicationContext first) {
        JdbcConnectionDetails application = first.getBean(JdbcConnectionDetails.class);
        RoleConnectionDetails roles = first.getBean(RoleConnectionDetails.class);
        return Map.of(
                "spring.datasource.url", application.getJdbcUrl(),
                "spring.datasource.username", Objects.requireNonNull(application.getUsername()),
                "spring.datasource.password", Objects.requireNonNull(application.getPassword()),
                "compliance-center.database.publisher.password",
                        roles.publisher().password(),
                "compliance-center.database.worker.password", roles.worker().password());
    }
}
