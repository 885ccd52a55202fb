package io.compliancecenter.benchmark.measurement;

/** One line of the table: two things that are measured in the same run. */
public interface Comparison {

    /** The name for {@code -Dbenchmark.only}. */
    String name();

    /** What is measured. */
    String what();

    /** What it is measured against. */
    String against();

    /** The target. */
    Target target();

    /** Measures, with its own server or the shared one of {@code bench}. */
    Result measure(Bench bench) throws Exception;
}
