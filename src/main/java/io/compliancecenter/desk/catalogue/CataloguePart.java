package io.compliancecenter.desk.catalogue;

import io.compliancecenter.support.ListPage;
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
        ListPage page = ListPage.of(found.size(), SIZE, wanted);
        return new CataloguePart(
                page.rowsOf(found), found.size(), page.from() + 1, page.to(), page.previous(), page.next());
    }
}
