package io.compliancecenter.tracing;

import io.compliancecenter.database.CommandDatabase;
import io.compliancecenter.tracing.FoundSerial.Kind;
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
            return lookUp(
                    Files.isRegularFile(Path.of(word)) ? SerialSearch.in(Path.of(word)) : SerialSearch.typed(word));
        } catch (IOException | CommandDatabase.UnavailableException failure) {
            return cannotTell(failure.getMessage());
        } catch (DataAccessException failure) {
            return cannotTell("the database query failed: "
                    + failure.getMostSpecificCause().getMessage());
        }
    }

    private int lookUp(List<FoundSerial> serials) throws CommandDatabase.UnavailableException {
        if (serials.isEmpty()) {
            return cannotTell(nothingFound(false));
        }
        int different = 0;
        boolean known = false;
        try (CommandDatabase database = CommandDatabase.open(settings.toArray(String[]::new))) {
            for (FoundSerial found : serials) {
                Optional<TracedCopy> copy = TracedCopy.find(database.dataSource(), found.serial());
                if (copy.isPresent() || found.kind() == Kind.EXACT) {
                    print(found, copy);
                    different++;
                }
                known |= copy.isPresent();
            }
        }
        if (different == 0) {
            return cannotTell(nothingFound(true));
        }
        if (different > 1) {
            return cannotTell("the file contains " + different
                    + " different serials. It was changed, or merged from several copies.");
        }
        return known ? 0 : cannotTell("no permit in this database has this serial.");
    }

    private void print(FoundSerial found, Optional<TracedCopy> copy) {
        out.println("Serial:        " + found.serial() + (found.kind() == Kind.SIMILAR ? " (probably)" : ""));
        if (found.kind() == Kind.SIMILAR) {
            out.println(
                    "Note:          Some characters were misread or mistyped. The check digits and the permits in this"
                            + " database leave only this serial.");
        }
        if (!found.places().isEmpty()) {
            out.println("Found in:      " + found.places());
        }
        out.println(copy.map(TracedCopy::describe).orElse("No permit has this serial.\n"));
    }

    private String nothingFound(boolean similar) {
        if (!Files.isRegularFile(Path.of(word))) {
            return "'" + word + "' is neither a file nor a valid serial"
                    + (similar ? ", and no permit in this database has a serial that looks like it." : ".");
        }
        return word + " contains no serial, neither in its metadata nor in its text"
                + (similar ? ", and no permit in this database has one that looks like what is there." : ".");
    }

    private int cannotTell(@Nullable String why) {
        out.println("Cannot tell: " + why);
        return 1;
    }
}
