package io.compliancecenter.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.compliancecenter.testing.InterruptibleProxy;
import io.compliancecenter.testing.application.Instance;
import io.compliancecenter.testing.concurrency.OwnThread;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ApplicationContext;

/** What becomes of a start with a database that cannot be used. Nothing is written to it, and a sentence says why. */
@ExtendWith(OutputCaptureExtension.class)
class DatabaseStartIT extends StartTest {

    @Autowired
    ApplicationContext context;

    // DatabaseStart: the second "await" in check
    @Test
    void aWrongPasswordOfTheApplicationIsNamed() {
        DatabaseLogin wrong = with(application, application.url(), application.user(), "wrong");
        assertUnusable(
                () -> start(wrong, owner), "refuses the role \"compliance_center\"", "spring.datasource.password");
    }

    @Test
    void aWrongPasswordOfTheOwnerIsNamed() {
        DatabaseLogin wrong = with(owner, owner.url(), owner.user(), "wrong");
        assertUnusable(
                () -> start(application, wrong),
                "refuses the role \"compliance_center_owner\"",
                "spring.flyway.password");
        DatabaseLogin without = with(owner, owner.url(), owner.user(), null);
        assertUnusable(() -> start(application, without), "no password was provided", "spring.flyway.password");
    }

    // DatabaseStart: the first condition in check
    @Test
    void theApplicationsRoleDoesNotMigrate() {
        assertUnusable(
                () -> start(application, application),
                "would connect as the role \"compliance_center\"",
                "spring.flyway.user");
    }

    // DatabaseStart: checkOwner
    @Test
    void aRoleThatDoesNotOwnTheSchemaDoesNotMigrate() {
        DatabaseLogin other = with(owner, application.url(), application.user(), application.password());
        assertUnusable(
                () -> start(with(application, application.url(), "somebody", "else"), other),
                "does not own the schema compliance_center",
                "spring.flyway.user");
    }

    @Test
    void anUnknownDatabaseIsNamed() {
        String url = owner.url().replaceFirst("/compliance_center.*", "/no_such_database?ApplicationName=secret");
        assertUnusable(
                () -> start(application, with(owner, url, owner.user(), owner.password())),
                "There is no database \"no_such_database\"",
                "Correct " + owner.urlProperty());
    }

    // DatabaseStart: checkVersion
    @Test
    void anOldServerIsRefusedBeforeAnythingIsWritten() {
        assertUnusable(
                () -> start(application, owner, Duration.ZERO, 99),
                "Compliance Center needs PostgreSQL 99 or later",
                "Upgrade the server");
    }

    // DatabaseStart: the loop in await
    @Test
    void aDatabaseThatIsDownIsWaitedForAndThenNamed(CapturedOutput output) {
        String url = "jdbc:postgresql://127.0.0.1:1/compliance_center";
        assertUnusable(
                () -> start(
                        application,
                        with(owner, url, owner.user(), owner.password()),
                        Duration.ofMillis(1200),
                        OLDEST_VERSION),
                "\"compliance_center\" at 127.0.0.1:1 cannot be reached",
                "compliance-center.database.start-timeout");
        assertThat(output.getOut().split("Waiting for it", -1)).hasSize(2);
    }

    // DatabaseStart: the loop in await
    @Test
    void aDatabaseThatComesUpInTimeIsUsed(CapturedOutput output) throws Exception {
        int port = Integer.parseInt(owner.url().replaceFirst("^.*:(\\d+)/.*$", "$1"));
        try (InterruptibleProxy line = new InterruptibleProxy(port)) {
            String url = owner.url().replace(":" + port + "/", ":" + line.port() + "/");
            DatabaseStart start = migrating(
                    application,
                    with(owner, url, owner.user(), owner.password()),
                    Duration.ofMinutes(1),
                    OLDEST_VERSION);
            Flyway migrated = Flyway.configure()
                    .dataSource(owner.url(), owner.user(), owner.password())
                    .defaultSchema("compliance_center")
                    .placeholders(flyway.getConfiguration().getPlaceholders())
                    .load();
            line.cut();
            CompletableFuture<Void> started = OwnThread.run(() -> start.migrate(migrated));
            while (!output.getOut().contains("Waiting for it")) {
                assertThat(started).isNotDone();
            }
            line.mend();
            assertThat(started).succeedsWithin(Duration.ofMinutes(1));
        }
    }

    // SchemaRelease: the first "catch" in migrate; DatabaseConfiguration: ignoreMigrationPatterns
    @ParameterizedTest
    @CsvSource({
        "classpath:migration/unreleased, was created by a build of Compliance Center that was never released, new database",
        "classpath:migration/none, was upgraded by a later release, Use that release"
    })
    void aDatabaseWithOtherMigrationsIsRefusedAndLeftAsItIs(String location, String message, String action) {
        Flyway other = Flyway.configure()
                .configuration(flyway.getConfiguration())
                .locations(location)
                .load();
        List<String> before = history();
        assertUnusable(
                () -> migrating(application, owner, Duration.ZERO, OLDEST_VERSION)
                        .migrate(other),
                message,
                action);
        assertThat(history()).isEqualTo(before);
    }

