package io.compliancecenter.evidence.checkpoint;

import io.compliancecenter.database.CommandDatabase;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code verify --database}: checks the record in the database against itself and what is kept outside of it. */
public final class VerifyDatabaseCommand {

    private static final int HOLDS = 0;
    private static final int DOES_NOT_HOLD = 1;
    private static final int USAGE = 2;

    private VerifyDatabaseCommand() {}

    /**
     * Checks the record, found by the same settings as the application's.
     *
     * @param arguments {@code --checkpoints FILE} and {@code --key FILE} to use in place of the configured ones, and the
     *     application's settings, as {@code --name=value}
     * @return the status to exit with: 0 if all holds, 1 if something does not or cannot be read, 2 for wrong arguments
     */
    public static int run(String[] arguments, PrintStream out) {
        Path checkpoints = null;
        Path key = null;
        List<String> settings = new ArrayList<>();
        for (int at = 0; at < arguments.length; at++) {
            boolean valued = at + 1 < arguments.length;
            if (arguments[at].equals("--checkpoints") && valued) {
                checkpoints = Path.of(arguments[++at]);
            } else if (arguments[at].equals("--key") && valued) {
                key = Path.of(arguments[++at]);
            } else if (arguments[at].startsWith("--") && arguments[at].contains("=")) {
                settings.add(arguments[at]);
            } else {
                out.println("Usage: java -jar compliance-center.jar verify --database"
                        + " [--checkpoints FILE] [--key FILE] [--setting=value ...]");
                return USAGE;
            }
        }
        try (CommandDatabase database = CommandDatabase.open(settings.toArray(String[]::new))) {
            Path directory = EvidenceDirectory.directory(database.settings());
            Path file = checkpoints != null || directory == null
                    ? checkpoints
                    : new EvidenceDirectory(directory, directory, false).checkpoints();
            long faults = new DatabaseVerification(file, keys(key, directory), out).verify(database.dataSource());
            return faults == 0 ? HOLDS : DOES_NOT_HOLD;
        } catch (CommandDatabase.UnavailableException | SQLException | IOException unreadable) {
            out.println("The record cannot be checked: " + unreadable.getMessage());
            return DOES_NOT_HOLD;
        }
    }

    private static List<String> keys(@Nullable Path key, @Nullable Path directory) throws IOException {
        if (key != null) {
            return List.of(Files.readString(key));
        }
        return directory == null ? List.of() : EvidenceDirectory.publicKeys(directory);
    }
}
