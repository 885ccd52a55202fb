package io.compliancecenter.embeddedpostgres.core;

import io.compliancecenter.support.StartupFailureException;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A PostgreSQL server that runs as long as the application and keeps its data.
 *
 * <p>A kill may interrupt a start anywhere, so each of its steps is atomic, or is repeated at the next start.
 */
public final class EmbeddedPostgres implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(EmbeddedPostgres.class);

    private static final long FULL_DISK_BYTES = 32L << 20;

    private final int port;
    private final Passwords passwords;
    private final @Nullable String deskPassword;

    /** Does nothing if another application runs the server. */
    private final Closeable onClose;

    private EmbeddedPostgres(int port, Passwords passwords, @Nullable String deskPassword, Closeable onClose) {
        this.port = port;
        this.passwords = passwords;
        this.deskPassword = deskPassword;
        this.onClose = onClose;
    }

    /**
     * Starts the server, on the data of earlier starts if there is any.
     *
     * @param port 0 for any free one
     * @throws StartupFailureException if it cannot be started; nothing is left running then
     */
    public static EmbeddedPostgres start(Path path, int port, Duration startTimeout) {
        Path absolute = path.toAbsolutePath().normalize();
        try {
            DataDirectory directory = DataDirectory.create(absolute);
            DirectoryLock lock = DirectoryLock.acquire(directory);
            try {
                EmbeddedPostgres started = start(directory, lock, port, startTimeout);
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
            throw unusable(absolute, e);
        }
    }

    private static EmbeddedPostgres start(
            DataDirectory directory, DirectoryLock lock, int wantedPort, Duration startTimeout)
            throws IOException, SQLException {
        directory.deleteUnfinished();
        Binaries binaries = new Binaries(directory);
        Path unpacked = binaries.unpack();
        Programs programs = new Programs(unpacked);
        Server server = new Server(directory, programs, startTimeout);
        server.stopOrphan();
        binaries.deleteOthers(unpacked);
        Passwords passwords = new Cluster(directory, programs).prepare();
        int port = server.start(wantedPort);
        String deskPassword = Passwords.password();
        try {
            Roles.ensure(port, passwords, deskPassword);
        } catch (SQLException e) {
            server.stop();
            throw e;
        }
        return new EmbeddedPostgres(port, passwords, deskPassword, () -> {
            try (lock) {
                server.stop();
            }
        });
    }

    /**
     * Uses the server that the application runs in the directory now, or starts it if none does.
     *
     * @param port for a start; 0 for any free one
     * @throws StartupFailureException if there is no database in the directory, or it cannot be used
     */
    public static EmbeddedPostgres open(Path path, int port, Duration startTimeout) {
        Path absolute = path.toAbsolutePath().normalize();
        try {
            if (!Cluster.existsIn(absolute)) {
                throw new StartupFailureException(
                        "There is no database in %s.".formatted(absolute),
                        "Run the command in the directory in which the application is started, or set"
                                + " compliance-center.embedded-database.directory or spring.datasource.url.");
            }
            DataDirectory directory = DataDirectory.create(absolute);
            return DirectoryLock.isHeld(directory) ? running(directory) : start(path, port, startTimeout);
        } catch (IOException e) {
            throw unusable(absolute, e);
        }
    }

    private static EmbeddedPostgres running(DataDirectory directory) throws IOException {
        int port = PidFile.read(directory.cluster()).map(PidFile::port).orElse(0);
        Optional<Passwords> passwords = Passwords.read(directory.passwords());
        if (port == 0 || passwords.isEmpty()) {
            throw new StartupFailureException(
                    "The application in %s is starting or stopping.".formatted(directory.root()), "Try again.");
        }
        return new EmbeddedPostgres(port, passwords.get().complete(), null, () -> {});
    }

    private static StartupFailureException unusable(Path directory, Exception e) {
        return new StartupFailureException(
                "The embedded database in %s cannot be used: %s.".formatted(directory, reason(directory, e)),
                "Make the directory writable for the user that runs Compliance Center, with 500 MiB free; or name"
                        + " another one with compliance-center.embedded-database.directory; or set"
                        + " spring.datasource.url to a PostgreSQL of your own.",
                e);
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

    public String jdbcUrl() {
        return Roles.jdbcUrl(port, Roles.DATABASE);
    }

    /** The role that the application connects as. */
    public Credentials application() {
        return credentials(Roles.APPLICATION);
    }

    /** The role that owns the schema. */
    public Credentials owner() {
        return credentials(Roles.OWNER);
    }

    /** The role that publishes. */
    public Credentials publisher() {
        return credentials(Roles.PUBLISHER);
    }

    /** The role that sends mail, signs the record, and deletes personal data past its retention period. */
    public Credentials worker() {
        return credentials(Roles.WORKER);
    }

    /**
     * The role that the vendor's desk connects as.
     *
     * @throws IllegalStateException if another application runs the server, and so knows the password
     */
    public Credentials desk() {
        if (deskPassword == null) {
            throw new IllegalStateException("The desk is at the application that runs the database");
        }
        return new Credentials(Roles.DESK, deskPassword);
    }

    Credentials superuser() {
        return credentials(Roles.SUPERUSER);
    }

    private Credentials credentials(String role) {
        return new Credentials(role, passwords.of(role));
    }

    /** Stops the server in an orderly way and releases the directory, unless another application runs the server. */
    @Override
    public void close() {
        try {
            onClose.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
