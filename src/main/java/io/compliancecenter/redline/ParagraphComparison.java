package io.compliancecenter.redline;

import com.github.difflib.DiffUtils;
import com.github.difflib.algorithm.myers.MyersDiffWithLinearSpace;
import com.github.difflib.patch.AbstractDelta;
import io.compliancecenter.redline.Redline.Change;
import io.compliancecenter.redline.Redline.Passage;
import io.compliancecenter.redline.Redline.Span;
import java.util.ArrayList;
import java.util.List;

/**
 * Matches the paragraphs of two texts: first those that are equal, then, between them, those that have most words in common.
 */
final class ParagraphComparison {

    /** With less in common, one paragraph was removed and another one added. */
    private static final double MIN_SIMILARITY = 0.4;

    /** Ranges with more pairs than this are not matched by similarity. */
    private static final int MAX_PAIRS = 10_000;

    private final WordComparison words;

    ParagraphComparison(WordComparison words) {
        this.words = words;
    }

    List<Passage> compare(List<Paragraph> before, List<Paragraph> after) {
        List<Passage> passages = new ArrayList<>();
        int i = 0;
        int j = 0;
        // The algorithm that needs little memory reports a replacement as a removal next to an addition.
        int removedFrom = 0;
        int addedFrom = 0;
        for (AbstractDelta<Paragraph> delta : DiffUtils.diff(
                        before, after, new MyersDiffWithLinearSpace<Paragraph>(ParagraphComparison::same))
                .getDeltas()) {
            int position = delta.getTarget().getPosition();
            if (position > j) {
                passages.addAll(align(before.subList(removedFrom, i), after.subList(addedFrom, j)));
                after.subList(j, position).forEach(paragraph -> passages.add(whole(paragraph, Change.KEPT)));
                removedFrom = delta.getSource().getPosition();
                addedFrom = position;
            }
            i = delta.getSource().getPosition() + delta.getSource().size();
            j = position + delta.getTarget().size();
        }
        passages.addAll(align(before.subList(removedFrom, i), after.subList(addedFrom, j)));
        after.subList(j, after.size()).forEach(paragraph -> passages.add(whole(paragraph, Change.KEPT)));
        return passages;
    }

    /** The one text removed, and the other added. */
    static List<Passage> replaced(List<Paragraph> before, List<Paragraph> after) {
        List<Passage> passages = new ArrayList<>();
        before.forEach(paragraph -> passages.add(whole(paragraph, Change.REMOVED)));
        after.forEach(paragraph -> passages.add(whole(paragraph, Change.ADDED)));
        return passages;
    }

    /** Ignores the number of a list item, which changes with every item that is added above. */
    private static boolean same(Paragraph one, Paragraph other) {
        return one.form() == other.form()
                && one.depth() == other.depth()
                && one.text().equals(other.text());
    }

    /** Pairs paragraphs in order, so that the sum of their similarities is highest. */
    private List<Passage> align(List<Paragraph> before, List<Paragraph> after) {
        if ((long) before.size() * after.size() > MAX_PAIRS) {
            return replaced(before, after);
        }
        double[][] similarity = new double[before.size()][after.size()];
        double[][] best = new double[before.size() + 1][after.size() + 1];
        for (int i = before.size() - 1; i >= 0; i--) {
            for (int j = after.size() - 1; j >= 0; j--) {
                similarity[i][j] = similarity(before.get(i), after.get(j));
                double skipping = Math.max(best[i + 1][j], best[i][j + 1]);
                best[i][j] = Math.max(skipping, best[i + 1][j + 1] + similarity[i][j]);
            }
        }
        List<Passage> passages = new ArrayList<>();
        int i = 0;
        int j = 0;
        while (i < before.size() && j < after.size()) {
            if (similarity[i][j] > 0 && best[i][j] == best[i + 1][j + 1] + similarity[i][j]) {
                passages.add(changed(before.get(i++), after.get(j++)));
            } else if (best[i][j] == best[i + 1][j]) {
                passages.add(whole(before.get(i++), Change.REMOVED));
            } else {
                passages.add(whole(after.get(j++), Change.ADDED));
            }
        }
        passages.addAll(replaced(before.subList(i, before.size()), after.subList(j, after.size())));
        return passages;
    }

    /** The similarity; 0 unless one can be a version of the other. */
    private double similarity(Paragraph one, Paragraph other) {
        double similarity = one.form() == other.form() ? words.similarity(one.text(), other.text()) : 0;
        return similarity < MIN_SIMILARITY ? 0 : similarity;
    }

    private Passage changed(Paragraph before, Paragraph after) {
        return new Passage(after.form(), after.depth(), after.marker(), words.compare(before.text(), after.text()));
    }

    private static Passage whole(Paragraph paragraph, Change change) {
        return new Passage(
                paragraph.form(), paragraph.depth(), paragraph.marker(), List.of(new Span(change, paragraph.text())));
    }
}
