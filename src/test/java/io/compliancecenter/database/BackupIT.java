package io.compliancecenter.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.compliancecenter.embeddedpostgres.core.EmbeddedPostgres;
import io.compliancecenter.evidence.checkpoint.Checkpointing;
import io.compliancecenter.evidence.verification.VerifyCommand;
import io.compliancecenter.testing.application.Instance;
import io.compliancecenter.testing.application.PreparedDatabase;
import io.compliancecenter.testing.database.EmbeddedDirectory;
import io.compliancecenter.testing.database.OwnerSql;
import io.compliancecenter.testing.fixtures.Actors;
import io.compliancecenter.testing.fixtures.Fixtures.Issued;
import io.compliancecenter.testing.fixtures.Fixtures.Tenant;
import io.compliancecenter.testing.fixtures.Fixtures.User;
import io.compliancecenter.testing.http.Client;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import picocli.CommandLine;

/** Backups as docs/operation.md tells to make and to restore them. */
class BackupIT {

    private static final String ADMIN = "admin@acme.example";
    private static final String PASSWORD = "compliance-demo";

    @TempDir
    Path directory;

    private Tenant tenant;
    private UUID permit;

    private Path database(String installation) {
        return directory.resolve(installation).resolve("postgresql");
    }

    private Instance start(String installation, Map<String, String> settings) {
        return Instance.alone(new EmbeddedDirectory(database(installation)), settings, Actors.class);
    }

    /** Gives an admin of the demo a permit, and leaves a checkpoint over all that is recorded. */
    private void use(Instance instance) {
        Issued issued = instance.bean(OwnerSql.class)
                .work(sql -> sql.sql("""
                        select certification_code as certification, id as certificate
                          from certificate where retired_at is null order by id limit 1
                        """)
                        .query((row, number) -> new Issued(
                                row.getString("certification"), row.getObject("certificate", UUID.class), new byte[0]))
                        .single());
        tenant = instance.bean(OwnerSql.class)
                .work(sql -> sql.sql("""
                        select o.id, slug, o.name, u.id as user_id, u.name as user_name
                          from organization o join member m on m.organization_id = o.id
                          join user_account u on u.id = m.user_id
                         where u.email = :email
                        """)
                        .param("email", ADMIN)
                        .query((row, number) -> {
                            User admin =
                                    new User(row.getObject("user_id", UUID.class), ADMIN, row.getString("user_name"));
                            return new Tenant(
                                    row.getObject("id", UUID.class),
                                    row.getString("slug"),
                                    row.getString("name"),
                                    admin,
                                    admin);
                        })
                        .single());
        permit = instance.bean(Actors.class).adminOf(tenant).permit(issued, "1 hour");
        new Client(instance.port()).signIn(ADMIN, PASSWORD);
        assertThat(instance.bean(Checkpointing.class).run()).isPresent();
    }

    private void assertWorks(String installation) throws IOException {
        // What was restored has to be what the entities need.
        Map<String, String> validated = Map.of("spring.jpa.hibernate.ddl-auto", "validate");
        try (Instance restored = start(installation, validated)) {
            Client admin = new Client(restored.port()).signIn(ADMIN, PASSWORD);
            assertThat(admin.get(tenant.path("/downloads/" + permit + "/file")).status())
                    .isEqualTo(200);
            assertThat(admin.get(tenant.path("/activity")).text())
                    .contains(tenant.admin().name());
            var output = new ByteArrayOutputStream();
            int status = new CommandLine(new VerifyCommand(new PrintStream(output, true, StandardCharsets.UTF_8)))
                    .execute("--database", "--compliance-center.embedded-database.directory=" + database(installation));
            assertThat(status).as(output.toString(StandardCharsets.UTF_8)).isZero();
        }
    }

    @Test
    void aStoppedInstallationIsCopiedWithItsDirectory() throws Exception {
        try (Instance instance = start("original", Map.of())) {
            use(instance);
        }
        run(
                Map.of(),
                "cp",
                "-a",
                directory.resolve("original").toString(),
                directory.resolve("copy").toString());
        assertWorks("copy");
    }

