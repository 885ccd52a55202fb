package io.compliancecenter.redline;

import com.github.difflib.DiffUtils;
import com.github.difflib.algorithm.myers.MyersDiff;
import com.github.difflib.patch.AbstractDelta;
import com.github.difflib.patch.DeltaType;
import com.github.difflib.text.DiffRowGenerator;
import com.github.difflib.text.deltamerge.InlineDeltaMergeInfo;
import io.compliancecenter.redline.Redline.Change;
import io.compliancecenter.redline.Redline.Passage;
import io.compliancecenter.redline.Redline.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiPredicate;

/** Matches the paragraphs of two texts, and compares those that match word by word. */
final class Comparison {

    /**
     * Equal paragraphs are matched first; between them, very similar ones; between those, similar ones. With less in common,
     * one paragraph was removed and another one added.
     */
    private static final List<BiPredicate<Paragraph, Paragraph>> MATCHES = List.of(
            Paragraph::isSameAs,
            (one, other) -> one.similarity(other) >= 0.7,
            (one, other) -> one.similarity(other) >= 0.4);

    /** Texts with more paragraphs are replaced as a whole, and so are paragraphs with more words, marks and spaces. */
    private static final int MAX_LENGTH = 3_000;

    /** Ranges with more pairs than this are not matched by similarity. */
    private static final int MAX_PAIRS = 10_000;

    private Comparison() {}

    static List<Passage> compare(List<Paragraph> before, List<Paragraph> after) {
        return Math.max(before.size(), after.size()) > MAX_LENGTH
                ? replaced(before, after)
                : match(before, after, MATCHES);
    }

    private static List<Passage> match(
            List<Paragraph> before, List<Paragraph> after, List<BiPredicate<Paragraph, Paragraph>> matches) {
        boolean tooMany = matches.size() < MATCHES.size() && (long) before.size() * after.size() > MAX_PAIRS;
        if (tooMany || matches.isEmpty()) {
            return replaced(before, after);
        }
        List<Passage> passages = new ArrayList<>();
        MyersDiff<Paragraph> diff = new MyersDiff<>(matches.get(0));
        for (AbstractDelta<Paragraph> delta :
                DiffUtils.diff(before, after, diff, null, true).getDeltas()) {
            List<Paragraph> old = delta.getSource().getLines();
            List<Paragraph> current = delta.getTarget().getLines();
            if (delta.getType() == DeltaType.EQUAL) {
                for (int index = 0; index < old.size(); index++) {
                    Paragraph paragraph = current.get(index);
                    passages.add(passage(paragraph, compareWords(old.get(index).tokens(), paragraph.tokens())));
                }
            } else {
                passages.addAll(match(old, current, matches.subList(1, matches.size())));
            }
        }
        return passages;
    }

    /** The words of both texts in order, removed words before those that replace them. */
    static List<Span> compareWords(List<String> before, List<String> after) {
        List<Span> spans = new ArrayList<>();
        if (before.equals(after)) {
            add(spans, Change.KEPT, after);
            return spans;
        }
        if (Math.max(before.size(), after.size()) > MAX_LENGTH) {
            add(spans, Change.REMOVED, before);
            add(spans, Change.ADDED, after);
            return spans;
        }
        int kept = 0;
        // Changes with only white space between them are one.
        for (AbstractDelta<String> delta : DiffRowGenerator.WHITESPACE_EQUALITIES_MERGER.apply(
                new InlineDeltaMergeInfo(DiffUtils.diff(before, after).getDeltas(), before, after))) {
            add(spans, Change.KEPT, before.subList(kept, delta.getSource().getPosition()));
            List<String> removed = delta.getSource().getLines();
            List<String> added = delta.getTarget().getLines();
            // White space that follows both the old and the new words was kept.
            int space = endsWithSpace(removed) && endsWithSpace(added) ? 1 : 0;
            add(spans, Change.REMOVED, removed.subList(0, removed.size() - space));
            add(spans, Change.ADDED, added.subList(0, added.size() - space));
            kept = delta.getSource().getPosition() + removed.size() - space;
        }
        add(spans, Change.KEPT, before.subList(kept, before.size()));
        return spans;
    }

    private static boolean endsWithSpace(List<String> tokens) {
        return !tokens.isEmpty() && tokens.get(tokens.size() - 1).equals(" ");
    }

    private static void add(List<Span> spans, Change change, List<String> tokens) {
        if (!tokens.isEmpty()) {
            spans.add(new Span(change, String.join("", tokens)));
        }
    }

    /** The one text removed, and the other added. */
    private static List<Passage> replaced(List<Paragraph> before, List<Paragraph> after) {
        List<Passage> passages = new ArrayList<>();
        before.forEach(old -> passages.add(passage(old, List.of(new Span(Change.REMOVED, old.text())))));
        after.forEach(fresh -> passages.add(passage(fresh, List.of(new Span(Change.ADDED, fresh.text())))));
        return passages;
    }

    private static Passage passage(Paragraph paragraph, List<Span> spans) {
        return new Passage(paragraph.form(), paragraph.depth(), paragraph.marker(), spans);
    }
}
