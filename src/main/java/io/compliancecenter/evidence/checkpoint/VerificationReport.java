package io.compliancecenter.evidence.checkpoint;

import java.io.PrintStream;

/** Prints what holds and what does not, however much of that there is. */
final class VerificationReport {

    private static final int MOST_LINES = 100;

    private final PrintStream out;
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
        out.println("note  " + what);
    }

    /** Something does not hold. */
    synchronized void fault(String what) {
        if (faults++ < MOST_LINES) {
            // What was altered may hold anything, a terminal's commands as well.
            out.println("FAIL  " + what.replaceAll("\\p{Cntrl}", "?"));
        }
    }

    synchronized long faults() {
        return faults;
    }

    /** Prints the last line. */
    void close() {
        if (faults() > MOST_LINES) {
            out.println("      and %,d more".formatted(faults() - MOST_LINES));
        }
        out.println();
        out.println(
                faults() == 0
                        ? "ALL HOLDS"
                        : "DOES NOT HOLD: %,d %s".formatted(faults(), faults() == 1 ? "fault" : "faults"));
    }
}
