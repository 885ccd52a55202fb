package io.compliancecenter.embeddedpostgres.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.compliancecenter.support.StartupFailureException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

class EmbeddedPostgresIT {

    /** One for all tests: each starts where another one stopped, as in life, and initdb takes longest. */
    @TempDir
    static Path directory;

    private EmbeddedPostgres postgres;

    /** EmbeddedPostgresCrashIT has a start that unpacks. */
    @BeforeAll
    static void unpack() {
        UnpackedPrograms.linkInto(directory);
    }

    @AfterEach
    void stop() throws IOException {
        if (postgres != null) {
            postgres.close();
        }
    }

    @Test
    void keepsDataOverARestart() throws IOException {
        start();
        owner().sql("create table if not exists kept (id int)").update();
        owner().sql("delete from kept").update();
        owner().sql("insert into kept values (42)").update();

        restart();

        assertThat(owner().sql("select id from kept").query(Integer.class).single())
                .isEqualTo(42);
    }

    @Test
    void givesTheApplicationARoleBoundByRowLevelSecurity() {
        start();

        assertThat(superuser().sql("""
                                select rolname from pg_roles
                                where rolname in ('compliance_center', 'compliance_center_owner')
                                and not (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolreplication)
                                """).query(String.class).set())
                .containsExactlyInAnyOrder("compliance_center", "compliance_center_owner");
        assertThat(application()
                        .sql("select pg_get_userbyid(datdba) from pg_database where datname = current_database()")
                        .query(String.class)
                        .single())
                .isEqualTo("compliance_center_owner");
        assertThat(application()
                        .sql("select count(*) from pg_auth_members where member = current_user::regrole")
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    /** Fails without the line of the setting in {@code Server.SETTINGS}, and so do the next two. */
    @Test
    void flushesWhatIsCommittedEvenIfTheConfigurationFileSaysOtherwise() throws IOException {
        start();
        Path configuration = directory.resolve("cluster/postgresql.auto.conf");
        String original = Files.readString(configuration);
        try {
            Files.writeString(
                    configuration, original + "fsync = off\nsynchronous_commit = off\nfull_page_writes = off\n");
            restart();

            assertThat(setting("fsync")).isEqualTo("on");
            assertThat(setting("synchronous_commit")).isEqualTo("on");
            assertThat(setting("full_page_writes")).isEqualTo("on");
        } finally {
            Files.writeString(configuration, original);
        }
    }

    @Test
    void listensOnTheLoopbackAddressOnly() {
        start();

        assertThat(setting("listen_addresses")).isEqualTo("127.0.0.1");
        assertThat(setting("unix_socket_directories")).isEmpty();
    }

    @Test
    void sortsAndEncodesTheSameOnEveryMachine() {
        start();

        assertThat(superuser().sql("""
                        select concat_ws(' ', datlocprovider, datlocale, pg_encoding_to_char(encoding))
                        from pg_database where datname = 'compliance_center'
                        """).query(String.class).single()).isEqualTo("b C.UTF-8 UTF8");
        assertThat(setting("log_timezone")).isEqualTo("UTC");
    }

    /** Fails with {@code --auth=trust} in {@code Cluster.initialise}. */
    @Test
    void letsNobodyInWithoutThePassword() {
        start();

        for (String role : new String[] {"postgres", "compliance_center_owner", "compliance_center"}) {
            assertThatExceptionOfType(SQLException.class)
                    .isThrownBy(() -> new DriverManagerDataSource(postgres.jdbcUrl(), role, "wrong").getConnection())
                    .satisfies(refusal ->
                            assertThat(refusal.getSQLState()).as(role).isEqualTo("28P01"));
        }
        assertThat(superuser()
                        .sql("select distinct auth_method from pg_hba_file_rules")
                        .query(String.class)
                        .list())
                .containsExactly("scram-sha-256");
        assertThat(superuser()
                        .sql("select rolpassword from pg_authid where rolcanlogin")
                        .query(String.class)
                        .list())
                .hasSize(6)
                .allMatch(password -> password.startsWith("SCRAM-SHA-256$"));
    }

    @Test
    void letsOnlyTheOwnerReadThePasswords() throws IOException {
        assumeThat(FileSystems.getDefault().supportedFileAttributeViews()).contains("posix");
        start();

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve("pgpass"))))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve("cluster"))))
                .isEqualTo("rwx------");
    }

    /** What a kill between initdb and the roles leaves; fails without {@code Roles.ensure}. */
    @Test
    void makesTheRolesAndTheDatabaseIfThereAreNone() throws IOException {
        start();
        JdbcClient template1 =
                client("template1", "postgres", postgres.superuser().password());
        template1.sql("drop database compliance_center with (force)").update();
        template1.sql("drop role compliance_center").update();
        template1.sql("drop role compliance_center_owner").update();
        template1.sql("drop role compliance_center_publisher").update();

        restart();

        assertThat(application().sql("select 1").query(Integer.class).single()).isEqualTo(1);
        assertThat(owner().sql("create schema healed; drop schema healed").update())
                .isZero();
    }

    /** Fails if {@code Cluster.prepare} writes new passwords without setting them. */
    @Test
    void setsNewPasswordsIfTheFileIsCutOff() throws IOException {
        start();
        Credentials lost = postgres.owner();
        postgres.close();
        Files.writeString(directory.resolve("pgpass"), "127.0.0.1:*:*:postg");

        start();

        assertThat(postgres.owner()).isNotEqualTo(lost);
        assertThat(application().sql("select 1").query(Integer.class).single()).isEqualTo(1);
        assertThat(owner().sql("select 1").query(Integer.class).single()).isEqualTo(1);
        assertThat(superuser().sql("select 1").query(Integer.class).single()).isEqualTo(1);
    }

    /**
     * Fails without {@code foreign} in {@code Server.stopOrphan}, or if that stops any process of the id.
     * Not the id of this process: PostgreSQL itself knows better than to take its ancestors for servers.
     */
    @Test
    void startsThoughAnotherProgramHasTheFormerServersProcessId() throws IOException {
        assumeThat(FileSystems.getDefault().supportedFileAttributeViews()).contains("posix");
        start();
        postgres.close();
        Process other = new ProcessBuilder("sleep", "600").start();
        try {
            Files.writeString(directory.resolve("cluster/postmaster.pid"), other.pid() + "\n");

            start();

            assertThat(application().sql("select 1").query(Integer.class).single())
                    .isEqualTo(1);
            assertThat(other.isAlive()).isTrue();
        } finally {
            other.destroy();
        }
    }

    /** Fails if {@code Server.stopOrphan} does not delete it. */
    @Test
    void startsThoughTheFileWithTheProcessIdIsEmpty() throws IOException {
        start();
        postgres.close();
        Files.writeString(directory.resolve("cluster/postmaster.pid"), "");

        start();

        assertThat(application().sql("select 1").query(Integer.class).single()).isEqualTo(1);
    }

    @Test
    void removesTheProgramsOfFormerReleases() throws IOException {
        Files.createDirectories(directory.resolve("binaries/former/bin"));

        start();

        try (var kept = Files.list(directory.resolve("binaries"))) {
            assertThat(kept).hasSize(1).doesNotContain(directory.resolve("binaries/former"));
        }
    }

    /** Fails without {@code checkVersion} in {@code Cluster.prepare}. */
    @Test
    void refusesTheDataOfAnotherMajorVersion() throws IOException {
        start();
        postgres.close();
        Path version = directory.resolve("cluster/PG_VERSION");
        String original = Files.readString(version);
        Files.writeString(version, "17\n");
        try {
            assertThatExceptionOfType(StartupFailureException.class)
                    .isThrownBy(this::start)
                    .withMessage(
                            "The embedded database in %s was created by PostgreSQL 17, and this release of Compliance"
                                            .formatted(directory.toRealPath())
                                    + " Center contains PostgreSQL 18, which cannot read it.");
        } finally {
            Files.writeString(version, original);
        }
    }

    @Test
    void saysWhyItCannotStart() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            assertThatExceptionOfType(StartupFailureException.class)
                    .isThrownBy(() -> start(taken.getLocalPort()))
                    .withMessage(
                            "The embedded database in %s cannot be used: PostgreSQL did not start: could not create any"
                                            .formatted(directory)
                                    + " TCP/IP sockets.");
        }
        // The directory is free again.
        start();
    }

    private void start() {
        start(0);
    }

    private void start(int port) {
        postgres = null;
        postgres = EmbeddedPostgres.start(directory, port, Duration.ofMinutes(2));
    }

    private void restart() throws IOException {
        postgres.close();
        start();
    }

    private String setting(String name) {
        return superuser()
                .sql("select current_setting(?)")
                .param(name)
                .query(String.class)
                .single();
    }

    private JdbcClient application() {
        return client(
                "compliance_center", "compliance_center", postgres.application().password());
    }

    private JdbcClient owner() {
        return client(
                "compliance_center", "compliance_center_owner", postgres.owner().password());
    }

    private JdbcClient superuser() {
        return client("compliance_center", "postgres", postgres.superuser().password());
    }

    private JdbcClient client(String database, String role, String password) {
        String url = postgres.jdbcUrl().replaceFirst("compliance_center$", database);
        return JdbcClient.create(new DriverManagerDataSource(url, role, password));
    }
}
