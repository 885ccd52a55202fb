package io.compliancecenter.evidence.verification;

import java.io.PrintStream;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;

/** Prints what holds and what does not, however much of that there is. */
final class VerificationReport {

    private static final int MOST_LINES = 100;

    private final PrintStream out;
    private final Set<String> onTrust = new LinkedHashSet<>();
    private long faults;

    VerificationReport(PrintStream out) {
        this.out = out;
    }

    /** Something holds, or would but for the faults that are printed with it. */
    void looked(String at) {
        out.println("      " + at);
    }

    /** Something is neither right nor wrong, and worth knowing. */
    void note(String what) {
        out.println("note  " + printable(what));
    }

    /** What holds only if somebody's word is taken for it, in a few words; once for each, however often it comes up. */
    void onTrust(String what) {
        onTrust.add(what);
    }

    /** Something does not hold. */
    synchronized void fault(String what) {
        if (faults++ < MOST_LINES) {
            out.println("FAIL  " + printable(what));
        }
    }

    /** What was altered may hold anything, a terminal's commands as well. */
    private static String printable(String what) {
        return what.replaceAll("\\p{Cntrl}", "?");
    }

    synchronized long faults() {
        return faults;
    }

    /** Prints the last line. */
    void close() {
        if (faults() > MOST_LINES) {
            out.println(String.format(Locale.ENGLISH, "      and %,d more", faults() - MOST_LINES));
        }
        out.println();
        out.println(
                faults() == 0
                        ? "ALL HOLDS" + (onTrust.isEmpty() ? "" : ", taken on trust: " + String.join(", ", onTrust))
                        : String.format(
                                Locale.ENGLISH, "DOES NOT HOLD: %,d %s", faults(), faults() == 1 ? "fault" : "faults"));
    }
}
