package io.compliancecenter.benchmark;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How figures are written. */
final class Figures {

    private Figures() {}

    /** A figure with its unit; an infinite one is that of something which gave no answer. */
    static String of(double figure, String unit) {
        if (Double.isInfinite(figure)) {
            return "no answer";
        }
        String number = Math.abs(figure) >= 100
                ? String.format(Locale.ROOT, "%,.0f", figure)
                : String.format(Locale.ROOT, Math.abs(figure) < 1 ? "%.3f" : "%.2f", figure);
        return unit.isEmpty() ? number : number + " " + unit;
    }

    /** Median, and least to most. */
    static String of(Statistics figures, String unit) {
        return "%s (%s–%s)".formatted(of(figures.median(), unit), of(figures.least(), ""), of(figures.most(), ""));
    }

    /** Seconds, in milliseconds; empty if there are none. */
    static String milliseconds(@Nullable Double seconds) {
        return seconds == null ? "" : String.format(Locale.ROOT, "%.3f", seconds * 1000);
    }
}
