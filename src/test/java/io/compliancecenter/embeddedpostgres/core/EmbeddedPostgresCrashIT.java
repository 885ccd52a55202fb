package io.compliancecenter.embeddedpostgres.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.compliancecenter.support.StartupFailureException;
import io.compliancecenter.testing.application.PreparedDatabase;
import io.compliancecenter.testing.concurrency.OwnThread;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

@Timeout(120)
class EmbeddedPostgresCrashIT {

    @TempDir
    static Path directory;

    @BeforeAll
    static void prepare() {
        PreparedDatabase.EMPTY.copyInto(directory);
    }

    /** Fails without {@code stopOrphan} in {@code EmbeddedPostgres.start}. */
    @Test
    void aKilledApplicationLeavesNothingInTheWayAndLosesNothing() throws Exception {
        try (EmbeddedPostgresProcess application = EmbeddedPostgresProcess.launch(directory)) {
            JdbcClient before = owner(application.answer().substring("started ".length()));
            before.sql("create table if not exists acknowledged (id int)").update();
            before.sql("delete from acknowledged").update();
            before.sql("insert into acknowledged values (42)").update();
        }
        ProcessHandle leftOver = server();
        assertThat(leftOver.isAlive()).isTrue();

        try (EmbeddedPostgres postgres = start(directory)) {
            assertThat(leftOver.onExit()).succeedsWithin(Duration.ofSeconds(60));
            assertThat(owner(postgres)
                            .sql("select id from acknowledged")
                            .query(Integer.class)
                            .single())
                    .isEqualTo(42);
        }
    }

    @Test
    void aServerKilledTogetherWithTheApplicationRecoversAtTheNextStart() throws Exception {
        try (EmbeddedPostgresProcess application = EmbeddedPostgresProcess.launch(directory)) {
            JdbcClient before = owner(application.answer().substring("started ".length()));
            before.sql("create table if not exists recovered (id int)").update();
            before.sql("delete from recovered").update();
            before.sql("insert into recovered select generate_series(1, 1000)").update();
        }
        kill(server());

        try (EmbeddedPostgres postgres = start(directory)) {
            assertThat(owner(postgres)
                            .sql("select count(*) from recovered")
                            .query(Integer.class)
                            .single())
                    .isEqualTo(1000);
        }
    }

    /** Fails without {@code restart} in {@code Server.start}. */
    @Test
    void aServerKilledUnderTheRunningApplicationComesBackAtTheSameAddress() throws Exception {
        try (EmbeddedPostgres postgres = start(directory)) {
            kill(server());
            awaitAnswer(postgres);
        }
        assertThat(directory.resolve("cluster/postmaster.pid")).doesNotExist();
    }

    /** Fails without the {@code delayedExecutor} in {@code Server.restart}. */
    @Test
    @ExtendWith(OutputCaptureExtension.class)
    void aServerThatCannotBeRestartedComesBackWhenItCan(CapturedOutput output) throws Exception {
        try (EmbeddedPostgres postgres = start(directory)) {
            String before = addSetting(directory, "no_such_setting = on");
            kill(server());
            await().until(() -> output.getOut()
                    .contains("PostgreSQL cannot be restarted: PostgreSQL did not start: configuration file"));
            Files.writeString(settings(directory), before);
            awaitAnswer(postgres);
            await().until(() -> output.getOut().contains("PostgreSQL cannot be restarted: resolved"));
        }
    }

