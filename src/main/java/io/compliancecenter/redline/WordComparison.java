package io.compliancecenter.redline;

import com.github.difflib.DiffUtils;
import com.github.difflib.patch.AbstractDelta;
import io.compliancecenter.redline.Redline.Change;
import io.compliancecenter.redline.Redline.Span;
import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Compares paragraphs word by word. */
final class WordComparison {

    /** Paragraphs with more words, punctuation marks and spaces are replaced as a whole. */
    private static final int MAX_TOKENS = 4_000;

    private final Locale language;

    WordComparison(Locale language) {
        this.language = language;
    }

    /** The words of both texts in order, removed words before those that replace them. */
    List<Span> compare(String before, String after) {
        List<String> old = tokens(before);
        List<String> current = tokens(after);
        Spans spans = new Spans();
        if (Math.max(old.size(), current.size()) > MAX_TOKENS && !before.equals(after)) {
            spans.replace(before, after);
            return spans.list();
        }
        int kept = 0;
        for (AbstractDelta<String> delta : DiffUtils.diff(old, current).getDeltas()) {
            spans.keep(old.subList(kept, delta.getSource().getPosition()));
            spans.replace(
                    String.join("", delta.getSource().getLines()),
                    String.join("", delta.getTarget().getLines()));
            kept = delta.getSource().last() + 1;
        }
        spans.keep(old.subList(kept, old.size()));
        return spans.list();
    }

    /** How many words two texts have in common, from 0 for none to 1 for all. */
    double similarity(String one, String other) {
        Map<String, Integer> words = new HashMap<>();
        List<String> first = words(one);
        List<String> second = words(other);
        first.forEach(word -> words.merge(word, 1, Integer::sum));
        long common = second.stream()
                .filter(word -> words.merge(word, -1, Integer::sum) >= 0)
                .count();
        int all = first.size() + second.size();
        return all == 0 ? 1 : 2.0 * common / all;
    }

    private List<String> words(String text) {
        return tokens(text).stream().filter(token -> !token.isBlank()).toList();
    }

    /** Words, single punctuation marks, and white space. */
    private List<String> tokens(String text) {
        BreakIterator breaks = BreakIterator.getWordInstance(language);
        breaks.setText(text);
        List<String> tokens = new ArrayList<>();
        int from = breaks.first();
        for (int to = breaks.next(); to != BreakIterator.DONE; to = breaks.next()) {
            tokens.add(text.substring(from, to));
            from = to;
        }
        return tokens;
    }

    /** Collects spans, and joins changes with only white space between them. */
    private static final class Spans {

        private final List<Span> spans = new ArrayList<>();
        private final StringBuilder removed = new StringBuilder();
        private final StringBuilder added = new StringBuilder();
        private String gap = "";

        void replace(String before, String after) {
            boolean replaces = !(removed + before).isBlank() && !(added + after).isBlank();
            if (!replaces) {
                flush();
            }
            removed.append(gap).append(before);
            added.append(gap).append(after);
            gap = "";
        }

        void keep(List<String> tokens) {
            String text = String.join("", tokens);
            if (text.isEmpty()) {
                return;
            }
            boolean afterChange = removed.length() + added.length() > 0;
            if (afterChange && gap.isEmpty() && text.isBlank()) {
                gap = text;
            } else {
                flush();
                add(Change.KEPT, text);
            }
        }

        private void flush() {
            // White space that follows both the old and the new words was kept.
            int space = commonSpaceAtEnd();
            String kept = added.substring(added.length() - space) + gap;
            add(Change.REMOVED, removed.substring(0, removed.length() - space));
            add(Change.ADDED, added.substring(0, added.length() - space));
            add(Change.KEPT, kept);
            removed.setLength(0);
            added.setLength(0);
            gap = "";
        }

        private int commonSpaceAtEnd() {
            int length = 0;
            int shorter = Math.min(removed.length(), added.length());
            while (length < shorter) {
                char one = removed.charAt(removed.length() - 1 - length);
                if (!Character.isWhitespace(one) || one != added.charAt(added.length() - 1 - length)) {
                    break;
                }
                length++;
            }
            return length;
        }

        private void add(Change change, String text) {
            if (!text.isEmpty()) {
                spans.add(new Span(change, text));
            }
        }

        List<Span> list() {
            flush();
            return spans;
        }
    }
}
