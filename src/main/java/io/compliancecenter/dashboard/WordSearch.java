package io.compliancecenter.dashboard;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Finds texts that contain all words, in any order and regardless of case and accents. */
final class WordSearch {

    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final Pattern SPACES = Pattern.compile("\\s+");

    private final List<String> words;

    /** @param query as it was typed; a blank one finds everything */
    WordSearch(String query) {
        this.words = SPACES.splitAsStream(folded(query))
                .filter(word -> !word.isEmpty())
                .toList();
    }

    /** Whether the texts, taken together, have every word. */
    boolean finds(Stream<String> texts) {
        if (words.isEmpty()) {
            return true;
        }
        List<String> all = texts.map(WordSearch::folded).toList();
        return words.stream().allMatch(word -> all.stream().anyMatch(text -> text.contains(word)));
    }

    private static String folded(String text) {
        String decomposed = Normalizer.normalize(text, Normalizer.Form.NFKD);
        return MARKS.matcher(decomposed).replaceAll("").toLowerCase(Locale.ROOT);
    }
}
