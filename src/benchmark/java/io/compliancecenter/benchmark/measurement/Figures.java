package io.compliancecenter.benchmark.measurement;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Formats figures. */
public final class Figures {

    private Figures() {}

    /** A figure with its unit; infinite if there was no answer. */
    public static String of(double figure, String unit) {
        if (Double.isInfinite(figure)) {
            return "no answer";
        }
        String number = Math.abs(figure) >= 100
                ? String.format(Locale.ROOT, "%,.0f", figure)
                : String.format(Locale.ROOT, Math.abs(figure) < 1 ? "%.3f" : "%.2f", figure);
        return unit.isEmpty() ? number : number + " " + unit;
    }

    /** The median, and the range. */
    public static String of(Statistics figures, String unit) {
        return "%s (%s–%s)".formatted(of(figures.median(), unit), of(figures.least(), ""), of(figures.most(), ""));
    }

    /** Converts seconds to milliseconds; empty if there is no figure. */
    public static String milliseconds(@Nullable Double seconds) {
        return seconds == null ? "" : String.format(Locale.ROOT, "%.3f", seconds * 1000);
    }
}
