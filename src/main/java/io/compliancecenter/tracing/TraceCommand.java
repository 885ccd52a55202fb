package io.compliancecenter.tracing;

import io.compliancecenter.database.CommandDatabase;
import io.compliancecenter.stamping.Serial;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Unmatched;

/** Prints whose copy a PDF is. */
@Command(
        name = "trace",
        mixinStandardHelpOptions = true,
        customSynopsis = "${COMMAND-FULL-NAME} FILE.pdf|SERIAL [--setting=value ...]",
        description = "Tells whose copy a PDF is, by the serials in it or by a serial that is typed in.")
public final class TraceCommand implements Callable<Integer> {

    private final PrintStream out;

    @Parameters(paramLabel = "FILE.pdf|SERIAL", description = "The file, or the serial.")
    private String word = "";

    @Unmatched
    private List<String> settings = new ArrayList<>();

    /** @param out receives the answer */
    public TraceCommand(PrintStream out) {
        this.out = out;
    }

    /** Returns the exit status: 0 if the copy is known, 1 if it is not. */
    @Override
    public Integer call() {
        try {
            Optional<Serial> typed = Serial.parse(word);
            return lookUp(typed.isPresent() ? Map.of(typed.get(), "") : scan(Path.of(word)));
        } catch (IOException | CommandDatabase.UnavailableException failure) {
            return cannotTell(failure.getMessage());
        } catch (DataAccessException failure) {
            return cannotTell("the database query failed: "
                    + failure.getMostSpecificCause().getMessage());
        }
    }

    private static Map<Serial, String> scan(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new IOException("'" + file + "' is neither a file nor a valid serial.");
        }
        Map<Serial, String> found = SerialScanProcess.scan(file);
        if (found.isEmpty()) {
            throw new IOException(file + " contains no serial, neither in its metadata nor in its text.");
        }
        return found;
    }

    /** @param serials with the places where they were found; empty for one that was typed in */
    private int lookUp(Map<Serial, String> serials) throws CommandDatabase.UnavailableException {
        boolean known = false;
        try (CommandDatabase database = CommandDatabase.open(settings.toArray(String[]::new))) {
            for (Map.Entry<Serial, String> found : serials.entrySet()) {
                out.println("Serial:        " + found.getKey());
                if (!found.getValue().isEmpty()) {
                    out.println("Found in:      " + found.getValue());
                }
                Optional<TracedCopy> copy = TracedCopy.find(database.dataSource(), found.getKey());
                out.println(copy.map(TracedCopy::describe).orElse("No permit has this serial.\n"));
                known |= copy.isPresent();
            }
        }
        if (serials.size() > 1) {
            return cannotTell("the file contains " + serials.size()
                    + " different serials. It was changed, or merged from several copies.");
        }
        return known ? 0 : cannotTell("no permit in this database has this serial.");
    }

    private int cannotTell(@Nullable String why) {
        out.println("Cannot tell: " + why);
        return 1;
    }
}
