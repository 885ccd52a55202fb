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

    private static final int KNOWN = 0;
    private static final int UNKNOWN = 1;

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
        Optional<Serial> typed = Serial.parse(word);
        if (typed.isPresent()) {
            return lookUp(Map.of(typed.get(), ""));
        }
        Path file = Path.of(word);
        if (!Files.isRegularFile(file)) {
            out.println("Cannot tell: '" + word + "' is neither a file nor a valid serial.");
            return UNKNOWN;
        }
        try {
            Map<Serial, String> found = SerialScanProcess.scan(file);
            if (found.isEmpty()) {
                out.println("Cannot tell: " + file + " contains no serial, neither in its metadata nor in its text.");
                return UNKNOWN;
            }
            return lookUp(found);
        } catch (IOException failure) {
            out.println("Cannot tell: " + failure.getMessage() + '.');
            return UNKNOWN;
        }
    }

    /** @param serials with the places where they were found; empty for one that was typed in */
    private int lookUp(Map<Serial, String> serials) {
        try (CommandDatabase database = CommandDatabase.open(settings.toArray(String[]::new))) {
            int known = 0;
            for (Map.Entry<Serial, String> found : serials.entrySet()) {
                out.println("Serial:        " + found.getKey());
                if (!found.getValue().isEmpty()) {
                    out.println("Found in:      " + found.getValue());
                }
                Optional<TracedCopy> copy = TracedCopy.find(database.dataSource(), found.getKey());
                out.println(copy.map(TracedCopy::describe).orElse("No permit has this serial.\n"));
                known += copy.isPresent() ? 1 : 0;
            }
            if (serials.size() > 1) {
                out.println("Cannot tell: the file contains " + serials.size()
                        + " different serials. It was changed, or merged from several copies.");
                return UNKNOWN;
            }
            if (known > 0) {
                return KNOWN;
            }
            out.println("Cannot tell: no permit in this database has this serial.");
        } catch (CommandDatabase.UnavailableException unavailable) {
            out.println("Cannot tell: " + unavailable.getMessage());
        } catch (DataAccessException failure) {
            out.println("Cannot tell: the database query failed: "
                    + failure.getMostSpecificCause().getMessage());
        }
        return UNKNOWN;
    }
}
