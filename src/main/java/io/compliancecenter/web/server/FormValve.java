package io.compliancecenter.web.server;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.ActionCode;
import org.apache.coyote.ContinueResponseTiming;
import org.apache.coyote.InputBuffer;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.apache.tomcat.util.http.Parameters;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.util.InvalidMimeTypeException;
import org.springframework.util.MimeTypeUtils;

/**
 * Reads each simple form before the application sees its request, so that slow clients hold a limited number of worker threads for a
 * limited time. A form that has arrived with its headers does not count. No other body is read, not even to discard it: such a
 * connection is closed. Uploads at the vendor's desk are read by the application, once it knows who sends them.
 *
 * <p>It is a valve, because a filter cannot keep the server from reading the rest of a body, for which it would wait without limit.
 */
class FormValve extends ValveBase {

    /** The forms here have some hundred bytes. */
    private static final int MAX_BYTES = 64 * 1024;

    /** The largest upload. Somewhat more than a document may have, so that a page can say that it is too large. */
    private static final long MAX_UPLOAD = 64L << 20;

    private static final String UPLOADS = "/desk/";

    /** In all, from the headers to the last byte. */
    static final Duration TIME_FOR_A_FORM = Duration.ofSeconds(10);

    private static final String SECONDS_TO_WAIT = "10";

    private final FormLimiter limiter;

    FormValve(FormLimiter limiter) {
        super(true);
        this.limiter = limiter;
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        // A request that was refused already may have an invalid body.
        if (response.isErrorReportRequired() || request.isAsyncDispatching() || !hasBody(request)) {
            getNext().invoke(request, response);
            return;
        }
        if (isUpload(request)) {
            upload(request, response);
            return;
        }
        int status = refusal(request);
        if (status == HttpServletResponse.SC_OK) {
            status = read(request, response);
        }
        if (status == HttpServletResponse.SC_OK) {
            getNext().invoke(request, response);
        } else {
            refuse(response, status);
        }
    }

    private static boolean hasBody(Request request) {
        return request.getContentLengthLong() > 0 || request.getHeader(HttpHeaders.TRANSFER_ENCODING) != null;
    }

    private static boolean isUpload(Request request) {
        return request.getMethod().equals("POST")
                && request.getContentLengthLong() > 0
                && request.getContentLengthLong() <= MAX_UPLOAD
                && request.getHeader(HttpHeaders.TRANSFER_ENCODING) == null
                && hasType(request.getContentType(), MediaType.MULTIPART_FORM_DATA)
                && request.getDecodedRequestURI().startsWith(request.getContextPath() + UPLOADS);
    }

    /** What the application has not read is not read afterwards. */
    private void upload(Request request, Response response) throws IOException, ServletException {
        response.sendAcknowledgement(ContinueResponseTiming.ON_REQUEST_BODY_READ);
        InputBuffer body = request.getCoyoteRequest().getInputBuffer();
        request.getCoyoteRequest().setInputBuffer(new UploadRate(body, System::nanoTime));
        try {
            getNext().invoke(request, response);
        } finally {
            // The server uses it for the next request of the connection as well.
            request.getCoyoteRequest().setInputBuffer(body);
        }
        if (request.getCoyoteRequest().getBytesRead() < request.getContentLengthLong()) {
            response.getCoyoteResponse().action(ActionCode.DISABLE_SWALLOW_INPUT, null);
        }
    }

    /** The status that the headers alone lead to, or 200. */
    private static int refusal(Request request) {
        if (!request.getMethod().equals("POST")) {
            return HttpServletResponse.SC_BAD_REQUEST;
        }
        if (!hasType(request.getContentType(), MediaType.APPLICATION_FORM_URLENCODED)) {
            return HttpServletResponse.SC_UNSUPPORTED_MEDIA_TYPE;
        }
        // Browsers always send the length. Chunks could also trickle inside a chunk's header.
        if (request.getHeader(HttpHeaders.TRANSFER_ENCODING) != null) {
            return HttpServletResponse.SC_LENGTH_REQUIRED;
        }
        return request.getContentLengthLong() > MAX_BYTES
                ? HttpStatus.CONTENT_TOO_LARGE.value()
                : HttpServletResponse.SC_OK;
    }

    private static boolean hasType(String contentType, MediaType expected) {
        try {
            return contentType != null && expected.equalsTypeAndSubtype(MimeTypeUtils.parseMimeType(contentType));
        } catch (InvalidMimeTypeException malformed) {
            return false;
        }
    }

    /** Reads the form and makes its fields the request's parameters; gives the status of the refusal, or 200. */
    private int read(Request request, Response response) throws IOException {
        long deadline = System.nanoTime() + TIME_FOR_A_FORM.toNanos();
        response.sendAcknowledgement(ContinueResponseTiming.IMMEDIATELY);
        FormBody body = new FormBody(request.getCoyoteRequest(), (int) request.getContentLengthLong());
        int status = body.readArrived() ? HttpServletResponse.SC_OK : await(body, request, deadline);
        return status == HttpServletResponse.SC_OK ? parse(request, body.bytes()) : status;
    }

    private int await(FormBody body, Request request, long deadline) {
        String client = IpAddress.client(request.getRemoteAddr());
        if (!limiter.tryAcquire(client)) {
            return HttpServletResponse.SC_SERVICE_UNAVAILABLE;
        }
        try {
            return body.readRest(deadline) ? HttpServletResponse.SC_OK : HttpServletResponse.SC_REQUEST_TIMEOUT;
        } catch (SocketTimeoutException silent) {
            return HttpServletResponse.SC_REQUEST_TIMEOUT;
        } catch (IOException lost) {
            return HttpServletResponse.SC_BAD_REQUEST;
        } finally {
            limiter.release(client);
        }
    }

    private static int parse(Request request, byte[] form) throws IOException {
        request.setCharacterEncoding(StandardCharsets.UTF_8);
        // The server now assumes that the application reads the body, and parses no parameters.
        request.getInputStream();
        try {
            Parameters parameters = request.getCoyoteRequest().getParameters();
            // Parses those of the query first.
            request.getParameterNames();
            parameters.processParameters(form, 0, form.length);
            return HttpServletResponse.SC_OK;
        } catch (InvalidParameterException malformed) {
            return malformed.getErrorCode();
        }
    }

    private static void refuse(Response response, int status) throws IOException {
        if (status == HttpServletResponse.SC_SERVICE_UNAVAILABLE) {
            response.setHeader(HttpHeaders.RETRY_AFTER, SECONDS_TO_WAIT);
        }
        response.setHeader(HttpHeaders.CONNECTION, "close");
        response.sendError(status);
        // Otherwise the server would wait for the rest of the body, only to discard it.
        response.getCoyoteResponse().action(ActionCode.DISABLE_SWALLOW_INPUT, null);
    }
}
