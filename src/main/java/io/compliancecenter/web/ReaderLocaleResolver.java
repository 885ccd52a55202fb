package io.compliancecenter.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.ZoneId;
import java.util.Locale;
import java.util.TimeZone;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContext;
import org.springframework.context.i18n.SimpleTimeZoneAwareLocaleContext;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.i18n.AbstractLocaleContextResolver;

/**
 * Resolves the language and the time zone of a page: the best language of {@code Accept-Language} that has a message bundle,
 * and the zone of the {@linkplain ReaderZone reader's cookie}.
 */
@Component(DispatcherServlet.LOCALE_RESOLVER_BEAN_NAME)
class ReaderLocaleResolver extends AbstractLocaleContextResolver {

    private static final String ATTRIBUTE = ReaderLocaleResolver.class.getName();

    @Override
    public LocaleContext resolveLocaleContext(HttpServletRequest request) {
        if (request.getAttribute(ATTRIBUTE) instanceof LocaleContext known) {
            return known;
        }
        LocaleContext found = context(PageLanguages.best(PageLanguages.wanted(request)), ReaderZone.of(request));
        request.setAttribute(ATTRIBUTE, found);
        return found;
    }

    /** For this request only. The time zone stays the reader's. */
    @Override
    public void setLocaleContext(
            HttpServletRequest request, @Nullable HttpServletResponse response, @Nullable LocaleContext localeContext) {
        Locale language = localeContext == null ? null : localeContext.getLocale();
        request.setAttribute(ATTRIBUTE, language == null ? null : context(language, ReaderZone.of(request)));
    }

    private static LocaleContext context(Locale language, ZoneId zone) {
        return new SimpleTimeZoneAwareLocaleContext(language, TimeZone.getTimeZone(zone));
    }
}
