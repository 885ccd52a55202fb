package io.compliancecenter.evidence.verification;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Prints what was verified line by line, then the result. */
public final class VerificationReport {

    private static final int MAX_PROBLEMS = 100;

    private final PrintStream out;
    private final List<String> problems = new ArrayList<>();
    private final Set<String> takenOnTrust = new LinkedHashSet<>();
    private long count;

    public VerificationReport(PrintStream out) {
        this.out = out;
    }

    /** Something passed. */
    void ok(String what) {
        out.println("ok    " + printable(what));
    }

    /** How much was verified, whether or not it passed. */
    void info(String what) {
        out.println("      " + printable(what));
    }

    void note(String what) {
        out.println("note  " + printable(what));
    }

    void problem(String what) {
        if (count++ < MAX_PROBLEMS) {
            out.println("FAIL  " + printable(what));
            problems.add(what);
        }
    }

    /** Something was assumed that could not be verified. */
    void takeOnTrust(String what) {
        takenOnTrust.add(what);
    }

    /** What was verified may contain anything, such as control sequences of a terminal. */
    private static String printable(String what) {
        return what.replaceAll("\\p{C}", "?");
    }

    /** The first hundred problems. */
    public List<String> problems() {
        return Collections.unmodifiableList(problems);
    }

    public long count() {
        return count;
    }

    public Set<String> takenOnTrust() {
        return Collections.unmodifiableSet(takenOnTrust);
    }

    /** Prints the result. */
    void printResult() {
        if (count > MAX_PROBLEMS) {
            out.println(String.format(Locale.ENGLISH, "      and %,d more", count - MAX_PROBLEMS));
        }
        out.println();
        if (count > 0) {
            out.println(String.format(Locale.ENGLISH, "FAILED: %,d problem%s", count, count == 1 ? "" : "s"));
        } else {
            out.println(
                    "PASSED" + (takenOnTrust.isEmpty() ? "" : ", taken on trust: " + String.join(", ", takenOnTrust)));
        }
    }
}