    /** Fails without {@code RESTART_TIMEOUT} in {@code Server}. */
    @Test
    @ExtendWith(OutputCaptureExtension.class)
    void aRestartMayTakeLongerThanAStart(CapturedOutput output, @TempDir Path own) throws Exception {
        PreparedDatabase.EMPTY.copyInto(own);
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(own, 0, Duration.ofSeconds(10))) {
            recoverAtNextStart(own, "sleep 12; false");
            kill(server(own));
            awaitAnswer(postgres);
        }
        assertThat(output.getOut()).contains("restarting it").doesNotContain("cannot be restarted");
    }

    /** Fails without {@code stopProcess} in the loop in {@code Server.stop}. */
    @Test
    void aServerThatRecoversForLongDoesNotHoldUpTheStop(@TempDir Path own) throws Exception {
        PreparedDatabase.EMPTY.copyInto(own);
        EmbeddedPostgres postgres = start(own);
        recoverAtNextStart(own, "sleep 300; false");
        ProcessHandle first = server(own);
        kill(first);
        await().ignoreExceptions().until(() -> server(own).pid() != first.pid());

        assertThat(OwnThread.run(postgres::close)).succeedsWithin(Duration.ofSeconds(60));
        assertThat(own.resolve("cluster/postmaster.pid")).doesNotExist();
    }

    /** Fails without {@code tryLock} in {@code DirectoryLock.acquire}. */
    @Test
    void aSecondApplicationIsRefusedWhileTheFirstGoesOn() throws Exception {
        try (EmbeddedPostgresProcess first = EmbeddedPostgresProcess.launch(directory)) {
            String url = first.answer().substring("started ".length());

            assertThatExceptionOfType(StartupFailureException.class)
                    .isThrownBy(() -> start(directory))
                    .withMessage("Another Compliance Center (process %d) is running with the embedded database in %s."
                            .formatted(first.pid(), directory.toRealPath()));

            assertThat(first.isAlive()).isTrue();
            assertThat(owner(url).sql("select 1").query(Integer.class).single()).isEqualTo(1);
        } finally {
            start(directory).close();
        }
    }

    /** Fails without {@code HELD_HERE} in {@code DirectoryLock}: the refused one would drop the lock. */
    @Test
    void aSecondOneInTheSameProcessIsRefusedAndTheLockRemains() throws Exception {
        try (EmbeddedPostgres first = start(directory)) {
            assertThatExceptionOfType(StartupFailureException.class)
                    .isThrownBy(() -> start(directory))
                    .withMessageStartingWith("Another Compliance Center");

            try (EmbeddedPostgresProcess other = EmbeddedPostgresProcess.launch(directory)) {
                assertThat(other.answer())
                        .startsWith("refused Another Compliance Center (process %d)"
                                .formatted(ProcessHandle.current().pid()));
            }
            assertThat(owner(first).sql("select 1").query(Integer.class).single())
                    .isEqualTo(1);
        }
    }

    @Test
    void aKilledFirstStartIsCompletedByTheNext(@TempDir Path fresh) throws Exception {
        try (EmbeddedPostgresProcess killedWhileUnpacking = EmbeddedPostgresProcess.launch(fresh)) {
            awaitPath(fresh, "unfinished-*/bin");
        }
        try (EmbeddedPostgresProcess killedWhileInitialising = EmbeddedPostgresProcess.launch(fresh)) {
            awaitPath(fresh, "unfinished-*/cluster/base");
        }
        assertThat(fresh.resolve("cluster")).doesNotExist();

        try (EmbeddedPostgres postgres = start(fresh)) {
            assertThat(owner(postgres).sql("select 1").query(Integer.class).single())
                    .isEqualTo(1);
        }

        // What an orphaned initdb may still have written is gone at the latest with the next start.
        start(fresh).close();
        try (Stream<Path> children = Files.list(fresh)) {
            assertThat(children.map(child -> child.getFileName().toString()))
                    .containsExactlyInAnyOrder("binaries", "cluster", "lock", "pgpass");
        }
    }

    /** Waits until there is such a path, at most three levels below the root. */
    private static void awaitPath(Path root, String glob) throws IOException, InterruptedException {
        var matcher = root.getFileSystem().getPathMatcher("glob:" + root + "/" + glob);
        try (WatchService watch = root.getFileSystem().newWatchService()) {
            while (true) {
                // Watched before they are looked at, so that nothing comes between.
                for (Path directory : paths(root, Files::isDirectory)) {
                    watch(directory, watch);
                }
                if (!paths(root, matcher::matches).isEmpty()) {
                    return;
                }
                WatchKey change = watch.poll(2, TimeUnit.MINUTES);
                assertThat(change).as("a change on the way to " + glob).isNotNull();
                change.pollEvents();
                change.reset();
            }
        }
    }

    private static List<Path> paths(Path root, Predicate<Path> condition) throws IOException {
        try (Stream<Path> paths = Files.walk(root, 3)) {
            return paths.filter(condition).toList();
        } catch (UncheckedIOException renamedMeanwhile) {
            return List.of();
        }
    }

    private static void watch(Path directory, WatchService watch) throws IOException {
        try {
            directory.register(watch, StandardWatchEventKinds.ENTRY_CREATE);
        } catch (NoSuchFileException renamedMeanwhile) {
            // Its parent tells of the new name.
        }
    }

    /** @param archive the command that looks for each file in an archive before it is taken from the cluster */
    private static void recoverAtNextStart(Path root, String archive) throws IOException {
        addSetting(root, "restore_command = '" + archive + "'");
        Files.createFile(root.resolve("cluster/recovery.signal"));
    }

    /** @return the settings as they were, which count until the server's next start */
    private static String addSetting(Path root, String line) throws IOException {
        String before = Files.readString(settings(root));
        Files.writeString(settings(root), before + line + '\n');
        return before;
    }

    private static Path settings(Path root) {
        return root.resolve("cluster/postgresql.conf");
    }

    private static void kill(ProcessHandle server) {
        server.destroyForcibly();
        assertThat(server.onExit()).succeedsWithin(Duration.ofSeconds(60));
    }

    private static void awaitAnswer(EmbeddedPostgres postgres) {
        await().ignoreExceptions()
                .untilAsserted(() -> assertThat(owner(postgres)
                                .sql("select 1")
                                .query(Integer.class)
                                .single())
                        .isEqualTo(1));
    }

    private static EmbeddedPostgres start(Path directory) {
        return EmbeddedPostgres.start(directory, 0, Duration.ofMinutes(2));
    }

    private static ProcessHandle server() throws IOException {
        return server(directory);
    }

    private static ProcessHandle server(Path root) throws IOException {
        long pid = PidFile.read(root.resolve("cluster")).orElseThrow().pid();
        return ProcessHandle.of(pid).orElseThrow();
    }

    private static JdbcClient owner(EmbeddedPostgres postgres) {
        return owner(postgres.jdbcUrl(), postgres.owner().password());
    }

    private static JdbcClient owner(String url) throws IOException {
        return owner(
                url, Passwords.read(directory.resolve("pgpass")).orElseThrow().of(Roles.OWNER));
    }

    private static JdbcClient owner(String url, String password) {
        return JdbcClient.create(new DriverManagerDataSource(url, "compliance_center_owner", password));
    }
}
