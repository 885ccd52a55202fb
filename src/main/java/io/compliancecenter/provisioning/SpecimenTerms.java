package io.compliancecenter.provisioning;

import java.util.Optional;
import java.util.SortedMap;
import java.util.regex.Pattern;

/** Recognises terms that were copied from the demo, which nobody should be asked to agree to in earnest. */
final class SpecimenTerms {

    /** A line that says so, whatever Markdown is around the word. */
    private static final Pattern SPECIMEN =
            Pattern.compile("[\\s#>*_]*(specimen|muster)\\b.*", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    /** A title may stand before it. */
    private static final int FIRST_LINES = 3;

    private SpecimenTerms() {}

    /** The number of the current version, if it begins with such a line in any language. */
    static Optional<Integer> current(SortedMap<Integer, TermsFile> terms) {
        if (terms.isEmpty()) {
            return Optional.empty();
        }
        int current = terms.lastKey();
        return Optional.ofNullable(terms.get(current))
                .filter(file -> file.terms().texts().values().stream().anyMatch(SpecimenTerms::isSpecimen))
                .map(specimen -> current);
    }

    static boolean isSpecimen(String text) {
        return text.lines()
                .filter(line -> !line.isBlank())
                .limit(FIRST_LINES)
                .anyMatch(line -> SPECIMEN.matcher(line).matches());
    }
}
