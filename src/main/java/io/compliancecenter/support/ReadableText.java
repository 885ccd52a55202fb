package io.compliancecenter.support;

import java.util.regex.Pattern;

/** Text that looks like what it is, wherever it is shown. */
public final class ReadableText {

    /**
     * Control characters, others that nobody sees or that change the direction of what follows, and more accents on one letter than
     * any language has: they would cover the lines above and below. Between letters, names in Persian and in languages of India have
     * the two joiners.
     */
    private static final Pattern UNREADABLE = Pattern.compile(
            "[\\p{Cc}[\\p{Cf}&&[^\\x{200C}\\x{200D}]]\\p{Cs}\\p{Co}\\p{Zl}\\p{Zp}\\x{34F}\\x{115F}\\x{1160}\\x{17B4}\\x{17B5}\\x{2800}\\x{3164}\\x{FFA0}]"
                    + "|\\p{M}{5,}|(?<![\\p{L}\\p{M}])[\\x{200C}\\x{200D}]|[\\x{200C}\\x{200D}](?![\\p{L}\\p{M}])");

    private ReadableText() {}

    /** Whether a text on one line can be read as it is written. */
    public static boolean is(String text) {
        return !UNREADABLE.matcher(text).find();
    }
}
