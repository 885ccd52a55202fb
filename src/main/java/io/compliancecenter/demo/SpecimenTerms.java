package io.compliancecenter.demo;

import java.util.Collection;
import java.util.regex.Pattern;

/** Recognises terms that were copied from the demo, which nobody should be asked to agree to in earnest. */
public final class SpecimenTerms {

    /** A line that says so, whatever Markdown is around the word. */
    private static final Pattern SPECIMEN =
            Pattern.compile("[\\s#>*_]*(specimen|muster)\\b.*", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    /** A title may stand before it. */
    private static final int FIRST_LINES = 3;

    private SpecimenTerms() {}

    /** Whether one of the texts begins with such a line. */
    public static boolean among(Collection<String> texts) {
        return texts.stream().anyMatch(SpecimenTerms::isSpecimen);
    }

    static boolean isSpecimen(String text) {
        return text.lines()
                .filter(line -> !line.isBlank())
                .limit(FIRST_LINES)
                .anyMatch(line -> SPECIMEN.matcher(line).matches());
    }
}
