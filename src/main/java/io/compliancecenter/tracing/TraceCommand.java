package io.compliancecenter.tracing;

import io.compliancecenter.database.CommandDatabase;
import io.compliancecenter.stamping.Serial;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
            return lookUp(typed.map(List::of).orElseThrow(), null);
        }
        Path file = Path.of(word);
        if (!Files.isRegularFile(file)) {
            out.println("Cannot tell: '" + word + "' is neither a file nor a valid serial.");
            return UNKNOWN;
        }
        try {
            TracedSerials found = SerialScanCommand.scan(file);
            if (found.serials().isEmpty()) {
                out.println("Cannot tell: " + file + " contains no serial, neither in its metadata nor in its text.");
                return UNKNOWN;
            }
            return lookUp(found.serials(), found);
        } catch (IOException failure) {
            out.println("Cannot tell: " + failure.getMessage() + '.');
            return UNKNOWN;
        }
    }

    private int lookUp(List<Serial> serials, @Nullable TracedSerials places) {
        try (CommandDatabase database = CommandDatabase.open(settings.toArray(String[]::new))) {
            int known = 0;
            for (Serial serial : serials) {
                out.println("Serial:        " + serial);
                if (places != null) {
                    out.println("Found in:      " + places.places(serial));
                }
                Optional<TracedCopy> copy = TracedCopy.find(database.dataSource(), serial);
                out.println(copy.map(TracedCopy::describe).orElse("No permit has this serial.\n"));
                known += copy.isPresent() ? 1 : 0;
            }
            if (serials.size() > 1) {
                out.println("Cannot tell: the file contains " + serials.size()
                        + " different serials. It was changed, or merged from several copies.");
                return UNKNOWN;
            }
            if (known == 0) {
                out.println("Cannot tell: no permit in this database has this serial.");
            }
            return known == 0 ? UNKNOWN : KNOWN;
        } catch (CommandDatabase.UnavailableException unavailable) {
            out.println("Cannot tell: " + unavailable.getMessage());
        } catch (DataAccessException failure) {
            out.println("Cannot tell: the database query failed: "
                    + failure.getMostSpecificCause().getMessage());
        }
        return UNKNOWN;
    }
}
