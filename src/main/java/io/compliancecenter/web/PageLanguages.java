package io.compliancecenter.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Locale.LanguageRange;
import java.util.Objects;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.servlet.support.RequestContextUtils;

/** The languages of the pages, and the choice among them. */
public final class PageLanguages {

    /** Each has a message bundle. The first is the default. */
    public static final List<Locale> ALL = List.of(Locale.ENGLISH, Locale.GERMAN);

    private PageLanguages() {}

    /**
     * The languages that a reader accepts.
     *
     * @return languages by falling preference, without those that the reader refuses ({@code q=0}); empty if the header is
     *     missing or malformed
     */
    public static List<LanguageRange> wanted(HttpServletRequest request) {
        String header = String.join(",", Collections.list(request.getHeaders(HttpHeaders.ACCEPT_LANGUAGE)));
        if (header.isBlank()) {
            return List.of();
        }
        try {
            return LanguageRange.parse(header).stream()
                    .filter(range -> range.getWeight() > 0)
                    .toList();
        } catch (IllegalArgumentException malformed) {
            return List.of();
        }
    }

    /** The page language that a reader prefers, or the first of all. */
    public static Locale best(List<LanguageRange> wanted) {
        return wanted.stream()
                .flatMap(range -> matching(range).stream())
                .findFirst()
                .orElse(ALL.get(0));
    }

    /** The page language that a range asks for, for example {@code de} for {@code de-CH} (RFC 4647, section 3.4). */
    public static Optional<Locale> matching(LanguageRange range) {
        return Optional.ofNullable(Locale.lookup(List.of(range), ALL));
    }

    /** The page language nearest to a locale, or the first of all. */
    public static Locale nearest(Locale locale) {
        return ALL.stream()
                .filter(language -> language.getLanguage().equals(locale.getLanguage()))
                .findFirst()
                .orElse(ALL.get(0));
    }

    /** Renders the page of this request in the given language. */
    public static void write(HttpServletRequest request, Locale language) {
        LocaleResolver resolver = RequestContextUtils.getLocaleResolver(request);
        Objects.requireNonNull(resolver, "There is no locale resolver").setLocale(request, null, language);
    }
}
