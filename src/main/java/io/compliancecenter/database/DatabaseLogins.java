package io.compliancecenter.database;

import io.compliancecenter.database.DatabaseProperties.RoleProperties;
import io.compliancecenter.embeddedpostgres.RoleConnectionDetails;
import io.compliancecenter.embeddedpostgres.core.EmbeddedPostgres;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.flyway.autoconfigure.FlywayConnectionDetails;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.core.env.Environment;

/**
 * The logins of all roles.
 *
 * @param application serves
 * @param owner migrates
 * @param publisher publishes
 * @param worker sends mail, signs the record and deletes personal data past its retention period
 */
record DatabaseLogins(DatabaseLogin application, DatabaseLogin owner, DatabaseLogin publisher, DatabaseLogin worker) {

    private static final String EMBEDDED = "compliance-center.embedded-database.directory";
    private static final String APPLICATION = "compliance_center";
    private static final String PUBLISHER = "compliance_center_publisher";
    private static final String WORKER = "compliance_center_worker";

    /** @param roles null if the properties name the roles */
    static DatabaseLogins of(
            JdbcConnectionDetails application,
            FlywayConnectionDetails owner,
            @Nullable RoleConnectionDetails roles,
            DatabaseProperties properties) {
        DatabaseLogin ofApplication = DatabaseLogin.ofApplication(application);
        return new DatabaseLogins(
                ofApplication,
                DatabaseLogin.ofOwner(owner, application),
                roles == null
                        ? named(ofApplication, properties.publisher(), PUBLISHER, "publisher")
                        : ofApplication.as(roles.publisher(), EMBEDDED),
                roles == null
                        ? named(ofApplication, properties.worker(), WORKER, "worker")
                        : ofApplication.as(roles.worker(), EMBEDDED));
    }

    /** For a command, which need not name the application's role unless it has another name. */
    static DatabaseLogins of(Environment settings) {
        DatabaseProperties properties =
                Binder.get(settings).bindOrCreate("compliance-center.database", DatabaseProperties.class);
        String url = settings.getProperty("spring.datasource.url", "");
        String ownersUrl = settings.getProperty("spring.flyway.url", "");
        DatabaseLogin application = new DatabaseLogin(
                url.isBlank() ? ownersUrl : url,
                settings.getProperty("spring.datasource.username", APPLICATION),
                settings.getProperty("spring.datasource.password"),
                "spring.datasource.url",
                "spring.datasource.username and spring.datasource.password");
        DatabaseLogin owner = new DatabaseLogin(
                ownersUrl.isBlank() ? url : ownersUrl,
                property(settings, "spring.flyway.user", application.user()),
                property(settings, "spring.flyway.password", application.password()),
                ownersUrl.isBlank() ? "spring.datasource.url" : "spring.flyway.url",
                "spring.flyway.user and spring.flyway.password");
        return new DatabaseLogins(
                application,
                owner,
                named(application, properties.publisher(), PUBLISHER, "publisher"),
                named(application, properties.worker(), WORKER, "worker"));
    }

    static DatabaseLogins of(EmbeddedPostgres postgres) {
        DatabaseLogin owner = new DatabaseLogin(
                postgres.jdbcUrl(),
                postgres.owner().username(),
                postgres.owner().password(),
                EMBEDDED,
                EMBEDDED);
        return new DatabaseLogins(
                owner.as(postgres.application(), EMBEDDED),
                owner,
                owner.as(postgres.publisher(), EMBEDDED),
                owner.as(postgres.worker(), EMBEDDED));
    }

    private static DatabaseLogin named(
            DatabaseLogin application, RoleProperties properties, String defaultName, String property) {
        String username = properties.username();
        String password = properties.password();
        return new DatabaseLogin(
                application.url(),
                username == null || username.isBlank() ? defaultName : username,
                password == null || password.isBlank() ? null : password,
                application.urlProperty(),
                "compliance-center.database." + property + ".password");
    }

    /** Settings that name these roles, without the owner. */
    Map<String, Object> asSettings() {
        Map<String, Object> settings = new HashMap<>();
        settings.put("spring.datasource.url", application.url());
        settings.put("spring.datasource.username", String.valueOf(application.user()));
        settings.put("compliance-center.database.publisher.username", String.valueOf(publisher.user()));
        settings.put("compliance-center.database.worker.username", String.valueOf(worker.user()));
        if (application.password() != null) {
            settings.put("spring.datasource.password", application.password());
        }
        if (publisher.password() != null) {
            settings.put("compliance-center.database.publisher.password", publisher.password());
        }
        return settings;
    }

    /** All but the owner's. */
    Stream<DatabaseLogin> serving() {
        return Stream.of(application, publisher, worker);
    }

    /** What migrations call the roles. */
    Map<String, String> placeholders() {
        return Map.of(
                "application_role", quoted(application, "spring.datasource.username"),
                "publisher_role", quoted(publisher, publisher.properties()),
                "worker_role", quoted(worker, worker.properties()));
    }

    private static String quoted(DatabaseLogin login, String property) {
        String role = login.user();
        if (role == null || role.isBlank()) {
            throw new IllegalStateException(property + " is not set");
        }
        return '"' + role.replace("\"", "\"\"") + '"';
    }

    private static @Nullable String property(Environment settings, String name, @Nullable String otherwise) {
        String value = settings.getProperty(name);
        return value == null ? otherwise : value;
    }
}
