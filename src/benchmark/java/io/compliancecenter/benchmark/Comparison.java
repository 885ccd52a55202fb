package io.compliancecenter.benchmark;

/** One line of the table: something, measured against something else in the same run. */
interface Comparison {

    /** The word by which {@code -Dbenchmark.only} asks for it. */
    String name();

    /** What is measured. */
    String what();

    /** What it is measured against. */
    String against();

    /** What is to be reached. */
    Target target();

    /** Measures, with a server of its own or the one that {@code bench} shares. */
    Result measure(Bench bench) throws Exception;
}
