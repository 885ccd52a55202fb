package benchmark;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Answers GET with the bytes and headers of an earlier PUT to the same path, and does nothing else. */
final class BareServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    private static final String PREFIX = "answer-";

    private final transient Map<String, Page> pages = new ConcurrentHashMap<>();

    @SuppressWarnings("ArrayRecordComponent")
    private record Page(byte[] bytes, Map<String, String> headers) {}

    @Override
    protected void doPut(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Map<String, String> headers = new LinkedHashMap<>();
        for (String name : Collections.list(request.getHeaderNames())) {
            if (name.startsWith(PREFIX)) {
                headers.put(name.substring(PREFIX.length()), request.getHeader(name));
            }
        }
        pages.put(request.getRequestURI(), new Page(request.getInputStream().readAllBytes(), headers));
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Page page = pages.get(request.getRequestURI());
        if (page == null) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        page.headers().forEach(response::setHeader);
        response.setContentLength(page.bytes().length);
        response.getOutputStream().write(page.bytes());
    }
}
