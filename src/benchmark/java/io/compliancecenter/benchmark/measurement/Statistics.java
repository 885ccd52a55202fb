package io.compliancecenter.benchmark.measurement;

import java.util.List;

/** Minimum, median and maximum of several figures. */
public record Statistics(double median, double least, double most) {

    /** @throws IllegalArgumentException if there are none */
    public static Statistics of(List<Double> figures) {
        if (figures.isEmpty()) {
            throw new IllegalArgumentException("No figures");
        }
        List<Double> sorted = figures.stream().sorted().toList();
        int middle = sorted.size() / 2;
        double median = sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
        return new Statistics(median, sorted.get(0), sorted.get(sorted.size() - 1));
    }
}
