package io.compliancecenter.evidence.verification;

import io.compliancecenter.database.CommandDatabase;
import io.compliancecenter.evidence.checkpoint.Checkpointing;
import io.compliancecenter.evidence.checkpoint.EvidenceDirectory;
import io.compliancecenter.evidence.checkpoint.PublicKeys;
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
import org.springframework.dao.DataAccessException;

/** {@code verify}: verifies an evidence bundle, or the record in the database. */
public final class VerifyCommand {

    public static final String USAGE = """
            verify BUNDLE.zip [--key PUBLIC-KEY.pem] [--authority CERTIFICATES.pem]
            verify --database [--checkpoints FILE] [--key FILE] [--authority FILE] [--setting=value ...]""";

    private static final int PASSED = 0;
    private static final int FAILED = 1;
    private static final int WRONG_COMMAND_LINE = 2;

    private static final Set<String> BUNDLE_OPTIONS = Set.of("--key", "--authority");
    private static final Set<String> DATABASE_OPTIONS = Set.of("--key", "--authority", "--checkpoints");

    private final Map<String, Path> files = new HashMap<>();
    private final List<String> others = new ArrayList<>();
    private final PrintStream out;

    private VerifyCommand(List<String> arguments, Set<String> options, PrintStream out) {
        this.out = out;
        for (int at = 0; at < arguments.size(); at++) {
            if (options.contains(arguments.get(at)) && at + 1 < arguments.size()) {
                files.put(arguments.get(at), Path.of(arguments.get(++at)));
            } else {
                others.add(arguments.get(at));
            }
        }
    }

    /**
     * Runs the command.
     *
     * @param arguments what follows the command's name
     * @return the exit status: 0 if all passed, 1 if anything failed, 2 if the command line is wrong
     */
    public static int run(String[] arguments, PrintStream out) {
        List<String> given = List.of(arguments);
        return !given.isEmpty() && given.get(0).equals("--database")
                ? new VerifyCommand(given.subList(1, given.size()), DATABASE_OPTIONS, out).verifyDatabase()
                : new VerifyCommand(given, BUNDLE_OPTIONS, out).verifyBundle();
    }

    private int verifyBundle() {
        if (others.size() != 1 || others.get(0).startsWith("--")) {
            return usage();
        }
        Path bundle = Path.of(others.get(0));
        if (!Files.isReadable(bundle)) {
            out.println("The file " + bundle + " does not exist or cannot be read.");
            return WRONG_COMMAND_LINE;
        }
        Path key = files.get("--key");
        VerificationReport report = new VerificationReport(out);
        try {
            BundleVerification.verify(
                    bundle, key == null ? null : PublicKeys.sha256(Files.readString(key)), authorities(), report);
        } catch (IOException unreadable) {
            out.println("The public key " + key + " cannot be read: " + unreadable);
            return WRONG_COMMAND_LINE;
        } catch (IllegalArgumentException unusable) {
            out.println("A file cannot be used. " + unusable.getMessage());
            return WRONG_COMMAND_LINE;
        }
        report.printResult();
        if (report.count() > 0) {
            return FAILED;
        }
        if (report.takenOnTrust().contains("signing key")) {
            out.println(
                    "The signing key is the one in the bundle. Anybody can make one: pass the vendor's key with --key.");
        }
        if (report.takenOnTrust().contains("time-stamp authority")) {
            out.println(
                    "The authority is the one in the bundle. Anybody can make one: pass a certificate that you trust"
                            + " with --authority.");
        }
        return PASSED;
    }

    private int verifyDatabase() {
        if (others.stream().anyMatch(setting -> !setting.startsWith("--") || !setting.contains("="))) {
            return usage();
        }
        try (CommandDatabase database = CommandDatabase.open(others.toArray(String[]::new))) {
            Path directory = EvidenceDirectory.directory(database.settings());
            DatabaseVerification verification = new DatabaseVerification(
                    checkpoints(directory),
                    keys(directory),
                    files.containsKey("--authority") ? authorities() : Checkpointing.trusted(database.settings()),
                    out);
            return verification.verify(database.dataSource()) == 0 ? PASSED : FAILED;
        } catch (CommandDatabase.UnavailableException
                | SQLException
                | IOException
                | UncheckedIOException
                | DataAccessException
                | IllegalArgumentException unreadable) {
            out.println("The record cannot be verified: " + unreadable.getMessage());
            return FAILED;
        }
    }

    private TrustedAuthorities authorities() {
        Path authority = files.get("--authority");
        return authority == null ? TrustedAuthorities.NONE : TrustedAuthorities.read(authority);
    }

    private @Nullable Path checkpoints(@Nullable Path directory) {
        Path given = files.get("--checkpoints");
        return given != null || directory == null ? given : EvidenceDirectory.checkpoints(directory);
    }

    private List<String> keys(@Nullable Path directory) throws IOException {
        Path key = files.get("--key");
        if (key != null) {
            return List.of(Files.readString(key));
        }
        return directory == null ? List.of() : EvidenceDirectory.publicKeys(directory);
    }

    private static int usage() {
        USAGE.lines()
                .map(line -> "Usage: java -jar compliance-center.jar " + line)
                .forEach(System.err::println);
        return WRONG_COMMAND_LINE;
    }
}
