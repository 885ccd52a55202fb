package io.compliancecenter.web;

import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Formats days and moments by the patterns in a language's message bundle. The JDK's own formats differ between versions.
 */
record TimeFormats(DateTimeFormatter day, DateTimeFormatter moment) {

    private static final Map<Locale, TimeFormats> KNOWN = new ConcurrentHashMap<>();

    /** @param language any; one that the pages are not in gets the formats of the first that they are in */
    static TimeFormats of(Locale language) {
        return KNOWN.computeIfAbsent(page(language), TimeFormats::read);
    }

    /** The words of the pages in a language; in the first that they are in, if they are not in that one. */
    static ResourceBundle words(Locale language) {
        return ResourceBundle.getBundle(
                "messages",
                page(language),
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
    }

    private static Locale page(Locale language) {
        return PageLanguages.ALL.stream()
                .filter(page -> page.getLanguage().equals(language.getLanguage()))
                .findFirst()
                .orElse(PageLanguages.ALL.get(0));
    }

    private static TimeFormats read(Locale language) {
        ResourceBundle words = words(language);
        return new TimeFormats(
                DateTimeFormatter.ofPattern(words.getString("format.day"), language),
                new DateTimeFormatterBuilder()
                        .appendPattern(words.getString("format.moment"))
                        .appendLiteral(" UTC")
                        .appendOffset("+H:mm", "")
                        .toFormatter(language));
    }
}
