package io.compliancecenter.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.ZoneId;
import java.util.Locale;
import java.util.TimeZone;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContext;
import org.springframework.context.i18n.SimpleTimeZoneAwareLocaleContext;
import org.springframework.context.i18n.TimeZoneAwareLocaleContext;
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

    /** For this request only. Without a time zone, the reader's stays. */
    @Override
    public void setLocaleContext(
            HttpServletRequest request, @Nullable HttpServletResponse response, @Nullable LocaleContext localeContext) {
        if (localeContext == null || localeContext.getLocale() == null) {
            request.removeAttribute(ATTRIBUTE);
            return;
        }
        boolean complete = localeContext instanceof TimeZoneAwareLocaleContext zoned && zoned.getTimeZone() != null;
        request.setAttribute(
                ATTRIBUTE, complete ? localeContext : context(localeContext.getLocale(), ReaderZone.of(request)));
    }

    private static LocaleContext context(Locale language, ZoneId zone) {
        return new SimpleTimeZoneAwareLocaleContext(language, TimeZone.getTimeZone(zone));
    }
}
