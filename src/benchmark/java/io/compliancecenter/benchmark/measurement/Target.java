package io.compliancecenter.benchmark.measurement;

/**
 * The target of a comparison.
 *
 * @param bound in {@code unit}
 * @param least whether the bound is a minimum; otherwise it is a maximum
 * @param unit of the figure; empty for a ratio
 */
public record Target(double bound, boolean least, String unit) {

    public static Target atLeast(double bound) {
        return new Target(bound, true, "");
    }

    public static Target atMost(double bound) {
        return new Target(bound, false, "");
    }

    /** The same target for a figure with a unit instead of a ratio. */
    public Target of(String unit) {
        return new Target(bound, least, unit);
    }

    public boolean reachedBy(double figure) {
        return least ? figure >= bound : figure <= bound;
    }

    @Override
    public String toString() {
        return (least ? "≥ " : "≤ ") + Figures.of(bound, unit);
    }
}
