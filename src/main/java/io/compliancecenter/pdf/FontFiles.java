package io.compliancecenter.pdf;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** All fonts, in order of preference. The last two have a glyph for almost every character. */
final class FontFiles {

    private static final String SCRIPTS =
            "Hebrew Arabic Devanagari Bengali Gujarati Gurmukhi Tamil Telugu Kannada Malayalam"
                    + " Sinhala Oriya Thai Lao Khmer Myanmar Georgian Armenian Ethiopic";

    static final FontFile DEFAULT = new FontFile("NotoSans-Regular", false);

    private static final List<FontFile> ALL = Stream.of(
                    Stream.of(DEFAULT),
                    Stream.of(SCRIPTS.split(" ")).map(script -> new FontFile("NotoSans" + script + "-Regular", true)),
                    Stream.of("DroidSansFallbackFull", "ComplianceHangul", "Unifont", "UnifontUpper")
                            .map(name -> new FontFile(name, false)))
            .flatMap(fonts -> fonts)
            .toList();

    private FontFiles() {}

    /** The first font with a glyph for the character; null if there is none. */
    static @Nullable FontFile of(int character) {
        for (FontFile font : ALL) {
            if (font.glyph(character) != 0) {
                return font;
            }
        }
        return null;
    }
}
