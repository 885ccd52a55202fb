package io.compliancecenter.support;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of a list. Every list has at least one, which may be empty.
 *
 * @param number counts from 1
 * @param pages how many there are
 * @param from index of its first row in the whole list
 * @param to index after its last row
 */
public record ListPage(int number, int pages, int from, int to) {

    /**
     * The page of that number. A page beyond the last is the last: the list may have become shorter.
     *
     * @param rows of the whole list
     * @param size rows of a page
     * @param wanted null for the first page
     */
    public static ListPage of(int rows, int size, @Nullable Integer wanted) {
        int pages = Math.max(1, (rows + size - 1) / size);
        int number = wanted == null ? 1 : Math.max(1, Math.min(wanted, pages));
        int from = (number - 1) * size;
        return new ListPage(number, pages, from, Math.min(from + size, rows));
    }

    /** Its rows. */
    public <T> List<T> rowsOf(List<T> all) {
        return all.subList(from, to);
    }

    /** Number of the page before; null if this is the first. */
    public @Nullable Integer previous() {
        return number == 1 ? null : number - 1;
    }

    /** Number of the page after; null if this is the last. */
    public @Nullable Integer next() {
        return number == pages ? null : number + 1;
    }
}
