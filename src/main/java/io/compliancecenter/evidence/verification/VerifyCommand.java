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
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Unmatched;

/** Verifies an evidence bundle, or the record in the database. */
@Command(
        name = "verify",
        mixinStandardHelpOptions = true,
        customSynopsis = {
            "${COMMAND-FULL-NAME} BUNDLE.zip [--key PUBLIC-KEY.pem ...] [--authority CERTIFICATES.pem]",
            "       ${COMMAND-FULL-NAME} --database [--checkpoints FILE] [--key FILE ...] [--authority FILE]"
                    + " [--setting=value ...]"
        },
        description =
                "Checks an evidence bundle, or the record in the database, and says of each part whether it holds.")
public final class VerifyCommand implements Callable<Integer> {

    private final PrintStream out;

    @ArgGroup(multiplicity = "1")
    private Subject subject = new Subject();

    @Option(
            names = "--key",
            description = "The vendor's public key. Repeat it for each key, if the vendor has changed the signing key.")
    private List<Path> keys = new ArrayList<>();

    @Option(names = "--authority", description = "Certificates of timestamp authorities that you trust.")
    private @Nullable Path authority;

    @Option(names = "--checkpoints", description = "Checkpoints that were kept outside of the database.")
    private @Nullable Path checkpoints;

    @Unmatched
    private List<String> settings = new ArrayList<>();

    /** What is verified. */
    private static final class Subject {

        @Parameters(paramLabel = "BUNDLE.zip", description = "The bundle.")
        private @Nullable Path bundle;

        @Option(names = "--database", description = "The record of the database that the settings name.")
        private boolean database;
    }

    /** @param out receives the report */
    public VerifyCommand(PrintStream out) {
        this.out = out;
    }

    /** Returns the exit status: 0 if all passed, 1 if anything failed, 2 if the command line is wrong. */
    @Override
    public Integer call() {
        return subject.bundle == null ? verifyDatabase() : verifyBundle(subject.bundle);
    }

    private int verifyBundle(Path bundle) {
        if (checkpoints != null || !settings.isEmpty()) {
            System.err.println("--checkpoints and settings are for --database only.");
            return ExitCode.USAGE;
        }
        if (!Files.isReadable(bundle)) {
            out.println("The file " + bundle + " does not exist or cannot be read.");
            return ExitCode.USAGE;
        }
        VerificationReport report = new VerificationReport(out);
        try {
            BundleVerification.verify(bundle, publicKeys(), authorities(), report);
        } catch (IllegalArgumentException unusable) {
            out.println("A file cannot be used. " + unusable.getMessage());
            return ExitCode.USAGE;
        }
        report.printResult();
        if (report.count() > 0) {
            return ExitCode.SOFTWARE;
        }
        if (report.takenOnTrust().contains("signing key")) {
            out.println(
                    "The signing key is the one in the bundle. Anybody can make one: pass the vendor's key with --key.");
        }
        if (report.takenOnTrust().contains("timestamp authority")) {
            out.println(
                    "The authority is the one in the bundle. Anybody can make one: pass a certificate that you trust"
                            + " with --authority.");
        }
        return ExitCode.OK;
    }

    private int verifyDatabase() {
        try (CommandDatabase database = CommandDatabase.open(settings.toArray(String[]::new))) {
            Path directory = EvidenceDirectory.directory(database.settings());
            DatabaseVerification verification = new DatabaseVerification(
                    checkpoints(directory),
                    publicKeys(directory),
                    authority != null ? authorities() : Checkpointing.trusted(database.settings()),
                    out);
            return verification.verify(database.dataSource()) == 0 ? ExitCode.OK : ExitCode.SOFTWARE;
        } catch (CommandDatabase.UnavailableException
                | SQLException
                | IOException
                | UncheckedIOException
                | DataAccessException
                | IllegalArgumentException unreadable) {
            out.println("The record cannot be verified: " + unreadable.getMessage());
            return ExitCode.SOFTWARE;
        }
    }

    private TrustedAuthorities authorities() {
        return authority == null ? TrustedAuthorities.NONE : TrustedAuthorities.read(authority);
    }

    private @Nullable Path checkpoints(@Nullable Path directory) {
        return checkpoints != null || directory == null ? checkpoints : EvidenceDirectory.checkpoints(directory);
    }

    private List<String> publicKeys(@Nullable Path directory) throws IOException {
        return keys.isEmpty() && directory != null ? EvidenceDirectory.publicKeys(directory) : publicKeys();
    }

    private List<String> publicKeys() {
        return keys.stream().map(VerifyCommand::read).toList();
    }

    private static String read(Path key) {
        try {
            String pem = Files.readString(key);
            PublicKeys.sha256(pem);
            return pem;
        } catch (IOException | IllegalArgumentException unusable) {
            throw new IllegalArgumentException("The public key " + key + " cannot be read: " + unusable, unusable);
        }
    }
}
