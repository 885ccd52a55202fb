package io.compliancecenter.tracing;

import io.compliancecenter.database.CommandDatabase;
import io.compliancecenter.stamping.Serial;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/** The command {@code trace}: prints whose copy a PDF is. */
public final class TraceCommand {

    public static final String USAGE = "trace FILE.pdf|SERIAL [--setting=value ...]";

    private static final int KNOWN = 0;
    private static final int UNKNOWN = 1;
    private static final int WRONG_COMMAND_LINE = 2;

    private final PrintStream out;

    private TraceCommand(PrintStream out) {
        this.out = out;
    }

    /**
     * Runs {@code trace FILE.pdf} or {@code trace SERIAL}. Arguments that begin with {@code --} are settings of the application.
     *
     * @param arguments after the command's name
     * @return the exit status: 0 if the copy is known, 1 if it is not, 2 for wrong arguments
     */
    public static int run(String[] arguments, PrintStream out) {
        return new TraceCommand(out).trace(arguments);
    }

    private int trace(String[] arguments) {
        List<String> words =
                Arrays.stream(arguments).filter(word -> !word.startsWith("--")).toList();
        String[] settings =
                Arrays.stream(arguments).filter(word -> word.startsWith("--")).toArray(String[]::new);
        if (words.size() != 1 || words.get(0).isBlank()) {
            System.err.println("Usage: java -jar compliance-center.jar " + USAGE);
            return WRONG_COMMAND_LINE;
        }
        String word = words.get(0);
        Optional<Serial> typed = Serial.parse(word);
        if (typed.isPresent()) {
            return lookUp(typed.map(List::of).orElseThrow(), null, settings);
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
            return lookUp(found.serials(), found, settings);
        } catch (IOException failure) {
            out.println("Cannot tell: " + failure.getMessage() + '.');
            return UNKNOWN;
        }
    }

    private int lookUp(List<Serial> serials, @Nullable TracedSerials places, String[] settings) {
        try (CommandDatabase database = CommandDatabase.open(settings)) {
            int known = 0;
            for (Serial serial : serials) {
                out.println("Serial:        " + serial);
                if (places != null) {
                    out.println("Found in:      " + places.places(serial));
                }
                Optional<TracedCopy> copy = database.read(owner -> TracedCopy.find(owner, serial));
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
        } catch (DataAccessException | TransactionException failure) {
            out.println("Cannot tell: the database query failed: "
                    + failure.getMostSpecificCause().getMessage());
        }
        return UNKNOWN;
    }
}
