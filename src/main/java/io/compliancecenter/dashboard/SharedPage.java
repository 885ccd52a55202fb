package io.compliancecenter.dashboard;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.thymeleaf.util.StringUtils;

/**
 * A page that was rendered once for all who see the same, with placeholders in place of what is the reader's own. It holds nothing of
 * any of them.
 *
 * @param html before, between and after the placeholders, in UTF-8
 * @param placeholders in the order of the page
 */
record SharedPage(List<byte[]> html, List<Placeholder> placeholders) {

    /** Random, so that no text of the catalogue contains it; and without anything that would be escaped. */
    private static final String MARK = "x" + UUID.randomUUID().toString().replace("-", "");

    /** What is the reader's own. */
    enum Placeholder {
        ORGANIZATION,
        /** The choices in the menu of the reader's Organizations, as HTML. */
        ORGANIZATIONS,
        USER_NAME,
        USER_EMAIL,
        USER_INITIAL,
        CSRF_TOKEN,
        IDEMPOTENCY_KEY;

        /** Stands for the value while the page is rendered. */
        String text() {
            return MARK + ordinal();
        }
    }

    /** @param rendered by a template whose values are the {@linkplain Placeholder#text texts of placeholders} */
    static SharedPage of(String rendered) {
        String[] parts = rendered.split(MARK, -1);
        List<byte[]> html = new ArrayList<>(List.of(parts[0].getBytes(UTF_8)));
        List<Placeholder> placeholders = new ArrayList<>();
        for (String part : List.of(parts).subList(1, parts.length)) {
            placeholders.add(Placeholder.values()[part.charAt(0) - '0']);
            html.add(part.substring(1).getBytes(UTF_8));
        }
        return new SharedPage(List.copyOf(html), List.copyOf(placeholders));
    }

    /** In bytes. */
    int size() {
        return html.stream().mapToInt(part -> part.length).sum();
    }

    /**
     * Writes the page for one reader, as Thymeleaf's view would do.
     *
     * @param values of the reader, not escaped unless they are HTML
     */
    void write(Function<Placeholder, String> values, HttpServletResponse response) throws IOException {
        ByteArrayOutputStream page = new ByteArrayOutputStream(size() + 1024);
        page.writeBytes(html.get(0));
        for (int next = 0; next < placeholders.size(); next++) {
            Placeholder placeholder = placeholders.get(next);
            String value = values.apply(placeholder);
            page.writeBytes(
                    (placeholder == Placeholder.ORGANIZATIONS ? value : StringUtils.escapeXml(value)).getBytes(UTF_8));
            page.writeBytes(html.get(next + 1));
        }
        response.setContentType("text/html;charset=UTF-8");
        response.setContentLength(page.size());
        page.writeTo(response.getOutputStream());
        response.flushBuffer();
    }
}
