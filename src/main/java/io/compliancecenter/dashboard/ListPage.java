package io.compliancecenter.dashboard;

import io.compliancecenter.web.Part;
import io.compliancecenter.web.Parts;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.web.servlet.View;

/**
 * A list of the catalogue, which is the same for every Organization, in a frame that is the same for each of a user's pages.
 * Both are kept; what makes a form one that can be sent is filled in for each request.
 */
class ListPage implements View {

    /** The place of a form's idempotency key: another one each time. */
    static final String KEY = "KEY";

    /** The place of the request's CSRF token. */
    static final String TOKEN = "TOKEN";

    private static final String MAIN = "MAIN";
    private static final int USUAL_SIZE = 16_384;

    private final Parts parts;
    private final String title;
    private final Part list;
    private final Locale locale;

    ListPage(Parts parts, String title, Part list, Locale locale) {
        this.parts = parts;
        this.title = title;
        this.list = list;
        this.locale = locale;
    }

    @Override
    public String getContentType() {
        return MediaType.TEXT_HTML_VALUE;
    }

    @Override
    public void render(@Nullable Map<String, ?> model, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Shell shell =
                (Shell) Objects.requireNonNull(Objects.requireNonNull(model).get("shell"));
        Part frame = parts.of(
                "dashboard/frame",
                locale,
                List.of(shell, title),
                () -> Map.of("shell", shell, "title", title, "place", Part.place(MAIN), "csrf", Part.place(TOKEN)));
        ByteArrayOutputStream page = new ByteArrayOutputStream(USUAL_SIZE);
        frame.writeTo(page, (place, out) -> fill(place, out, request));

        // Whole before any of it is sent, however long it is: see the class WholePages.
        response.setBufferSize(page.size() + 1);
        response.setContentType("text/html;charset=UTF-8");
        response.setLocale(locale);
        page.writeTo(response.getOutputStream());
    }

    private void fill(String place, ByteArrayOutputStream out, HttpServletRequest request) throws IOException {
        switch (place) {
            case MAIN -> list.writeTo(out, (inner, into) -> fill(inner, into, request));
            case TOKEN -> write(token(request), out);
            case KEY -> write(UUID.randomUUID().toString(), out);
            default -> throw new IllegalStateException("No place is called " + place);
        }
    }

    private static void write(String text, ByteArrayOutputStream out) throws IOException {
        out.write(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static String token(HttpServletRequest request) {
        CsrfToken token = (CsrfToken) request.getAttribute(CsrfToken.class.getName());
        return Objects.requireNonNull(token, "There is no CSRF protection").getToken();
    }
}
