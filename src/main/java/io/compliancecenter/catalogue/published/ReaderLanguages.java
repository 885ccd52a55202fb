package io.compliancecenter.catalogue.published;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Locale.LanguageRange;
import java.util.Map;

/**
 * In which of its languages somebody reads the catalogue.
 *
 * @param tags BCP 47, best first; the last one is the first language of the catalogue, which everything in it has
 */
public record ReaderLanguages(List<String> tags) {

    /**
     * The languages of the catalogue that a reader accepts, before its first one.
     *
     * @param published the languages of the catalogue, the first one first
     * @param wanted the reader's languages, best first, as in {@code Accept-Language}. Each is matched by lookup (RFC 4647,
     *     section 3.4), so that {@code de-AT} finds {@code de}, and then by filtering (section 3.3.1), so that {@code pt} finds
     *     {@code pt-BR}
     */
    public static ReaderLanguages of(List<String> published, List<LanguageRange> wanted) {
        String first = published.get(0);
        List<String> left = new ArrayList<>(published);
        List<String> best = new ArrayList<>();
        for (LanguageRange range : wanted) {
            List<LanguageRange> alone = List.of(range);
            for (String found = Locale.lookupTag(alone, left); found != null; found = Locale.lookupTag(alone, left)) {
                left.remove(found);
                best.add(found);
            }
            List<String> matching = Locale.filterTags(alone, left);
            left.removeAll(matching);
            best.addAll(matching);
        }
        int end = best.indexOf(first);
        List<String> tags = new ArrayList<>(end < 0 ? best : best.subList(0, end));
        tags.add(first);
        return new ReaderLanguages(List.copyOf(tags));
    }

    /**
     * The language in which the reader gets an item.
     *
     * @param translations of the item, by language
     */
    public String language(Map<String, ?> translations) {
        return tags.stream().filter(translations::containsKey).findFirst().orElseGet(() -> tags.get(tags.size() - 1));
    }
}
