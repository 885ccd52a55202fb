package io.compliancecenter.embeddedpostgres.core;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.util.FileSystemUtils;

/**
 * The directory that contains everything of the embedded PostgreSQL.
 *
 * <p>The cluster has a directory of its own in it: initdb needs an empty one, so that the root can be a mounted volume with a
 * {@code lost+found}; and a rename within one file system is what makes each step atomic.
 *
 * @param root absolute, free of symbolic links
 */
record DataDirectory(Path root) {

    static DataDirectory create(Path directory) throws IOException {
        if (Files.notExists(directory)) {
            Files.createDirectories(directory);
            PosixFileAttributeView posix = Files.getFileAttributeView(directory, PosixFileAttributeView.class);
            if (posix != null) {
                posix.setPermissions(PosixFilePermissions.fromString("rwx------"));
            }
        }
        return new DataDirectory(directory.toRealPath());
    }

    /** What PostgreSQL calls its data directory. */
    Path cluster() {
        return root.resolve("cluster");
    }

    Path binaries() {
        return root.resolve("binaries");
    }

    /** In the format of libpq, so {@code PGPASSFILE} can point psql and pg_dump to it. */
    Path passwords() {
        return root.resolve("pgpass");
    }

    Path lock() {
        return root.resolve("lock");
    }

    /** Writes a file that only this user can read, atomically, even if the machine loses power. */
    void writePrivately(Path file, List<String> lines) throws IOException {
        Path unfinished = Files.createTempFile(root, "unfinished-", "");
        try {
            Files.write(unfinished, lines);
            try (FileChannel channel = FileChannel.open(unfinished, StandardOpenOption.WRITE)) {
                channel.force(true);
            }
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }

    /**
     * A new directory to prepare something in before it is renamed. Its name is never reused: a program that outlived a
     * killed application may still write to an earlier one.
     */
    Path createUnfinished() throws IOException {
        return Files.createTempDirectory(root, "unfinished-");
    }

    /** Deletes what an earlier start left unfinished when it was killed. */
    void deleteUnfinished() throws IOException {
        try (Stream<Path> children = Files.list(root)) {
            for (Path child : children.toList()) {
                if (child.getFileName().toString().startsWith("unfinished-")) {
                    try {
                        FileSystemUtils.deleteRecursively(child);
                    } catch (IOException e) {
                        // A program that outlived the application still writes to it; the next start deletes it.
                    }
                }
            }
        }
    }
}
