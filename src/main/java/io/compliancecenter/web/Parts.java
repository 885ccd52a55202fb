package io.compliancecenter.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;
import org.thymeleaf.context.WebContext;
import org.thymeleaf.spring6.SpringTemplateEngine;
import org.thymeleaf.web.servlet.JakartaServletWebApplication;

/**
 * Parts of pages that are made of the same things again and again: made once, and kept as long as there is room. Whatever a
 * part is made of is what it is found by, so that it can never be out of date, nor shown to anybody who may not see it.
 */
@Component
public class Parts {

    /** In bytes, of all parts. One is some kilobytes. */
    private static final long ROOM = 8_000_000;

    private final SpringTemplateEngine templates;

    // Least recently used first. Languages come from the reader's browser, so that there is no end to them.
    private final Map<Key, Part> kept = new LinkedHashMap<>(16, 0.75f, true);
    private long size;

    Parts(SpringTemplateEngine templates) {
        this.templates = templates;
    }

    private record Key(String template, Locale locale, List<Object> madeOf) {}

    /**
     * A part of the current request's page.
     *
     * @param template which makes it of the variables and the reader's language, and knows nothing else
     * @param madeOf all that the variables are made of: equal only if they are
     * @param variables asked for only if the part is not there yet
     */
    public Part of(String template, Locale locale, List<Object> madeOf, Supplier<Map<String, Object>> variables) {
        Key key = new Key(template, locale, List.copyOf(madeOf));
        Part known;
        synchronized (kept) {
            known = kept.get(key);
        }
        if (known != null) {
            return known;
        }
        Part made = new Part(templates.process(template, context(locale, variables.get())));
        synchronized (kept) {
            keep(key, made);
        }
        return made;
    }

    private void keep(Key key, Part made) {
        Part other = kept.put(key, made);
        size += made.size() - (other == null ? 0 : other.size());
        Iterator<Part> eldest = kept.values().iterator();
        while (size > ROOM) {
            size -= eldest.next().size();
            eldest.remove();
        }
    }

    private static WebContext context(Locale locale, Map<String, Object> variables) {
        ServletRequestAttributes current = (ServletRequestAttributes) RequestContextHolder.currentRequestAttributes();
        HttpServletRequest request = current.getRequest();
        HttpServletResponse response = current.getResponse();
        JakartaServletWebApplication application =
                JakartaServletWebApplication.buildApplication(request.getServletContext());
        return new WebContext(application.buildExchange(request, response), locale, variables);
    }
}
