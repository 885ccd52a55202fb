package io.compliancecenter.embeddedpostgres.core;

import io.compliancecenter.support.PrivateFiles;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
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
        PrivateFiles.createDirectory(directory);
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

    /**
     * A new directory to prepare something in before it is renamed. Its name is never reused: a program that outlived a
     * killed application may still write to an earlier one.
     */
    Path createUnfinished() throws IOException {
        return Files.createTempDirectory(root, "unfinished-");
    }

    /** Deletes what an earlier start left unfinished when it was killed. */
    void deleteUnfinished() throws IOException {
        try (DirectoryStream<Path> unfinished = Files.newDirectoryStream(root, "unfinished-*")) {
            for (Path directory : unfinished) {
                try {
                    FileSystemUtils.deleteRecursively(directory);
                } catch (IOException e) {
                    // A program that outlived the application still writes to it; the next start deletes it.
                }
            }
        }
    }
}
