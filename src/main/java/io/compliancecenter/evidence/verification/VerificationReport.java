package io.compliancecenter.evidence.verification;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Prints what was verified line by line, then the result. Its methods take a format and values, like {@link String#format}. */
public final class VerificationReport {

    private static final int MAX_PROBLEMS = 100;

    private final PrintStream out;
    private final List<String> problems = new ArrayList<>();
    private final Set<String> notes = new HashSet<>();
    private final Set<String> takenOnTrust = new LinkedHashSet<>();
    private long count;

    public VerificationReport(PrintStream out) {
        this.out = out;
    }

    /** Something passed. */
    void ok(String format, @Nullable Object... values) {
        print("ok    ", format(format, values));
    }

    /** How much was verified, whether or not it passed. */
    void info(String format, @Nullable Object... values) {
        print("      ", format(format, values));
    }

    /** Prints each note once. */
    void note(String format, @Nullable Object... values) {
        String what = format(format, values);
        if (notes.add(what)) {
            print("note  ", what);
        }
    }

    void problem(String format, @Nullable Object... values) {
        if (count++ < MAX_PROBLEMS) {
            String what = format(format, values);
            print("FAIL  ", what);
            problems.add(what);
        }
    }

    /** Something was assumed that could not be verified. */
    void takeOnTrust(String what) {
        takenOnTrust.add(what);
    }

    private static String format(String format, @Nullable Object... values) {
        return String.format(Locale.ENGLISH, format, values);
    }

    /** What was verified may contain anything, such as control sequences of a terminal. */
    private void print(String prefix, String what) {
        out.println(prefix + what.replaceAll("\\p{C}", "?"));
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
            info("and %,d more", count - MAX_PROBLEMS);
        }
        out.println();
        if (count > 0) {
            out.println(format("FAILED: %,d problem%s", count, count == 1 ? "" : "s"));
        } else {
            out.println(
                    "PASSED" + (takenOnTrust.isEmpty() ? "" : ", taken on trust: " + String.join(", ", takenOnTrust)));
        }
    }
}
