package io.compliancecenter.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import io.compliancecenter.embeddedpostgres.core.EmbeddedPostgres;
import io.compliancecenter.testing.application.PreparedDatabase;
import io.compliancecenter.testing.database.EmbeddedDirectory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** {@code deploy/postgres/roles.sql}, run by psql on a server that has none of it, as administrators run it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RolesScriptIT {

    private static final String SECRET = "of-the-owner-" + UUID.randomUUID();

    Path directory;
    EmbeddedPostgres server;
    String superuserPassword;
    JdbcClient superuser;

    @BeforeAll
    void start(@TempDir Path temporary) throws Exception {
        directory = temporary;
        assumeThatPsqlIsThere();
        PreparedDatabase.EMPTY.copyInto(directory);
        server = EmbeddedPostgres.start(directory, 0, Duration.ofMinutes(2));
        superuserPassword = new EmbeddedDirectory(directory).password("postgres");
        superuser = JdbcClient.create(new DriverManagerDataSource(url("postgres"), "postgres", superuserPassword));
        superuser
                .sql("create role managed login createrole createdb password 'managed'")
                .update();
    }

    @AfterAll
    void stop() throws IOException {
        if (server != null) {
            server.close();
        }
    }

    /** A build machine has it; see .ci/run. */
    private static void assumeThatPsqlIsThere() throws InterruptedException {
        boolean there;
        try {
            there = new ProcessBuilder("psql", "--version").start().waitFor() == 0;
        } catch (IOException missing) {
            there = false;
        }
        if (System.getenv("CI") == null) {
            assumeThat(there).as("psql is installed").isTrue();
        }
        assertThat(there).as("psql is installed").isTrue();
    }

    private String url(String database) {
        return server.jdbcUrl().replace("/compliance_center", "/" + database);
    }

    private String run(String user, String password) throws Exception {
        ProcessBuilder psql = new ProcessBuilder(
                        "psql",
                        "-X",
                        "-v",
                        "application_password=of-the-application",
                        "-f",
                        "deploy/postgres/roles.sql",
                        url("postgres").replace("jdbc:", ""))
                .redirectErrorStream(true);
        psql.environment()
                .putAll(Map.of(
                        "PGUSER", user,
                        "PGPASSWORD", password,
                        "COMPLIANCE_CENTER_OWNER_PASSWORD", SECRET,
                        "COMPLIANCE_CENTER_PUBLISHER_PASSWORD", "of-the-publisher",
                        "COMPLIANCE_CENTER_WORKER_PASSWORD", "of-the-worker"));
        Process process = psql.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }

    private void dropAll() {
        superuser.sql("drop database if exists compliance_center with (force)").update();
        superuser
                .sql("drop role if exists compliance_center, compliance_center_owner, compliance_center_publisher,"
                        + " compliance_center_worker, compliance_center_desk")
                .update();
    }

    private void assertMade() {
        assertThat(superuser.sql("""
                                select rolname from pg_roles
                                 where rolname like 'compliance_center%' and rolcanlogin and not rolsuper
                                   and not rolcreaterole and not rolcreatedb and not rolreplication and not rolbypassrls
                                """).query(String.class).list())
                .containsExactlyInAnyOrder(
                        "compliance_center",
                        "compliance_center_owner",
                        "compliance_center_publisher",
                        "compliance_center_worker");
        JdbcClient owner = client("compliance_center_owner", SECRET);
        assertThat(owner.sql("select has_database_privilege(current_database(), 'CREATE')")
                        .query(Boolean.class)
                        .single())
                .isTrue();
        owner.sql("create schema tried").update();
        Map.of(
                        "compliance_center", "of-the-application",
                        "compliance_center_publisher", "of-the-publisher",
                        "compliance_center_worker", "of-the-worker")
                .forEach((role, password) -> assertThat(client(role, password)
                                .sql("select has_database_privilege(current_database(), 'CREATE, TEMPORARY')"
                                        + " or has_schema_privilege('public', 'CREATE')")
                                .query(Boolean.class)
                                .single())
                        .as(role)
                        .isFalse());
        assertThat(superuser
                        .sql(
                                "select setconfig::text from pg_db_role_setting where setrole = 'compliance_center'::regrole")
                        .query(String.class)
                        .list())
                .containsExactly("{idle_in_transaction_session_timeout=10s}");
    }

    private JdbcClient client(String user, String password) {
        return JdbcClient.create(new DriverManagerDataSource(url("compliance_center"), user, password));
    }

    @Test
    void aSuperuserMakesAllRolesAndNoPasswordIsLogged() throws Exception {
        dropAll();
        logStatements("set log_statement = 'all'", "all");
        try {
            String output = run("postgres", superuserPassword);
            assertThat(output).doesNotContain("NOTICE: this role");
            assertMade();
            // The log is written by another process, in the order in which things happened.
            superuser.sql("select 'the end'").query(String.class).single();
            await().until(() -> logged().contains("select 'the end'"));
            assertThat(logged()).contains("set log_statement = 'none'").doesNotContain(SECRET);
        } finally {
            logStatements("reset log_statement", "none");
        }
    }

    /** Returns when it is so for whoever connects. */
    private void logStatements(String change, String value) {
        superuser.sql("alter system " + change).update();
        superuser.sql("select pg_reload_conf()").query().listOfRows();
        await().until(() -> value.equals(
                superuser.sql("show log_statement").query(String.class).single()));
    }

    private String logged() throws IOException {
        StringBuilder logged = new StringBuilder();
        try (var logs = Files.walk(directory)) {
            for (Path log :
                    logs.filter(file -> file.toString().endsWith(".log")).toList()) {
                logged.append(Files.readString(log));
            }
        }
        return logged.toString();
    }

    // roles.sql: the conditions around "set log_statement", "nosuperuser" and "grant compliance_center_owner"
    @Test
    void aRoleThatIsNoSuperuserMakesAllRolesAndKeepsNoMembership() throws Exception {
        dropAll();
        assertThat(run("managed", "managed")).contains("NOTICE: this role cannot turn logging off");
        assertMade();
        assertThat(superuser
                        .sql("select pg_has_role('managed', 'compliance_center_owner', 'SET')")
                        .query(Boolean.class)
                        .single())
                .isFalse();
    }

    // roles.sql: "reset all"
    @Test
    void runAgainItBringsBackWhatTheApplicationsRoleHasChanged() throws Exception {
        for (List<String> login : List.of(List.of("managed", "managed"), List.of("postgres", superuserPassword))) {
            dropAll();
            run(login.get(0), login.get(1));
            JdbcClient application = client("compliance_center", "of-the-application");
            application
                    .sql("alter role compliance_center set synchronous_commit = off")
                    .update();
            application
                    .sql("alter role compliance_center in database compliance_center set work_mem = '64kB'")
                    .update();
            application.sql("alter role compliance_center password 'mine'").update();
            run(login.get(0), login.get(1));
            assertMade();
        }
    }
}