    // deploy/postgres/backup.sh: --enable-row-security; the policies for the owner
    @Test
    void aDumpByTheOwnerHoldsEveryRowAndIsRestoredByTheOwner() throws Exception {
        assumeThatToolsAreThere();
        Path backup = directory.resolve("compliance-center.backup");
        Map<String, Long> rows;
        try (Instance instance = start("original", Map.of())) {
            use(instance);
            // Checkpoints first: those of a later time than the dump would be missed in it.
            Files.createDirectories(directory.resolve("restored"));
            run(
                    Map.of(),
                    "cp",
                    "-a",
                    directory.resolve("original/evidence").toString(),
                    directory.resolve("restored/evidence").toString());
            run(owner("original"), "deploy/postgres/backup.sh", backup.toString());
            rows = rows("original");
        }
        assertThat(rows.get("evidence_entry")).isPositive();

        PreparedDatabase.EMPTY.copyInto(database("restored"));
        try (EmbeddedPostgres empty = EmbeddedPostgres.start(database("restored"), 0, Duration.ofMinutes(2))) {
            assertThat(empty.jdbcUrl()).isNotEmpty();
            run(owner("restored"), "deploy/postgres/restore.sh", backup.toString());
            rows.keySet().removeIf(table -> table.startsWith("spring_session"));
            assertThat(rows("restored")).containsAllEntriesOf(rows);
        }
        assertWorks("restored");
    }

    // deploy/postgres/backup.sh: the partial file
    @Test
    void aBackupThatFailsLeavesNoFile() throws Exception {
        assumeThatToolsAreThere();
        Path backup = directory.resolve("compliance-center.backup");
        Process failing = process(
                Map.of("PGHOST", "127.0.0.1", "PGPORT", "1", "PGUSER", "x", "PGDATABASE", "x"),
                "deploy/postgres/backup.sh",
                backup.toString());
        assertThat(failing.waitFor()).isNotZero();
        assertThat(directory).isEmptyDirectory();
    }

    /** There is no pg_dump of version 18 in every distribution; where there is none, RowSecurityIT holds its preconditions. */
    private static void assumeThatToolsAreThere() throws Exception {
        int version = 0;
        try {
            Process process = process(Map.of(), "pg_dump", "--version");
            Matcher found = Pattern.compile("\\) (\\d+)").matcher(output(process));
            version = found.find() ? Integer.parseInt(found.group(1)) : 0;
        } catch (IOException missing) {
            System.err.println("There is no pg_dump on the path");
        }
        assumeThat(version)
                .as("the version of pg_dump on the path; 18 is needed")
                .isGreaterThanOrEqualTo(18);
    }

    private Map<String, String> owner(String installation) throws IOException {
        Path database = database(installation);
        String port = Files.readAllLines(database.resolve("cluster/postmaster.pid"))
                .get(3)
                .strip();
        return Map.of(
                "PGHOST",
                "127.0.0.1",
                "PGPORT",
                port,
                "PGUSER",
                "compliance_center_owner",
                "PGPASSFILE",
                database.resolve("pgpass").toString(),
                "PGDATABASE",
                "compliance_center");
    }

    /** How many rows each table has, seen by the superuser, from whom none is hidden. */
    private Map<String, Long> rows(String installation) throws IOException {
        JdbcClient superuser = JdbcClient.create(new EmbeddedDirectory(database(installation)).superuser());
        Map<String, Long> rows = new TreeMap<>();
        List<String> tables = superuser
                .sql(
                        "select relname from pg_class where relnamespace = 'compliance_center'::regnamespace and relkind = 'r'")
                .query(String.class)
                .list();
        tables.forEach(table -> rows.put(
                table,
                superuser
                        .sql("select count(*) from compliance_center.\"" + table + '"')
                        .query(Long.class)
                        .single()));
        return rows;
    }

    private static void run(Map<String, String> environment, String... command) throws Exception {
        Process process = process(environment, command);
        String output = output(process);
        assertThat(process.waitFor()).as(output).isZero();
    }

    private static Process process(Map<String, String> environment, String... command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment);
        return builder.start();
    }

    private static String output(Process process) throws IOException {
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
}
