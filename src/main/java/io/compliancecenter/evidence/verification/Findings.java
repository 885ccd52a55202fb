package io.compliancecenter.evidence.verification;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What a check found: line by line what was looked at, and separately what does not hold. */
public final class Findings {

    private final List<String> lines = new ArrayList<>();
    private final List<String> faults = new ArrayList<>();
    private final Set<String> onTrust = new LinkedHashSet<>();

    /** Something holds. */
    public void holds(String what) {
        lines.add("ok    " + what);
    }

    /** Something is neither right nor wrong, and worth knowing. */
    void note(String what) {
        lines.add("note  " + what);
    }

    /** What holds only if somebody's word is taken for it, in a few words; once for each, however often it comes up. */
    void onTrust(String what) {
        onTrust.add(what);
    }

    /** Something does not hold. */
    public void fault(String what) {
        lines.add("FAIL  " + what);
        faults.add(what);
    }

    /** Everything, in the order in which it was looked at. */
    public List<String> lines() {
        return List.copyOf(lines);
    }

    /** What was not proved but believed. */
    Set<String> onTrust() {
        return Collections.unmodifiableSet(onTrust);
    }

    /** What does not hold. */
    public List<String> faults() {
        return List.copyOf(faults);
    }
}
