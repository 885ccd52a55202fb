package io.compliancecenter.database.migration;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.compliancecenter.ComplianceCenter;
import io.compliancecenter.database.CommandSettings;
import io.compliancecenter.database.DatabaseMigration;
import io.compliancecenter.embeddedpostgres.core.EmbeddedPostgres;
import io.compliancecenter.evidence.timestamp.TrustedAuthorities;
import io.compliancecenter.evidence.verification.DatabaseVerification;
import io.compliancecenter.testing.application.Instance;
import io.compliancecenter.testing.application.PreparedDatabase;
import io.compliancecenter.testing.application.TestApplication;
import io.compliancecenter.testing.database.EmbeddedDirectory;
import io.compliancecenter.testing.fixtures.Fixtures;
import io.compliancecenter.testing.http.Client;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.init.ScriptUtils;

/**
 * Upgrades a database of each release to this build. {@code src/test/resources/releases} has the migrations of each release and
 * a script that fills its database; neither ever changes. A release adds its own: a copy of {@code db/migration} in a directory
 * named after the version, and a script.
 */
class ReleaseUpgradeIT {

    private static final Path RELEASES = Path.of("src/test/resources/releases");

    private static final Path MIGRATIONS = Path.of("src/main/resources/db/migration");

    @TempDir
    Path directory;

    static List<Path> releases() throws IOException {
        try (Stream<Path> children = Files.list(RELEASES)) {
            return children.filter(Files::isDirectory).sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("releases")
    void noVersionedMigrationChangesAfterItsRelease(Path release) throws IOException {
        try (Stream<Path> files = Files.list(release)) {
            assertThat(files.filter(file -> file.getFileName().toString().startsWith("V")))
                    .isNotEmpty()
                    .allSatisfy(file ->
                            assertThat(MIGRATIONS.resolve(file.getFileName())).hasSameTextualContentAs(file));
        }
    }

    @ParameterizedTest
    @MethodSource("releases")
    void aDatabaseOfTheReleaseIsUpgradedAndKeepsItsContent(Path release) throws Exception {
        PreparedDatabase.EMPTY.copyInto(directory.resolve("postgresql"));
        try (EmbeddedPostgres postgres =
                EmbeddedPostgres.start(directory.resolve("postgresql"), 0, Duration.ofMinutes(2))) {
            DataSource owner = owner(postgres, "compliance_center");
            migrate(owner, release);
            fill(owner, release);
            Map<String, Long> rows = rows();
            assertThat(rows).containsEntry("evidence_entry", 6L);
            // The application itself fills these as soon as it starts.
            rows.values().removeIf(count -> count == 0);
            // Rules, to which a later version may add.
            rows.remove("sign_in_scope");

            assertThatThrownBy(() -> start(postgres)).rootCause().hasMessageContaining("by an earlier release");
            DatabaseMigration.Outcome upgraded = upgrade(postgres);
            assertThat(upgraded.before()).isEqualTo("10");
            assertThat(upgraded.migrations()).isNotEmpty();

            try (ConfigurableApplicationContext application = start(postgres)) {
                assertThat(rows()).containsAllEntriesOf(rows);
                // RecordDatabase.ACCEPTANCE: what entries of the release do not have is null in their rows.
                assertThat(verify(owner)).contains("PASSED").doesNotContain("FAIL");
                assertThat(SchemaDescription.of(JdbcClient.create(owner))).isEqualTo(newSchema(postgres));
                int port = application.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
                Client ada = new Client(port).signIn("ada@acme.example", Fixtures.PASSWORD);
                assertThat(ada.get("/organizations/acme/certifications").text()).contains("ISO 27001");
                assertThat(ada.get("/organizations/acme/activity").text()).contains("Ada Admin");
            }
        }
    }

    private static String verify(DataSource owner) throws Exception {
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        new DatabaseVerification(null, List.of(), TrustedAuthorities.NONE, new PrintStream(output)).verify(owner);
        return output.toString(UTF_8);
    }

    private static void migrate(DataSource owner, Path location) {
        Flyway.configure()
                .dataSource(owner)
                .defaultSchema("compliance_center")
                .locations("filesystem:" + location)
                .placeholders(Map.of(
                        "application_role", "compliance_center",
                        "publisher_role", "compliance_center_publisher",
                        "worker_role", "compliance_center_worker"))
                .load()
                .migrate();
    }

    private static void fill(DataSource owner, Path release) throws IOException, SQLException {
        String script = Files.readString(release.resolveSibling(release.getFileName() + ".sql"))
                .replace(":password_hash", "'" + Fixtures.PASSWORD_HASH + "'");
        try (Connection connection = owner.getConnection()) {
            ScriptUtils.executeSqlScript(connection, new ByteArrayResource(script.getBytes(UTF_8)));
        }
    }

    private static DatabaseMigration.Outcome upgrade(EmbeddedPostgres postgres) {
        try (CommandSettings settings = CommandSettings.open(CommandSettings.read(
                "--spring.datasource.url=" + postgres.jdbcUrl(),
                "--spring.flyway.user=" + postgres.owner().username(),
                "--spring.flyway.password=" + postgres.owner().password()))) {
            return DatabaseMigration.run(settings);
        }
    }

    private ConfigurableApplicationContext start(EmbeddedPostgres postgres) {
        // The schema is compared with a new one, which other tests check against the entities.
        Map<String, Object> properties = new HashMap<>(Instance.unchecked());
        properties.putAll(Map.of(
                "test.database", "external",
                "server.port", 0,
                "spring.datasource.url", postgres.jdbcUrl(),
                "spring.datasource.username", postgres.application().username(),
                "spring.datasource.password", postgres.application().password(),
                "compliance-center.database.publisher.password",
                        postgres.publisher().password(),
                "compliance-center.database.worker.password", postgres.worker().password(),
                "compliance-center.evidence.directory", directory.resolve("evidence")));
        return new SpringApplicationBuilder(ComplianceCenter.class, TestApplication.class)
                .run(properties.entrySet().stream()
                        .map(property -> "--" + property.getKey() + "=" + property.getValue())
                        .toArray(String[]::new));
    }

    private static DataSource owner(EmbeddedPostgres postgres, String database) {
        return new DriverManagerDataSource(
                postgres.jdbcUrl().replaceFirst("/compliance_center$", "/" + database)
                        + "?currentSchema=compliance_center",
                postgres.owner().username(),
                postgres.owner().password());
    }

    /** How many rows each table has. */
    private Map<String, Long> rows() throws IOException {
        JdbcClient superuser = JdbcClient.create(new EmbeddedDirectory(directory.resolve("postgresql")).superuser());
        Map<String, Long> rows = new TreeMap<>();
        superuser
                .sql("""
                        select relname from pg_class
                         where relnamespace = 'compliance_center'::regnamespace and relkind = 'r'
                           and relname <> 'flyway_schema_history'
                        """)
                .query(String.class)
                .list()
                .forEach(table -> rows.put(
                        table,
                        superuser
                                .sql("select count(*) from " + table)
                                .query(Long.class)
                                .single()));
        return rows;
    }

    private List<String> newSchema(EmbeddedPostgres postgres) throws IOException {
        JdbcClient.create(new EmbeddedDirectory(directory.resolve("postgresql")).superuser())
                .sql("create database new owner compliance_center_owner")
                .update();
        DataSource owner = owner(postgres, "new");
        migrate(owner, MIGRATIONS);
        return SchemaDescription.of(JdbcClient.create(owner));
    }
}
