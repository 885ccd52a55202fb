package io.compliancecenter.download;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Locale;
import java.util.Locale.LanguageRange;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.web.servlet.support.RequestContextUtils;

/**
 * Which languages a reader understands.
 *
 * @param first for the words of the page, for dates and for numbers
 * @param wanted all of them, by falling preference; none if the browser sends none
 */
record ReaderLanguages(Locale first, List<LanguageRange> wanted) {

    static ReaderLanguages of(HttpServletRequest request) {
        return new ReaderLanguages(
                RequestContextUtils.getLocale(request), wanted(request.getHeader(HttpHeaders.ACCEPT_LANGUAGE)));
    }

    private static List<LanguageRange> wanted(@Nullable String acceptLanguage) {
        try {
            return acceptLanguage == null || acceptLanguage.isBlank()
                    ? List.of()
                    : LanguageRange.parse(acceptLanguage).stream()
                            .filter(range -> range.getWeight() > 0)
                            .toList();
        } catch (IllegalArgumentException malformed) {
            return List.of();
        }
    }
}
