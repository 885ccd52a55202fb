package io.compliancecenter.web;

import java.text.NumberFormat;
import java.util.Locale;

/** Sizes of files for people, in decimal units as file managers show them. */
public final class FileSize {

    private static final double STEP = 1000;

    private FileSize() {}

    /**
     * A size with at most one fraction digit, for example {@code 1.4 MB}.
     *
     * @param bytes not negative
     * @param reader whose decimal separator is used
     */
    public static String text(long bytes, Locale reader) {
        if (bytes < STEP) {
            return number(bytes, reader) + " B";
        }
        double kilobytes = bytes / STEP;
        // 1,000 kB after rounding is 1 MB.
        return Math.round(kilobytes) < STEP
                ? number(Math.round(kilobytes), reader) + " kB"
                : number(kilobytes / STEP, reader) + " MB";
    }

    private static String number(double value, Locale reader) {
        NumberFormat format = NumberFormat.getInstance(reader);
        format.setMaximumFractionDigits(1);
        return format.format(value);
    }
}
