package io.compliancecenter.benchmark;

import java.util.ArrayList;
import java.util.List;

/** A comparison and what it gave: one line of the table. */
record Line(Comparison comparison, Result result) {

    boolean reached() {
        return result.reaches(comparison.target());
    }

    /** Median and spread of the figure that has to reach the target. */
    String figure() {
        return result.figures().isEmpty()
                ? "–"
                : Figures.of(
                        Statistics.of(result.figures()), comparison.target().unit());
    }

    String verdict() {
        if (result.missing() != null) {
            return "not measured";
        }
        return reached() ? "reached" : "not reached";
    }

    /** What has to be said besides the figures. */
    List<String> remarks() {
        List<String> remarks = new ArrayList<>(result.notes());
        if (result.missing() != null) {
            remarks.add(0, "Not measured. " + result.missing());
        }
        return remarks;
    }
}
