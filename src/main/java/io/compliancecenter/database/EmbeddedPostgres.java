package io.compliancecenter.database;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A PostgreSQL that runs as long as the application, and whose data stays.
 *
 * <p>Any step may be cut short by a kill; each is therefore all or nothing, or done again at the next start.
 */
final class EmbeddedPostgres implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(EmbeddedPostgres.class);

    private static final long FULL_DISK_BYTES = 32L << 20;

    private final EmbeddedPostgresLock lock;
    private final EmbeddedPostgresServer server;
    private final EmbeddedPostgresPasswords passwords;
    private final int port;
    private final Duration startTimeout;

    private boolean closed;

    private EmbeddedPostgres(
            EmbeddedPostgresLock lock,
            EmbeddedPostgresServer server,
            EmbeddedPostgresPasswords passwords,
            int port,
            Duration startTimeout) {
        this.lock = lock;
        this.server = server;
        this.passwords = passwords;
        this.port = port;
        this.startTimeout = startTimeout;
    }

    /**
     * Starts it, on the data of the former start if there is any.
     *
     * @throws EmbeddedPostgresException if it cannot be started; nothing of it runs then
     */
    static EmbeddedPostgres start(EmbeddedDatabaseProperties properties) {
        Path path = properties.directory().toAbsolutePath().normalize();
        try {
            EmbeddedPostgresDirectory directory = EmbeddedPostgresDirectory.create(path);
            EmbeddedPostgresLock lock = EmbeddedPostgresLock.acquire(directory);
            try {
                EmbeddedPostgres started = start(properties, directory, lock);
                log.info(
                        "Started PostgreSQL inside the application, for trying out and for small use on a single"
                                + " machine. Its data is in {}",
                        directory.root());
                return started;
            } catch (IOException | SQLException | RuntimeException e) {
                directory.deleteUnfinished();
                lock.close();
                throw e;
            }
        } catch (IOException | SQLException e) {
            throw new EmbeddedPostgresException(
                    "The embedded database in %s cannot be used: %s.".formatted(path, reason(path, e)),
                    "Make the directory writable for the user that runs Compliance Center, with 500 MiB free; or name"
                            + " another one with compliance-center.embedded-database.directory; or set"
                            + " spring.datasource.url to a PostgreSQL of your own.",
                    e);
        }
    }

    private static EmbeddedPostgres start(
            EmbeddedDatabaseProperties properties, EmbeddedPostgresDirectory directory, EmbeddedPostgresLock lock)
            throws IOException, SQLException {
        directory.deleteUnfinished();
        EmbeddedPostgresBinaries binaries = new EmbeddedPostgresBinaries(directory);
        Path unpacked = binaries.unpack();
        EmbeddedPostgresPrograms programs = new EmbeddedPostgresPrograms(unpacked);
        EmbeddedPostgresServer server = new EmbeddedPostgresServer(directory, programs);
        server.stopLeftOver();
        binaries.deleteOthers(unpacked);
        EmbeddedPostgresPasswords passwords = new EmbeddedPostgresCluster(directory, programs).prepare();
        int port = server.start(properties.port(), properties.startTimeout());
        try {
            EmbeddedPostgresRoles.ensure(port, passwords);
            EmbeddedPostgres started = new EmbeddedPostgres(lock, server, passwords, port, properties.startTimeout());
            started.watch();
            return started;
        } catch (SQLException e) {
            server.stop();
            throw e;
        }
    }

    private static String reason(Path directory, Exception e) {
        try {
            long free = Files.getFileStore(directory).getUsableSpace();
            if (free < FULL_DISK_BYTES) {
                return "only %d MiB are free on its disk".formatted(free >> 20);
            }
        } catch (IOException unknown) {
            e.addSuppressed(unknown);
        }
        if (e instanceof AccessDeniedException denied) {
            return "permission denied for " + denied.getFile();
        }
        if (e instanceof FileAlreadyExistsException existing) {
            return existing.getFile() + " is not a directory";
        }
        return String.valueOf(e.getMessage());
    }

    String jdbcUrl() {
        return EmbeddedPostgresRoles.jdbcUrl(port, EmbeddedPostgresRoles.DATABASE);
    }

    EmbeddedPostgresPasswords passwords() {
        return passwords;
    }

    /** PostgreSQL survives the loss of any of its processes but the first; that one is watched from here. */
    private void watch() throws IOException {
        server.process().ifPresent(process -> process.onExit().thenRunAsync(this::startAgain));
    }

    private synchronized void startAgain() {
        if (closed) {
            return;
        }
        log.warn("PostgreSQL ended though nobody stopped it; starting it again");
        try {
            server.start(port, startTimeout);
            watch();
        } catch (IOException e) {
            log.error("PostgreSQL cannot be started again", e);
        }
    }

    /** Stops PostgreSQL in an orderly way, then lets others use the directory. */
    @Override
    public synchronized void close() throws IOException {
        closed = true;
        try (lock) {
            server.stop();
        }
    }
}
