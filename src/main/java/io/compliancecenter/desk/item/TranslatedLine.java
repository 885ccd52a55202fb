package io.compliancecenter.desk.item;

import static io.compliancecenter.desk.item.ItemForm.typed;

import java.util.Collection;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The label of a link or the name of an audit in another language, as it was typed. It stands in the row of its original. */
record TranslatedLine(String text) {

    static final TranslatedLine EMPTY = new TranslatedLine("");

    TranslatedLine(@Nullable String text) {
        this.text = typed(text);
    }

    static List<@Nullable TranslatedLine> rows(List<String> lines) {
        return lines.stream().<@Nullable TranslatedLine>map(TranslatedLine::new).toList();
    }

    static String text(List<TranslatedLine> lines, int row) {
        return row < lines.size() ? lines.get(row).text() : "";
    }

    static List<String> texts(List<TranslatedLine> lines, int count) {
        return IntStream.range(0, count).mapToObj(row -> text(lines, row)).toList();
    }

    static boolean areEmpty(List<TranslatedLine> lines) {
        return lines.stream().allMatch(line -> line.text().isEmpty());
    }

    /**
     * The rows that are not empty in every language.
     *
     * @param originals how many rows there are in the first language
     * @param filled whether such a row is not empty
     * @param translations the rows in each of the others
     */
    static List<Integer> filledRows(int originals, IntPredicate filled, Collection<List<TranslatedLine>> translations) {
        int rows = translations.stream().mapToInt(List::size).reduce(originals, Math::max);
        return IntStream.range(0, rows)
                .filter(row -> (row < originals && filled.test(row))
                        || translations.stream()
                                .anyMatch(lines -> !text(lines, row).isEmpty()))
                .boxed()
                .toList();
    }

    static List<@Nullable TranslatedLine> at(List<Integer> rows, List<TranslatedLine> lines) {
        return rows.stream()
                .<@Nullable TranslatedLine>map(row -> new TranslatedLine(text(lines, row)))
                .toList();
    }
}
