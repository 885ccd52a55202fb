package io.compliancecenter.testing.application;

import io.compliancecenter.ComplianceCenter;
import io.compliancecenter.embeddedpostgres.core.EmbeddedPostgres;
import io.compliancecenter.embeddedpostgres.core.UnpackedPrograms;
import io.compliancecenter.support.Sha256;
import io.compliancecenter.testing.concurrency.OwnThread;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.util.FileSystemUtils;

/**
 * Embedded databases as earlier starts leave them. Each is made once for all JVMs that run tests of the same build, and copied:
 * initialising, migrating and checking the demo's PDFs take longer than all the rest of a start. Those whose subject is a first
 * start use none of them: {@code EmbeddedPostgresIT}, {@code SmallHeapIT} and {@code CrashIT}.
 */
public enum PreparedDatabase {

    /** It has the roles, and no tables. */
    EMPTY {
        @Override
        void prepare(Path directory) {
            UnpackedPrograms.linkInto(directory);
            EmbeddedPostgres.start(directory, 0, Duration.ofMinutes(2)).close();
        }
    },

    /** It has this build's tables, and nothing is published. */
    MIGRATED {
        @Override
        void prepare(Path directory) throws IOException {
            EMPTY.copyTo(directory);
            start(directory, Map.of("compliance-center.publishing.at-start", "false"));
        }
    },

    /** The demo is published. */
    DEMO {
        @Override
        void prepare(Path directory) throws IOException {
            MIGRATED.copyTo(directory);
            start(directory, Map.of());
        }
    };

    private static final Path SHARED =
            Path.of("target", "test-prepared-databases").toAbsolutePath();

    /** What is copied of a database's directory. */
    private static final List<String> PARTS = List.of("cluster", "pgpass");

    abstract void prepare(Path directory) throws IOException;

    /** Leaves the database in that directory, as an earlier start would have done, unless one is there already. */
    public void copyInto(Path directory) {
        if (Files.exists(directory.resolve("cluster"))) {
            UnpackedPrograms.linkInto(directory);
            return;
        }
        try {
            ensure();
            copyTo(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void ensure() throws IOException {
        synchronized (PreparedDatabase.class) {
            Files.createDirectories(SHARED);
            try (FileChannel file =
                    FileChannel.open(SHARED.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                // The JVMs that run tests side by side share the directory. Closing the file releases the lock.
                file.lock();
                for (PreparedDatabase each : values()) {
                    if (each.compareTo(this) <= 0 && Files.notExists(each.shared())) {
                        each.make();
                    }
                }
            }
        }
    }

    private void make() throws IOException {
        deleteOtherBuilds();
        Files.createDirectories(shared().getParent());
        Path unfinished = Files.createTempDirectory(SHARED, "unfinished-");
        prepare(unfinished);
        FileSystemUtils.deleteRecursively(unfinished.resolve("cluster/log"));
        Files.move(unfinished, shared(), StandardCopyOption.ATOMIC_MOVE);
    }

    /** In a thread of its own, because Spring's test framework takes what is started in its own thread for the test's. */
    private static void start(Path directory, Map<String, String> settings) {
        OwnThread.run(() -> Instance.unsigned(directory, settings).close()).join();
    }

    void copyTo(Path directory) throws IOException {
        UnpackedPrograms.linkInto(directory);
        for (String part : PARTS) {
            copy(shared().resolve(part), directory.resolve(part));
        }
    }

    /** With the permissions, on which PostgreSQL insists. */
    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> paths = Files.walk(from)) {
            for (Path path : (Iterable<Path>) paths::iterator) {
                Files.copy(
                        path,
                        to.resolve(from.relativize(path).toString()),
                        StandardCopyOption.COPY_ATTRIBUTES,
                        LinkOption.NOFOLLOW_LINKS);
            }
        }
    }

    private Path shared() {
        return SHARED.resolve(Build.ID).resolve(name().toLowerCase(Locale.ROOT));
    }

    private static void deleteOtherBuilds() throws IOException {
        try (Stream<Path> all = Files.list(SHARED)) {
            for (Path other : all.filter(Files::isDirectory)
                    .filter(directory -> !directory.endsWith(Build.ID))
                    .toList()) {
                FileSystemUtils.deleteRecursively(other);
            }
        }
    }

    /** Another build may migrate and publish otherwise. */
    private static final class Build {

        static final String ID = identify();

        private static String identify() {
            List<String> files = new ArrayList<>();
            try (Stream<Path> paths = Files.walk(classes())) {
                for (Path path : (Iterable<Path>) paths.sorted()::iterator) {
                    files.add(path + " " + Files.size(path) + " " + Files.getLastModifiedTime(path));
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return Sha256.of(String.join("\n", files));
        }

        private static Path classes() {
            try {
                return Path.of(ComplianceCenter.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .toURI());
            } catch (URISyntaxException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
