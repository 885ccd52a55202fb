package io.compliancecenter.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.compliancecenter.support.StartupFailureException;
import io.compliancecenter.testing.IntegrationTest;
import io.compliancecenter.testing.database.OwnerSql;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.flyway.autoconfigure.FlywayConnectionDetails;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;

/** Starts with the database of the tests, which write nothing. */
@IntegrationTest
abstract class StartTest {

    static final int OLDEST_VERSION = 18;

    @Autowired
    JdbcConnectionDetails applicationDetails;

    @Autowired
    FlywayConnectionDetails ownerDetails;

    @Autowired
    DatabaseLogins logins;

    @Autowired
    OwnerSql database;

    @Autowired
    Flyway flyway;

    DatabaseLogin application;
    DatabaseLogin owner;

    @BeforeEach
    void logins() {
        application = DatabaseLogin.ofApplication(applicationDetails);
        owner = DatabaseLogin.ofOwner(ownerDetails, applicationDetails);
    }

    final DatabaseStart migrating(
            DatabaseLogin asApplication, DatabaseLogin asOwner, Duration timeout, int oldestVersion) {
        return new DatabaseStart(
                new DatabaseLogins(asApplication, asOwner, logins.publisher(), logins.worker()),
                true,
                timeout,
                oldestVersion);
    }

    final void start(DatabaseLogin asApplication, DatabaseLogin asOwner, Duration timeout, int oldestVersion) {
        Flyway untouched = Flyway.configure()
                .dataSource(owner.url(), owner.user(), owner.password())
                .schemas("never_" + UUID.randomUUID().toString().replace("-", ""))
                .load();
        try {
            migrating(asApplication, asOwner, timeout, oldestVersion).migrate(untouched);
        } finally {
            assertThat(database.<Long>work(
                            sql -> sql.sql("select count(*) from pg_namespace where nspname like 'never%'")
                                    .query(Long.class)
                                    .single()))
                    .isZero();
        }
    }

    final void start(DatabaseLogin asApplication, DatabaseLogin asOwner) {
        start(asApplication, asOwner, Duration.ZERO, OLDEST_VERSION);
    }

    static DatabaseLogin with(DatabaseLogin login, String url, String user, String password) {
        return new DatabaseLogin(url, user, password, login.urlProperty(), login.properties());
    }

    final List<String> history() {
        return database.work(sql -> sql.sql("select h::text from flyway_schema_history h order by installed_rank")
                .query(String.class)
                .list());
    }

    static void assertUnusable(Runnable start, String message, String action) {
        assertThatThrownBy(start::run).isInstanceOfSatisfying(StartupFailureException.class, unusable -> {
            assertThat(unusable).hasMessageContaining(message);
            assertThat(unusable.action()).contains(action);
            assertThat(unusable.getMessage() + unusable.action()).doesNotContain("secret");
        });
    }
}
