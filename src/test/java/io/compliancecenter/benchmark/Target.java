package io.compliancecenter.benchmark;

import java.util.Locale;

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

    /** How figures are written. */
    static final class Figures {

        private Figures() {}

        static String of(double figure, String unit) {
            String number = Math.abs(figure) >= 100
                    ? String.format(Locale.ROOT, "%,.0f", figure)
                    : String.format(Locale.ROOT, "%.2f", figure);
            return unit.isEmpty() ? number : number + " " + unit;
        }
    }
}
