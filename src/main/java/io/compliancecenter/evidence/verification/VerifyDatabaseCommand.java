package io.compliancecenter.evidence.verification;

import io.compliancecenter.database.CommandDatabase;
import io.compliancecenter.evidence.checkpoint.Checkpointing;
import io.compliancecenter.evidence.checkpoint.DirectoryOwner;
import io.compliancecenter.evidence.checkpoint.EvidenceDirectory;
import io.compliancecenter.evidence.timestamp.TrustedAuthorities;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** {@code verify --database}: checks the record in the database against itself and what is kept outside of it. */
public final class VerifyDatabaseCommand {

    public static final String USAGE =
            "verify --database [--checkpoints FILE] [--key FILE] [--authority FILE] [--setting=value ...]";

    private static final int HOLDS = 0;
    private static final int DOES_NOT_HOLD = 1;
    private static final int WRONG_COMMAND_LINE = 2;

    private static final Set<String> FILES = Set.of("--checkpoints", "--key", "--authority");

    private VerifyDatabaseCommand() {}

    /**
     * Checks the record, found by the same settings as the application's.
     *
     * @param arguments {@code --checkpoints FILE}, {@code --key FILE} and {@code --authority FILE} to use in place of the
     *     configured ones, and the application's settings, as {@code --name=value}
     * @return the status to exit with: 0 if all holds, 1 if something does not or cannot be read, 2 for wrong arguments
     */
    public static int run(String[] arguments, PrintStream out) {
        Map<String, Path> files = new HashMap<>();
        List<String> settings = new ArrayList<>();
        for (int at = 0; at < arguments.length; at++) {
            if (FILES.contains(arguments[at]) && at + 1 < arguments.length) {
                files.put(arguments[at], Path.of(arguments[++at]));
            } else if (arguments[at].startsWith("--") && arguments[at].contains("=")) {
                settings.add(arguments[at]);
            } else {
                System.err.println("Usage: java -jar compliance-center.jar " + USAGE);
                return WRONG_COMMAND_LINE;
            }
        }
        try (CommandDatabase database = CommandDatabase.open(settings.toArray(String[]::new))) {
            Path directory = EvidenceDirectory.directory(
                    database.settings(), checkpoints -> database.read(owner -> mayBe(owner, checkpoints)));
            Path authority = files.get("--authority");
            DatabaseVerification verification = new DatabaseVerification(
                    checkpoints(files.get("--checkpoints"), directory),
                    keys(files.get("--key"), directory),
                    authority == null ? Checkpointing.trusted(database.settings()) : TrustedAuthorities.read(authority),
                    out);
            return verification.verify(database.dataSource()) == 0 ? HOLDS : DOES_NOT_HOLD;
        } catch (CommandDatabase.UnavailableException
                | SQLException
                | IOException
                | UncheckedIOException
                | IllegalArgumentException unreadable) {
            out.println("The record cannot be checked: " + unreadable.getMessage());
            return DOES_NOT_HOLD;
        }
    }

    private static boolean mayBe(JdbcClient owner, Path checkpoints) {
        try {
            return DirectoryOwner.mayBe(owner, checkpoints);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static @Nullable Path checkpoints(@Nullable Path given, @Nullable Path directory) {
        return given != null || directory == null ? given : EvidenceDirectory.checkpoints(directory);
    }

    private static List<String> keys(@Nullable Path key, @Nullable Path directory) throws IOException {
        if (key != null) {
            return List.of(Files.readString(key));
        }
        return directory == null ? List.of() : EvidenceDirectory.publicKeys(directory);
    }
}
