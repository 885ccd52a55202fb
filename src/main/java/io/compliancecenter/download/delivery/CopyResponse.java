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
    private final String entityTag;
    private Part part = new Part(0, 0);
    private long bytesSent;

    /** A range of the copy. */
    record Part(long from, long count) {}

    CopyResponse(HttpServletRequest request, HttpServletResponse response, String entityTag) {
        this.request = request;
        this.response = response;
        this.entityTag = '"' + entityTag + '"';
    }

    /** The requested range; empty before {@link #send}. */
    Part part() {
        return part;
    }

    /** How many bytes the connection accepted so far. */
    long bytesSent() {
        return bytesSent;
    }

    void send(SpooledFile file, long size, String fileName) throws IOException {
        Attachments.describe(response, MediaType.APPLICATION_PDF_VALUE, fileName);
        response.setHeader(HttpHeaders.ETAG, entityTag);
        response.setHeader(HttpHeaders.ACCEPT_RANGES, "bytes");
        response.setHeader("Content-Security-Policy", "sandbox; default-src 'none'");

        List<HttpRange> ranges;
        try {
            ranges = requestedRanges();
        } catch (IllegalArgumentException malformed) {
            ranges = List.of();
        }
        // A request for several ranges may be answered with the whole copy (RFC 9110, section 14.2).
        if (ranges.size() != 1) {
            sendPart(file, 0, size);
            return;
        }
        HttpRange range = ranges.get(0);
        try {
            long from = range.getRangeStart(size);
            long to = Math.min(range.getRangeEnd(size), size - 1);
            if (from > to) {
                throw new IllegalArgumentException();
            }
            response.setStatus(HttpStatus.PARTIAL_CONTENT.value());
            response.setHeader(HttpHeaders.CONTENT_RANGE, "bytes " + from + '-' + to + '/' + size);
            sendPart(file, from, to - from + 1);
        } catch (IllegalArgumentException beyondTheEnd) {
            response.setStatus(HttpStatus.REQUESTED_RANGE_NOT_SATISFIABLE.value());
            response.setHeader(HttpHeaders.CONTENT_RANGE, "bytes */" + size);
        }
    }

    /** Ranges apply to GET only, and only if the client resumes this very copy. */
    private List<HttpRange> requestedRanges() {
        String ifRange = request.getHeader(HttpHeaders.IF_RANGE);
        boolean samePart = ifRange == null || ifRange.equals(entityTag);
        return request.getMethod().equals("GET") && samePart
                ? HttpRange.parseRanges(request.getHeader(HttpHeaders.RANGE))
                : List.of();
    }

    private void sendPart(SpooledFile file, long from, long count) throws IOException {
        response.setContentLengthLong(count);
        part = new Part(from, count);
        if (request.getMethod().equals("GET")) {
            file.transferTo(response.getOutputStream(), from, count, sent -> bytesSent += sent);
        }
    }
}
