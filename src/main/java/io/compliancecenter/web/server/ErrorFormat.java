package io.compliancecenter.web.server;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.accept.ContentNegotiationStrategy;
import org.springframework.web.accept.HeaderContentNegotiationStrategy;
import org.springframework.web.context.request.ServletWebRequest;

/** The format of an error response: a page, unless the client prefers another format. */
enum ErrorFormat {
    PAGE(MediaType.TEXT_HTML),
    /** RFC 9457 */
    PROBLEM(MediaType.APPLICATION_PROBLEM_JSON),
    /** For clients that accept neither, such as those that load an image */
    TEXT(MediaType.TEXT_PLAIN);

    private static final ContentNegotiationStrategy ACCEPT = new HeaderContentNegotiationStrategy();

    private final MediaType type;

    ErrorFormat(MediaType type) {
        this.type = type;
    }

    /** The format that a client accepts best; a page if its {@code Accept} is missing or malformed. */
    static ErrorFormat of(HttpServletRequest request) {
        try {
            return firstOf(ACCEPT.resolveMediaTypes(new ServletWebRequest(request)));
        } catch (HttpMediaTypeNotAcceptableException malformed) {
            return PAGE;
        }
    }

    private static ErrorFormat firstOf(List<MediaType> accepted) {
        for (MediaType type : accepted) {
            if (type.includes(MediaType.TEXT_HTML) || type.includes(MediaType.APPLICATION_XHTML_XML)) {
                return PAGE;
            }
            if (type.includes(MediaType.APPLICATION_JSON) || type.includes(MediaType.APPLICATION_PROBLEM_JSON)) {
                return PROBLEM;
            }
        }
        return TEXT;
    }

    /** Its media type. */
    String contentType() {
        return type.toString();
    }

    /**
     * The body of an error that is not a page.
     *
     * @param status HTTP status code
     * @param requestId see {@link RequestValve#REQUEST_ID}
     */
    String body(int status, String requestId) {
        HttpStatus known = HttpStatus.resolve(status);
        String title = known == null ? "Error" : known.getReasonPhrase();
        return switch (this) {
            case PAGE -> throw new IllegalStateException("A page is made by its template");
            case PROBLEM -> """
                    {"type":"about:blank","title":"%s","status":%d,"requestId":"%s"}
                    """.formatted(title, status, requestId);
            case TEXT -> "%d %s (request %s)%n".formatted(status, title, requestId);
        };
    }
}
