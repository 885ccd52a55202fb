package io.compliancecenter.embeddedpostgres.core;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Finds the reason of a failure in PostgreSQL's messages. */
final class ServerLog {

    /** Server messages have a timestamp and a severity; those of the tools start with their name. */
    private static final Pattern ERROR = Pattern.compile("(?:FATAL|PANIC|ERROR|error): +(.+)");

    private ServerLog() {}

    static Optional<String> lastError(String output) {
        return output.lines()
                .map(ERROR::matcher)
                .filter(Matcher::find)
                .map(matcher -> matcher.group(1))
                .reduce((former, latter) -> latter);
    }

    /** The last error in the log that was written last, if any. */
    static Optional<String> lastErrorIn(Path logs) throws IOException {
        try (Stream<Path> files = Files.list(logs)) {
            Optional<Path> latest =
                    files.max(Comparator.comparing(file -> file.toFile().lastModified()));
            return latest.isEmpty()
                    ? Optional.empty()
                    : lastError(new String(Files.readAllBytes(latest.get()), StandardCharsets.UTF_8));
        }
    }
}
