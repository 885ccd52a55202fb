package io.compliancecenter.benchmark;

/**
 * The target of a comparison.
 *
 * @param bound in {@code unit}
 * @param least whether the bound is a minimum; otherwise it is a maximum
 * @param unit of the figure; empty for a ratio
 */
record Target(double bound, boolean least, String unit) {

    static Target atLeast(double bound) {
        return new Target(bound, true, "");
    }

    static Target atMost(double bound) {
        return new Target(bound, false, "");
    }

    /** The same target for a figure with a unit instead of a ratio. */
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
