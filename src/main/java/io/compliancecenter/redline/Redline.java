package io.compliancecenter.redline;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;

/**
 * The differences between two texts in the same language: the words of both, paragraph by paragraph, each marked as kept, added
 * or removed. Changes of markup alone are not differences.
 *
 * @param parts from top to bottom
 */
public record Redline(List<Part> parts) {

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
        /** The first paragraph of a list item. */
        ITEM
    }

    /** Successive words with the same change. The text is plain, and may contain line breaks. */
    public record Span(Change change, String text) {}

    /**
     * A paragraph.
     *
     * @param depth the number of lists around it
     * @param marker of the list item that it begins, for example {@code 2.} or {@code •}; empty if it begins none. For a
     *     paragraph in both texts it is the new one: a change of number alone is not shown
     * @param spans without those that were added, they are the old text; without those that were removed, the new text
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
     * Successive paragraphs.
     *
     * @param collapsed whether nothing changed in them, so that they need not be shown
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
        return new Redline(parts(Comparison.compare(Paragraph.of(before, language), Paragraph.of(after, language))));
    }

    /** Whether no word is different. */
    public boolean empty() {
        return parts.stream().allMatch(Part::collapsed);
    }

    /** Collapses what was kept, except for the heading that tells where the next change is. */
    private static List<Part> parts(List<Passage> passages) {
        BitSet shown = new BitSet();
        boolean needsHeading = false;
        for (int index = passages.size() - 1; index >= 0; index--) {
            boolean heading = passages.get(index).form() == Form.HEADING;
            if (!passages.get(index).kept()) {
                shown.set(index);
                needsHeading = !heading;
            } else if (heading && needsHeading) {
                shown.set(index);
                needsHeading = false;
            }
        }
        List<Part> parts = new ArrayList<>();
        for (int from = 0; from < passages.size(); ) {
            boolean collapsed = !shown.get(from);
            int change = collapsed ? shown.nextSetBit(from) : shown.nextClearBit(from);
            int to = change < 0 ? passages.size() : Math.min(change, passages.size());
            parts.add(new Part(collapsed, passages.subList(from, to)));
            from = to;
        }
        return parts;
    }
}
