package io.compliancecenter.testing.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;

/** Requests as bytes, for what no HTTP client would send. */
public final class RawHttp {

    private static final int TIMEOUT = 30_000;

    private RawHttp() {}

    /** A response as it came, or what came of it before the connection was lost. */
    public record Response(int status, List<String> headers, String body) {

        /** The value of a header; empty if there is none. */
        public String header(String name) {
            String start = name.toLowerCase(Locale.ROOT) + ":";
            return headers.stream()
                    .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(start))
                    .map(line -> line.substring(start.length()).strip())
                    .findFirst()
                    .orElse("");
        }

        public Document html() {
            return Jsoup.parse(body);
        }
    }

    /** Sends the lines with an empty line after them, and reads until the server closes the connection. */
    public static Response send(int port, String... lines) throws IOException {
        return send(port, (String.join("\r\n", lines) + "\r\n\r\n").getBytes(UTF_8));
    }

    /** Sends bytes, and reads until the server closes the connection. */
    public static Response send(int port, byte[] request) throws IOException {
        try (Socket socket = new Socket("localhost", port)) {
            socket.setSoTimeout(TIMEOUT);
            ByteArrayOutputStream answer = new ByteArrayOutputStream();
            try {
                socket.getOutputStream().write(request);
                socket.getInputStream().transferTo(answer);
            } catch (SocketException closedEarly) {
                drain(socket, answer);
            }
            return parse(answer.toString(UTF_8));
        }
    }

    /** What was answered before the connection was closed on us, if it can still be read. */
    private static void drain(Socket socket, ByteArrayOutputStream answer) {
        try {
            socket.getInputStream().transferTo(answer);
        } catch (IOException nothingMore) {
            // What there is, is in the answer.
        }
    }

    private static Response parse(String answer) {
        int end = answer.indexOf("\r\n\r\n");
        List<String> head = Arrays.asList((end < 0 ? answer : answer.substring(0, end)).split("\r\n"));
        String[] statusLine = head.get(0).split(" ");
        int status = statusLine.length > 1 ? Integer.parseInt(statusLine[1]) : 0;
        return new Response(
                status, head.subList(Math.min(1, head.size()), head.size()), end < 0 ? "" : answer.substring(end + 4));
    }

    /** A form with its headers in front, whole. */
    public static byte[] form(String path, String fields, String... headers) {
        String head = "POST " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                + "Content-Type: application/x-www-form-urlencoded\r\n"
                + "Content-Length: " + fields.getBytes(UTF_8).length + "\r\n"
                + (headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n");
        return (head + "\r\n" + fields).getBytes(ISO_8859_1);
    }
}
