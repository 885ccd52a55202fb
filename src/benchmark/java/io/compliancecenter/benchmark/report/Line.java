package io.compliancecenter.benchmark.report;

import io.compliancecenter.benchmark.measurement.Comparison;
import io.compliancecenter.benchmark.measurement.Figures;
import io.compliancecenter.benchmark.measurement.Result;
import io.compliancecenter.benchmark.measurement.Statistics;
import java.util.ArrayList;
import java.util.List;

/** A comparison with its result: one line of the table. */
public record Line(Comparison comparison, Result result) {

    boolean reached() {
        return result.reaches(comparison.target());
    }

    /** The statistics of the figure that is compared with the target. */
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

    /** Notes besides the figures. */
    List<String> remarks() {
        List<String> remarks = new ArrayList<>(result.notes());
        if (result.missing() != null) {
            remarks.add(0, "Not measured. " + result.missing());
        }
        return remarks;
    }
}
