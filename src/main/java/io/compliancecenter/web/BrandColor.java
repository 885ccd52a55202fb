package io.compliancecenter.web;

import java.util.regex.Pattern;

/**
 * A colour that white text can be read on, and the colours of buttons and links that are made of it.
 *
 * @param hex as in {@code #3a5bd0}
 */
record BrandColor(String hex) {

    private static final Pattern HEX = Pattern.compile("#[0-9a-fA-F]{6}");

    /** WCAG 2.2, success criterion 1.4.3. */
    private static final double LEAST_CONTRAST = 4.5;

    BrandColor {
        if (!HEX.matcher(hex).matches()) {
            throw new IllegalArgumentException("Write it as in #3a5bd0");
        }
        double contrast = contrastWithWhite(hex);
        if (contrast < LEAST_CONTRAST) {
            throw new IllegalArgumentException(
                    "White text cannot be read on it: its contrast is %.1f and has to be at least %.1f. Take a darker one"
                            .formatted(contrast, LEAST_CONTRAST));
        }
    }

    /** WCAG 2.2, definitions of contrast ratio and relative luminance. */
    private static double contrastWithWhite(String hex) {
        double luminance = 0.2126 * linear(hex, 1) + 0.7152 * linear(hex, 3) + 0.0722 * linear(hex, 5);
        return 1.05 / (luminance + 0.05);
    }

    private static double linear(String hex, int start) {
        double channel = Integer.parseInt(hex.substring(start, start + 2), 16) / 255.0;
        return channel <= 0.04045 ? channel / 12.92 : Math.pow((channel + 0.055) / 1.055, 2.4);
    }

    /** Sets the custom properties of {@code base.css}. On a dark background, links and the focus are lighter. */
    String stylesheet() {
        return """
                :root {
                  --accent: light-dark(%1$s, color-mix(in oklab, %1$s 40%%, white));
                  --accent-solid: %1$s;
                  --accent-solid-hover: color-mix(in oklab, %1$s 85%%, black);
                  --accent-soft: light-dark(color-mix(in oklab, %1$s 10%%, white), color-mix(in oklab, %1$s 30%%, #10131a));
                  --focus: light-dark(%1$s, color-mix(in oklab, %1$s 50%%, white));
                }
                """.formatted(hex);
    }
}
