package io.compliancecenter.desk.catalogue;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list of items.
 *
 * @param found how many there are on all pages
 * @param first number of the first one, counted from 1
 * @param previous number of the page before; null on the first
 * @param next number of the page after; null on the last
 */
record CataloguePart(
        List<CatalogueItem> items,
        int found,
        int first,
        int last,
        @Nullable Integer previous,
        @Nullable Integer next) {

    static final int SIZE = 50;

    /**
     * Those with these words in their name or code.
     *
     * @param wanted number of the page; another one is taken if there is none with it
     */
    static CataloguePart of(List<CatalogueItem> all, String words, int wanted) {
        String lower = words.toLowerCase(Locale.ROOT);
        List<CatalogueItem> found =
                all.stream().filter(item -> item.matches(lower)).toList();
        int pages = Math.max(1, (found.size() + SIZE - 1) / SIZE);
        int page = Math.max(1, Math.min(wanted, pages));
        int from = (page - 1) * SIZE;
        int to = Math.min(found.size(), from + SIZE);
        return new CataloguePart(
                found.subList(from, to),
                found.size(),
                from + 1,
                to,
                page > 1 ? page - 1 : null,
                page < pages ? page + 1 : null);
    }
}
