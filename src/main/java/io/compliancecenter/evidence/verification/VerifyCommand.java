package io.compliancecenter.evidence.verification;

import io.compliancecenter.evidence.checkpoint.PublicKeys;
import io.compliancecenter.evidence.timestamp.TrustedAuthorities;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** {@code verify}: checks an evidence bundle, or the database, and says of each part whether it holds. */
public final class VerifyCommand {

    public static final String USAGE =
            "verify BUNDLE.zip [--key PUBLIC-KEY.pem] [--authority CERTIFICATES.pem]\n" + VerifyDatabaseCommand.USAGE;

    private static final int HOLDS = 0;
    private static final int DOES_NOT_HOLD = 1;
    private static final int WRONG_COMMAND_LINE = 2;

    private VerifyCommand() {}

    /**
     * Runs the command.
     *
     * @param arguments what follows the command's name
     * @return the status to exit with: 0 if all holds, 1 if something does not, 2 if the command line is wrong
     */
    public static int run(String[] arguments, PrintStream out) {
        return arguments.length > 0 && arguments[0].equals("--database")
                ? VerifyDatabaseCommand.run(Arrays.copyOfRange(arguments, 1, arguments.length), out)
                : verifyBundle(arguments, out);
    }

    private static int verifyBundle(String[] arguments, PrintStream out) {
        String bundle = null;
        String key = null;
        String authority = null;
        for (int at = 0; at < arguments.length; at++) {
            boolean valued = at + 1 < arguments.length;
            if (arguments[at].equals("--key") && valued) {
                key = arguments[++at];
            } else if (arguments[at].equals("--authority") && valued) {
                authority = arguments[++at];
            } else if (bundle == null && !arguments[at].startsWith("--")) {
                bundle = arguments[at];
            } else {
                return usage();
            }
        }
        if (bundle == null) {
            return usage();
        }
        if (!Files.isReadable(Path.of(bundle))) {
            out.println("There is no file " + bundle + " that can be read.");
            return WRONG_COMMAND_LINE;
        }
        String trusted;
        TrustedAuthorities authorities;
        try {
            trusted = key == null ? null : PublicKeys.sha256(Files.readString(Path.of(key)));
            authorities = authority == null ? TrustedAuthorities.NONE : TrustedAuthorities.read(Path.of(authority));
        } catch (IOException unreadable) {
            out.println("The public key in " + key + " cannot be read: " + unreadable);
            return WRONG_COMMAND_LINE;
        } catch (IllegalArgumentException unusable) {
            out.println("A file that was given cannot be used. " + unusable.getMessage());
            return WRONG_COMMAND_LINE;
        }
        return report(BundleVerification.verify(Path.of(bundle), trusted, authorities), out);
    }

    private static int report(Findings findings, PrintStream out) {
        findings.lines().forEach(out::println);
        out.println();
        if (!findings.faults().isEmpty()) {
            out.println("DOES NOT HOLD: " + findings.faults().size()
                    + (findings.faults().size() == 1 ? " fault" : " faults"));
            return DOES_NOT_HOLD;
        }
        if (findings.onTrust().isEmpty()) {
            out.println("ALL HOLDS");
            return HOLDS;
        }
        out.println("ALL HOLDS, taken on trust: " + String.join(", ", findings.onTrust()));
        if (findings.onTrust().contains("signing key")) {
            out.println(
                    "The signing key is the one in the bundle: anybody can make one. Give the vendor's, --key FILE");
        }
        if (findings.onTrust().contains("time-stamp authority")) {
            out.println(
                    "The authority is the one in the bundle: anybody can make one. Give a certificate that you trust,"
                            + " --authority FILE");
        }
        return HOLDS;
    }

    private static int usage() {
        USAGE.lines()
                .map(line -> "Usage: java -jar compliance-center.jar " + line)
                .forEach(System.err::println);
        return WRONG_COMMAND_LINE;
    }
}
