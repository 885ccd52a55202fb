package io.compliancecenter.web;

/** What somebody typed, as one line that can be recorded. */
public final class OneLine {

    private OneLine() {}

    /**
     * The text with single spaces, and without control characters; its beginning if it is too long.
     *
     * @return empty if there is nothing else in it
     */
    public static String of(String typed, int longest) {
        String line = typed.replaceAll("[\\s\\x85\\p{Zl}\\p{Zp}]+", " ")
                .replaceAll("[\\p{Cc}\\p{Cs}]", "")
                .strip();
        return line.substring(0, Math.min(line.length(), longest));
    }
}
