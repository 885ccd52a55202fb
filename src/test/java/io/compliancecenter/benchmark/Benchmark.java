package io.compliancecenter.benchmark;

import java.util.List;

/** Measures the packaged application, and writes what it found as a table, a page and a file of figures. */
final class Benchmark {

    /** The lines of the table, in their order. */
    static final List<Comparison> COMPARISONS = List.of();

    private Benchmark() {}

    public static void main(String[] arguments) throws Exception {
        try (Bench bench = new Bench(Settings.ofSystemProperties())) {
            for (Comparison comparison : COMPARISONS) {
                comparison.measure(bench);
            }
        }
    }
}
