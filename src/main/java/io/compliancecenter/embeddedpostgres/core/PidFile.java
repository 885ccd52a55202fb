package io.compliancecenter.embeddedpostgres.core;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/**
 * PostgreSQL's {@code postmaster.pid}, whose first line is the process id of the server that uses the cluster.
 *
 * @param pid the process id, positive, though that of {@code postgres --single} is written negative
 * @see <a href="https://www.postgresql.org/docs/18/storage-file-layout.html">PostgreSQL: Database File Layout</a>
 */
record PidFile(long pid) {

    /** Ten digits are more than any system's process ids have, and fewer than a long. */
    private static final Pattern PID = Pattern.compile("-?([1-9]\\d{0,9})");

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
        var matcher = PID.matcher(content.lines().findFirst().orElse("").strip());
        return matcher.matches() ? Optional.of(new PidFile(Long.parseLong(matcher.group(1)))) : Optional.empty();
    }

    /** The port on which the server listens, from the fourth line; empty until that is written. */
    static OptionalInt port(Path cluster) throws IOException {
        Path file = in(cluster);
        if (Files.notExists(file)) {
            return OptionalInt.empty();
        }
        String port = Files.readString(file, StandardCharsets.ISO_8859_1)
                .lines()
                .skip(3)
                .findFirst()
                .orElse("")
                .strip();
        return port.matches("\\d{1,5}") ? OptionalInt.of(Integer.parseInt(port)) : OptionalInt.empty();
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
