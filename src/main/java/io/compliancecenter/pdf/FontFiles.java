package io.compliancecenter.pdf;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The fonts, the nicer ones first; the last two have a glyph for almost every character there is. */
final class FontFiles {

    private static final List<FontFile> ALL = Stream.concat(
                    Stream.of(new FontFile("NotoSans-Regular", false)),
                    Stream.concat(
                            Stream.of(
                                            "Hebrew",
                                            "Arabic",
                                            "Devanagari",
                                            "Bengali",
                                            "Gujarati",
                                            "Gurmukhi",
                                            "Tamil",
                                            "Telugu",
                                            "Kannada",
                                            "Malayalam",
                                            "Sinhala",
                                            "Oriya",
                                            "Thai",
                                            "Lao",
                                            "Khmer",
                                            "Myanmar",
                                            "Georgian",
                                            "Armenian",
                                            "Ethiopic")
                                    .map(script -> new FontFile("NotoSans" + script + "-Regular", true)),
                            Stream.of("DroidSansFallbackFull", "ComplianceHangul", "Unifont", "UnifontUpper")
                                    .map(name -> new FontFile(name, false))))
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