    // SchemaRelease: the second "catch" in migrate
    @Test
    void aSchemaThatIsNotEmptyAndHasNoHistoryIsRefusedAndLeftAsItIs() {
        Flyway other = Flyway.configure()
                .configuration(flyway.getConfiguration())
                .table("history_of_another_program")
                .load();
        List<String> before = history();
        assertUnusable(
                () -> migrating(application, owner, Duration.ZERO, OLDEST_VERSION)
                        .migrate(other),
                "is not empty, but has no table flyway_schema_history",
                "Name another database in " + owner.urlProperty());
        assertThat(history()).isEqualTo(before);
        assertThat(database.<Boolean>work(
                        sql -> sql.sql("select to_regclass('compliance_center.history_of_another_program') is null")
                                .query(Boolean.class)
                                .single()))
                .isTrue();
    }

    // DatabaseStart: check; SchemaRelease: otherRelease
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "classpath:migration/none | application_role=compliance_center | was upgraded by a later release | Use that release",
                "classpath:db/migration,classpath:migration/later | application_role=compliance_center"
                        + " | was created by an earlier release | java -jar compliance-center.jar migrate",
                "classpath:db/migration | worker_role=somebody | are those of another build | java -jar compliance-center.jar migrate"
            })
    void anInstanceDoesNotServeADatabaseOfAnotherRelease(
            String locations, String placeholder, String message, String action) {
        Map<String, String> placeholders =
                new HashMap<>(flyway.getConfiguration().getPlaceholders());
        placeholders.put(placeholder.split("=")[0], '"' + placeholder.split("=")[1] + '"');
        Flyway other = Flyway.configure()
                .configuration(flyway.getConfiguration())
                .locations(locations.split(","))
                .placeholders(placeholders)
                .load();
        List<String> before = history();
        assertUnusable(() -> serving(application).migrate(other), message, action);
        assertThat(history()).isEqualTo(before);
    }

    // DatabaseStart: history
    @Test
    void anInstanceDoesNotServeADatabaseThatWasNotMigrated() {
        String elsewhere = application.url().replaceFirst("/compliance_center.*", "/postgres");
        assertUnusable(
                () -> serving(with(application, elsewhere, application.user(), application.password()))
                        .migrate(flyway),
                "There is nothing of Compliance Center in the database \"postgres\"",
                "java -jar compliance-center.jar migrate");
        database.publish(sql -> sql.sql("revoke select on flyway_schema_history from compliance_center")
                .update());
        try {
            assertUnusable(
                    () -> serving(application).migrate(flyway),
                    "was created by an earlier release",
                    "java -jar compliance-center.jar migrate");
        } finally {
            database.publish(sql -> sql.sql("grant select on flyway_schema_history to compliance_center")
                    .update());
        }
    }

    @Test
    void anInstanceThatHasTheOwnersPasswordWarnsAndDoesNotUseIt(CapturedOutput output) {
        serving(application).migrate(flyway);
        assertThat(output.getAll()).contains("WARN", "compliance_center_owner (spring.flyway.password)");
        DatabaseLogins withoutOwner = new DatabaseLogins(application, application, logins.publisher(), logins.worker());
        long warned = warnings(output);
        new DatabaseStart(withoutOwner, false, Duration.ZERO, OLDEST_VERSION).migrate(flyway);
        assertThat(warnings(output)).isEqualTo(warned);
    }

    /** Without what an instance that runs beside may say. */
    private static long warnings(CapturedOutput output) {
        return output.getAll()
                .lines()
                .filter(line -> line.contains(" WARN ") && line.contains(".database."))
                .count();
    }

    private DatabaseStart serving(DatabaseLogin asApplication) {
        return new DatabaseStart(
                new DatabaseLogins(asApplication, owner, logins.publisher(), logins.worker()),
                false,
                Duration.ZERO,
                OLDEST_VERSION);
    }

    // spring.factories: StartupFailureAnalyzer
    @ParameterizedTest
    @CsvSource({
        "spring.datasource.password, wrong, Correct spring.datasource.username and spring.datasource.password",
        "compliance-center.mail.directory, mail, Set compliance-center.database.worker.password",
        "spring.flyway.locations, classpath:migration/unreleased, Start with a new database"
    })
    void aStartThatFailsEndsWithABlockAndNoStackTrace(
            String property, String value, String action, CapturedOutput output) {
        assertThatThrownBy(() ->
                Instance.beside(context, Map.of("compliance-center.database.worker.password", "", property, value)));
        String told = output.getAll().substring(output.getAll().lastIndexOf("APPLICATION FAILED TO START"));
        assertThat(told).contains(action).doesNotContain("\tat ", "Exception");
        assertThat(output.getAll()).doesNotContain("\tat io.compliancecenter");
    }
}
