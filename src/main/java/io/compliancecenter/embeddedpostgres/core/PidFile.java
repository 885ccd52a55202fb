package io.compliancecenter.embeddedpostgres.core;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * PostgreSQL's {@code postmaster.pid}. Its first line is the process id of the server that uses the cluster, its fourth one the
 * port.
 *
 * @param pid the process id, positive, though that of {@code postgres --single} is written negative
 * @param port 0 until the server has written it
 * @see <a href="https://www.postgresql.org/docs/18/storage-file-layout.html">PostgreSQL: Database File Layout</a>
 */
record PidFile(long pid, int port) {

    static Path in(Path cluster) {
        return cluster.resolve("postmaster.pid");
    }

    /** The file's content; empty if it is missing or malformed. */
    static Optional<PidFile> read(Path cluster) throws IOException {
        Path file = in(cluster);
        // Each byte is a character here, so that garbage is no error.
        return Files.exists(file) ? parse(Files.readString(file, StandardCharsets.ISO_8859_1)) : Optional.empty();
    }

    static Optional<PidFile> parse(String content) {
        List<String> lines = content.lines().map(String::strip).toList();
        // Ten digits are more than any system's process ids have, and fewer than a long.
        if (lines.isEmpty() || !lines.get(0).matches("-?[1-9]\\d{0,9}")) {
            return Optional.empty();
        }
        boolean hasPort = lines.size() > 3 && lines.get(3).matches("\\d{1,5}");
        return Optional.of(
                new PidFile(Math.abs(Long.parseLong(lines.get(0))), hasPort ? Integer.parseInt(lines.get(3)) : 0));
    }

    /**
     * The process, if it runs one of the programs below a directory. Process ids are reused, so a live process alone proves
     * nothing; and no other cluster's server runs these programs.
     *
     * @param programs absolute, free of symbolic links
     */
    Optional<ProcessHandle> process(Path programs) {
        return ProcessHandle.of(pid)
                .filter(process -> process.info()
                        .command()
                        .filter(command -> Path.of(command).startsWith(programs))
                        .isPresent());
    }
}
