package io.compliancecenter.evidence;

import java.util.ArrayList;
import java.util.List;

/** What a check found: line by line what was looked at, and separately what does not hold. */
final class Findings {

    private final List<String> lines = new ArrayList<>();
    private final List<String> faults = new ArrayList<>();

    /** Something holds. */
    void holds(String what) {
        lines.add("ok    " + what);
    }

    /** Something is neither right nor wrong, and worth knowing. */
    void note(String what) {
        lines.add("note  " + what);
    }

    /** Something does not hold. */
    void fault(String what) {
        lines.add("FAIL  " + what);
        faults.add(what);
    }

    /** Everything, in the order in which it was looked at. */
    List<String> lines() {
        return List.copyOf(lines);
    }

    /** What does not hold. */
    List<String> faults() {
        return List.copyOf(faults);
    }
}
