package io.compliancecenter.evidence;

import io.compliancecenter.evidence.checkpoint.PublicKeys;
import io.compliancecenter.evidence.checkpoint.VerifyDatabaseCommand;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** {@code verify}: checks an evidence bundle, or the database, and says of each part whether it holds. */
public final class VerifyCommand {

    private static final String NAME = "verify";

    private static final int HOLDS = 0;
    private static final int DOES_NOT_HOLD = 1;
    private static final int USAGE = 2;

    private VerifyCommand() {}

    /**
     * Runs the command, and ends the process with 0 if all holds, 1 if something does not, and 2 if the command line is wrong.
     *
     * @param arguments the command line
     * @return false if it is another command
     */
    public static boolean run(String[] arguments) {
        if (arguments.length == 0 || !arguments[0].equals(NAME)) {
            return false;
        }
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        // Whatever else speaks up does not do so among the answers.
        System.setOut(System.err);
        System.exit(
                arguments.length > 1 && arguments[1].equals("--database")
                        ? VerifyDatabaseCommand.run(Arrays.copyOfRange(arguments, 2, arguments.length), out)
                        : run(Arrays.copyOfRange(arguments, 1, arguments.length), out));
        return true;
    }

    /** @return the status to exit with */
    static int run(String[] arguments, PrintStream out) {
        String bundle = null;
        String key = null;
        for (int at = 0; at < arguments.length; at++) {
            if (arguments[at].equals("--key") && at + 1 < arguments.length) {
                key = arguments[++at];
            } else if (bundle == null && !arguments[at].startsWith("--")) {
                bundle = arguments[at];
            } else {
                return usage(out);
            }
        }
        if (bundle == null) {
            return usage(out);
        }
        if (!Files.isReadable(Path.of(bundle))) {
            out.println("There is no file " + bundle + " that can be read.");
            return USAGE;
        }
        String trusted;
        try {
            trusted = key == null ? null : PublicKeys.sha256(Files.readString(Path.of(key)));
        } catch (IOException | IllegalArgumentException unusable) {
            out.println("The public key in " + key + " cannot be used: " + unusable.getMessage());
            return USAGE;
        }
        return report(BundleVerification.verify(Path.of(bundle), trusted), trusted, out);
    }

    private static int report(Findings findings, @Nullable String trusted, PrintStream out) {
        findings.lines().forEach(out::println);
        out.println();
        if (!findings.faults().isEmpty()) {
            out.println("DOES NOT HOLD: " + findings.faults().size()
                    + (findings.faults().size() == 1 ? " fault" : " faults"));
            return DOES_NOT_HOLD;
        }
        out.println("ALL HOLDS");
        if (trusted == null) {
            out.println(
                    "It was signed with the key that the bundle names. Compare it with the vendor's, or give it: --key FILE");
        }
        return HOLDS;
    }

    private static int usage(PrintStream out) {
        out.println("Usage: java -jar compliance-center.jar verify BUNDLE.zip [--key PUBLIC-KEY.pem]");
        out.println("       java -jar compliance-center.jar verify --database [--checkpoints FILE] [--key FILE]");
        return USAGE;
    }
}
