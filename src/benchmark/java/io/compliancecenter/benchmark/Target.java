package io.compliancecenter.benchmark;

/**
 * What is to be reached.
 *
 * @param bound the figure itself, in {@code unit}
 * @param least whether it is the least that reaches the target, rather than the most
 * @param unit of the figure; empty for a ratio
 */
record Target(double bound, boolean least, String unit) {

    static Target atLeast(double bound) {
        return new Target(bound, true, "");
    }

    static Target atMost(double bound) {
        return new Target(bound, false, "");
    }

    /** The same figure, of a unit instead of a ratio. */
    Target of(String unit) {
        return new Target(bound, least, unit);
    }

    boolean reachedBy(double figure) {
        return least ? figure >= bound : figure <= bound;
    }

    @Override
    public String toString() {
        return (least ? "≥ " : "≤ ") + Figures.of(bound, unit);
    }
}
