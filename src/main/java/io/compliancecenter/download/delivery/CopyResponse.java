package io.compliancecenter.download.delivery;

import io.compliancecenter.support.Attachments;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpRange;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;

/**
 * Sends a copy as an attachment, as a whole or one range of it (RFC 9110, section 14). A strong entity tag lets a client resume
 * a broken download.
 */
final class CopyResponse {

    private final HttpServletRequest request;
    private final HttpServletResponse response;
    private final SpooledFile copy;
    private long fromByte;
    private long bytesAsked;
    private long bytesSent;

    CopyResponse(HttpServletRequest request, HttpServletResponse response, SpooledFile copy) {
        this.request = request;
        this.response = response;
        this.copy = copy;
    }

    /** The start of the requested range. */
    long fromByte() {
        return fromByte;
    }

    /** How many bytes the client gets if it stays connected. */
    long bytesAsked() {
        return bytesAsked;
    }

    /** How many bytes the connection accepted so far. */
    long bytesSent() {
        return bytesSent;
    }

    void send(String fileName) throws IOException {
        String entityTag = '"' + copy.sha256() + '"';
        Attachments.describe(response, MediaType.APPLICATION_PDF_VALUE, fileName);
        response.setHeader(HttpHeaders.ETAG, entityTag);
        response.setHeader(HttpHeaders.ACCEPT_RANGES, "bytes");
        response.setHeader("Content-Security-Policy", "sandbox; default-src 'none'");
        List<HttpRange> ranges = requestedRanges(entityTag);
        long size = copy.size();
        // A request for several ranges may be answered with the whole copy (RFC 9110, section 14.2).
        if (ranges.size() != 1) {
            send(0, size);
            return;
        }
        long from = ranges.get(0).getRangeStart(size);
        long to = ranges.get(0).getRangeEnd(size);
        if (from > to) {
            response.setStatus(HttpStatus.REQUESTED_RANGE_NOT_SATISFIABLE.value());
            response.setHeader(HttpHeaders.CONTENT_RANGE, "bytes */" + size);
            return;
        }
        response.setStatus(HttpStatus.PARTIAL_CONTENT.value());
        response.setHeader(HttpHeaders.CONTENT_RANGE, "bytes " + from + '-' + to + '/' + size);
        send(from, to - from + 1);
    }

    /** Ranges apply to GET only, and only if the client resumes this very copy. Malformed ones are ignored. */
    private List<HttpRange> requestedRanges(String entityTag) {
        String ifRange = request.getHeader(HttpHeaders.IF_RANGE);
        if (!request.getMethod().equals("GET") || (ifRange != null && !ifRange.equals(entityTag))) {
            return List.of();
        }
        try {
            return HttpRange.parseRanges(request.getHeader(HttpHeaders.RANGE));
        } catch (IllegalArgumentException malformed) {
            return List.of();
        }
    }

    private void send(long from, long count) throws IOException {
        response.setContentLengthLong(count);
        if (request.getMethod().equals("GET")) {
            fromByte = from;
            bytesAsked = count;
            copy.transferTo(response.getOutputStream(), from, count, sent -> bytesSent += sent);
        }
    }
}
