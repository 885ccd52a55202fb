package io.compliancecenter.dashboard;

import io.compliancecenter.catalogue.published.StatusOnDay.EffectiveStatus;
import io.compliancecenter.support.ListPage;
import io.compliancecenter.web.Badge;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A list of the catalogue on a page: what was found, {@value #SIZE} items at a time.
 *
 * @param rows of this page
 * @param searchable whether the list is long enough to be searched, or is searched now
 * @param words that were searched for
 * @param statuses to choose from: those that occur in the list, and the chosen one
 * @param narrowed whether anything is left out by the search or the status
 * @param first number of the first row, counted from 1; 0 if nothing was found
 * @param last number of the last row
 * @param found how many items there are on all pages
 * @param page number of this page, counted from 1
 * @param pages how many there are
 * @param previous address of the page before; null if this is the first
 * @param next address of the page after; null if this is the last
 */
record ListView<V>(
        List<V> rows,
        boolean searchable,
        String words,
        List<StatusChoice> statuses,
        boolean narrowed,
        int first,
        int last,
        int found,
        int page,
        int pages,
        @Nullable String previous,
        @Nullable String next) {

    /** Items of a page. */
    static final int SIZE = 25;

    /** Longer lists have a search. */
    static final int AT_A_GLANCE = 10;

    /** A status to filter by. */
    record StatusChoice(String value, String label, boolean chosen) {}

    /** Whether there are other pages. */
    public boolean paged() {
        return pages > 1;
    }

    /** How to filter, search and show an item. */
    record Item<T, V>(Function<T, EffectiveStatus> status, Function<T, Stream<String>> texts, Function<T, V> view) {}

    /**
     * The requested part of a list. A page beyond the last shows the last: the list may have become shorter.
     */
    static <T, V> ListView<V> of(List<T> all, ListFilter filter, Item<T, V> item) {
        WordSearch search = new WordSearch(filter.words());
        List<T> found = all.stream()
                .filter(one -> filter.status() == null
                        || filter.status() == item.status().apply(one))
                .filter(one -> search.finds(item.texts().apply(one)))
                .toList();
        ListPage page = ListPage.of(found.size(), SIZE, filter.page());
        Integer previous = page.previous();
        Integer next = page.next();
        return new ListView<>(
                page.rowsOf(found).stream().map(item.view()).toList(),
                all.size() > AT_A_GLANCE || filter.narrows(),
                filter.words(),
                choices(all, filter, item),
                filter.narrows(),
                found.isEmpty() ? 0 : page.from() + 1,
                page.to(),
                found.size(),
                page.number(),
                page.pages(),
                previous == null ? null : filter.addressOf(previous),
                next == null ? null : filter.addressOf(next));
    }

    private static <T> List<StatusChoice> choices(List<T> all, ListFilter filter, Item<T, ?> item) {
        Set<EffectiveStatus> occurring = EnumSet.noneOf(EffectiveStatus.class);
        all.forEach(one -> occurring.add(item.status().apply(one)));
        if (filter.status() != null) {
            occurring.add(filter.status());
        }
        return occurring.stream()
                .map(status -> {
                    Badge badge = Badges.of(status);
                    return new StatusChoice(status.name(), badge.label(), status == filter.status());
                })
                .toList();
    }
}
