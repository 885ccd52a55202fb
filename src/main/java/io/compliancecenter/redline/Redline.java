package io.compliancecenter.redline;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/**
 * The differences between two texts in the same language: the words of both, paragraph by paragraph, each marked as kept, added
 * or removed. Changes of markup alone are not differences.
 *
 * @param parts from top to bottom
 */
public record Redline(List<Part> parts) {

    /** Whether words are in both texts, in the new one only, or in the old one only. */
    public enum Change {
        KEPT,
        ADDED,
        REMOVED
    }

    /** The kind of a paragraph. An item is the first paragraph of a list item. */
    public enum Form {
        HEADING,
        PARAGRAPH,
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
    public record Part(boolean collapsed, List<Passage> passages) {}

    /**
     * Compares two texts in Markdown.
     *
     * @param language of both, which tells where words end
     */
    public static Redline between(String before, String after, Locale language) {
        return new Redline(parts(Comparison.compare(Paragraph.of(before, language), Paragraph.of(after, language))));
    }

    /**
     * Compares two texts line by line as they are written, so that markup counts as words.
     *
     * @param language of both, which tells where words end
     */
    public static Redline betweenLines(String before, String after, Locale language) {
        return new Redline(
                parts(Comparison.compare(Paragraph.ofLines(before, language), Paragraph.ofLines(after, language))));
    }

    /** Whether no word is different. */
    public boolean empty() {
        return parts.stream().allMatch(Part::collapsed);
    }

    /** Collapses what was kept, except for the heading that tells where the next change is. */
    private static List<Part> parts(List<Passage> passages) {
        // From the end to the beginning
        List<Part> parts = new ArrayList<>();
        boolean needsHeading = false;
        for (int index = passages.size() - 1; index >= 0; index--) {
            Passage passage = passages.get(index);
            boolean heading = passage.form() == Form.HEADING;
            boolean collapsed = passage.kept() && !(heading && needsHeading);
            needsHeading = !heading && (needsHeading || !passage.kept());
            if (parts.isEmpty() || parts.get(parts.size() - 1).collapsed() != collapsed) {
                parts.add(new Part(collapsed, new ArrayList<>()));
            }
            parts.get(parts.size() - 1).passages().add(passage);
        }
        parts.forEach(part -> Collections.reverse(part.passages()));
        Collections.reverse(parts);
        return parts;
    }
}
