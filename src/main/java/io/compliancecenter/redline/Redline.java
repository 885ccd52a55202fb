package io.compliancecenter.redline;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The differences between two texts in the same language: the words of both, paragraph by paragraph, each marked as kept, added
 * or removed. Changes of markup alone are not differences.
 *
 * @param parts from top to bottom
 */
public record Redline(List<Part> parts) {

    /** If one of the texts has more paragraphs, they are not compared, and both are shown as a whole. */
    private static final int MAX_PASSAGES = 3_000;

    /** Copies the parts. */
    public Redline {
        parts = List.copyOf(parts);
    }

    /** Whether words were kept, added or removed. */
    public enum Change {
        /** In both texts. */
        KEPT,
        /** In the new text only. */
        ADDED,
        /** In the old text only. */
        REMOVED
    }

    /** The kind of a paragraph. */
    public enum Form {
        /** A heading. */
        HEADING,
        /** Running text. */
        PARAGRAPH,
        /** An entry of a list, or its first paragraph. */
        ITEM
    }

    /** Words in a row that share one fate. The text is plain, and may hold line breaks. */
    public record Span(Change change, String text) {}

    /**
     * A paragraph.
     *
     * @param depth in how many lists it stands
     * @param marker of the entry, as in {@code 2.} or {@code •}; empty if it has none. Where a paragraph is in both texts
     *     it is the new one: that entries after a new one have other numbers is not shown as a change
     * @param spans the words, which taken together are the new text, or the old one, without those that are not in it
     */
    public record Passage(Form form, int depth, String marker, List<Span> spans) {

        /** Copies the spans. */
        public Passage {
            spans = List.copyOf(spans);
        }

        /** Whether all of it is in both texts. */
        public boolean kept() {
            return spans.stream().allMatch(span -> span.change() == Change.KEPT);
        }
    }

    /**
     * Some paragraphs in a row.
     *
     * @param collapsed whether nothing changed in them, so that a reader may pass over them
     */
    public record Part(boolean collapsed, List<Passage> passages) {

        /** Copies the passages. */
        public Part {
            passages = List.copyOf(passages);
        }
    }

    /**
     * Compares two texts.
     *
     * @param before Markdown
     * @param after Markdown
     * @param language of both, which tells where words end
     */
    public static Redline between(String before, String after, Locale language) {
        List<Paragraph> old = Paragraph.of(before);
        List<Paragraph> current = Paragraph.of(after);
        ParagraphComparison comparison = new ParagraphComparison(new WordComparison(language));
        List<Passage> passages = Math.max(old.size(), current.size()) > MAX_PASSAGES
                ? ParagraphComparison.replaced(old, current)
                : comparison.compare(old, current);
        return new Redline(collapsed(passages));
    }

    /** Whether any word is different. */
    public boolean empty() {
        return parts.stream().allMatch(Part::collapsed);
    }

    /** Collapses what was kept, except for the heading that tells where the next change is. */
    private static List<Part> collapsed(List<Passage> passages) {
        List<Part> parts = new ArrayList<>();
        int from = 0;
        for (int to = 1; to <= passages.size(); to++) {
            boolean last = to == passages.size();
            if (last || passages.get(to).kept() != passages.get(from).kept()) {
                addRun(parts, passages.subList(from, to), last);
                from = to;
            }
        }
        return parts;
    }

    private static void addRun(List<Part> parts, List<Passage> run, boolean last) {
        int heading = last ? -1 : lastHeading(run);
        if (!run.get(0).kept()) {
            parts.add(new Part(false, run));
        } else if (heading < 0) {
            parts.add(new Part(true, run));
        } else {
            if (heading > 0) {
                parts.add(new Part(true, run.subList(0, heading)));
            }
            parts.add(new Part(false, run.subList(heading, heading + 1)));
            if (heading + 1 < run.size()) {
                parts.add(new Part(true, run.subList(heading + 1, run.size())));
            }
        }
    }

    private static int lastHeading(List<Passage> run) {
        int index = run.size() - 1;
        while (index >= 0 && run.get(index).form() != Form.HEADING) {
            index--;
        }
        return index;
    }
}
