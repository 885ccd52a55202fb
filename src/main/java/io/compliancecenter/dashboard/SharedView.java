package io.compliancecenter.dashboard;

import static io.compliancecenter.dashboard.SharedPage.Placeholder.CSRF_TOKEN;
import static io.compliancecenter.dashboard.SharedPage.Placeholder.IDEMPOTENCY_KEY;
import static io.compliancecenter.dashboard.SharedPage.Placeholder.ORGANIZATION;
import static io.compliancecenter.dashboard.SharedPage.Placeholder.ORGANIZATIONS;
import static io.compliancecenter.dashboard.SharedPage.Placeholder.USER_EMAIL;
import static io.compliancecenter.dashboard.SharedPage.Placeholder.USER_INITIAL;
import static io.compliancecenter.dashboard.SharedPage.Placeholder.USER_NAME;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import io.compliancecenter.dashboard.SharedPage.Placeholder;
import io.compliancecenter.dashboard.SharedPages.Content;
import io.compliancecenter.dashboard.shell.Shell;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.security.web.csrf.DefaultCsrfToken;
import org.springframework.ui.ModelMap;
import org.springframework.web.servlet.View;
import org.springframework.web.util.ContentCachingResponseWrapper;
import org.thymeleaf.spring6.view.ThymeleafViewResolver;

/**
 * Writes a page from the cache, which it renders first if it is not there.
 *
 * @param templates finds the view that renders it
 * @param everybodysModel the model of the template, without what is the reader's own
 */
record SharedView(
        SharedPages pages, ThymeleafViewResolver templates, Content content, Supplier<ModelMap> everybodysModel)
        implements View {

    @Override
    public void render(@Nullable Map<String, ?> model, HttpServletRequest request, HttpServletResponse response)
            throws Exception {
        Shell shell = (Shell) requireNonNull(requireNonNull(model).get(Shell.ATTRIBUTE));
        CsrfToken token = (CsrfToken) request.getAttribute(CsrfToken.class.getName());
        Shell frame = shell.with(
                ORGANIZATION.text(), ORGANIZATIONS.text(), USER_NAME.text(), USER_EMAIL.text(), USER_INITIAL.text());
        SharedPage page = pages.find(content, frame);
        if (page == null) {
            page = shared(frame, token, request, response);
            pages.keep(content, frame, page);
        }
        String choices = shell.switchable()
                ? html("web/frame :: choices", new ModelMap(Shell.ATTRIBUTE, shell), request, response)
                : "";
        Function<Placeholder, String> own = placeholder -> switch (placeholder) {
            case ORGANIZATION -> requireNonNull(shell.organization());
            case ORGANIZATIONS -> choices;
            case USER_NAME -> shell.userName();
            case USER_EMAIL -> shell.userEmail();
            case USER_INITIAL -> shell.userInitial();
            case CSRF_TOKEN -> token.getToken();
            case IDEMPOTENCY_KEY -> String.valueOf(model.get(CataloguePages.IDEMPOTENCY_KEY));
        };
        page.write(own, response);
    }

    /** Renders the template with placeholders in place of what is the reader's own. */
    private SharedPage shared(Shell frame, CsrfToken token, HttpServletRequest request, HttpServletResponse response)
            throws Exception {
        ModelMap model = everybodysModel
                .get()
                .addAttribute(Shell.ATTRIBUTE, frame)
                .addAttribute(CataloguePages.IDEMPOTENCY_KEY, IDEMPOTENCY_KEY.text());
        CsrfToken placeholder =
                new DefaultCsrfToken(token.getHeaderName(), token.getParameterName(), CSRF_TOKEN.text());
        HttpServletRequest withoutToken = new HttpServletRequestWrapper(request) {
            @Override
            public @Nullable Object getAttribute(String name) {
                return name.equals(CsrfToken.class.getName()) ? placeholder : super.getAttribute(name);
            }
        };
        return SharedPage.of(html(content.template(), model, withoutToken, response));
    }

    private String html(String view, ModelMap model, HttpServletRequest request, HttpServletResponse response)
            throws Exception {
        ContentCachingResponseWrapper rendered = new ContentCachingResponseWrapper(response);
        requireNonNull(templates.resolveViewName(view, content.locale())).render(model, request, rendered);
        return new String(rendered.getContentAsByteArray(), UTF_8);
    }
}
