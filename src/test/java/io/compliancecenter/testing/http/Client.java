package io.compliancecenter.testing.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.FormElement;

/** A browser without a window: it keeps cookies, fills in forms as they stand on the page, and follows no redirect. */
public final class Client {

    private final URI base;
    private final CookieManager cookies = new CookieManager();
    private final HttpClient http;
    private String token = "";

    public Client(int port) {
        this.base = URI.create("http://localhost:" + port);
        this.http = HttpClient.newBuilder()
                .cookieHandler(cookies)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(Duration.ofSeconds(10))
                .build();
    }

    /** An answer as it came. */
    public record Answer(HttpResponse<byte[]> response, URI base) {

        public int status() {
            return response.statusCode();
        }

        public byte[] bytes() {
            return response.body();
        }

        public String text() {
            return new String(response.body(), UTF_8);
        }

        public Document html() {
            return Jsoup.parse(text(), response.uri().toString());
        }

        public String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }

        /** The path that a redirect leads to. */
        public String location() {
            return base.relativize(URI.create(header("Location"))).toString().replaceFirst("^(?!/)", "/");
        }

        /** The first form that is sent to an address which ends so, by itself or by one of its buttons. */
        public FormElement form(String actionEnd) {
            Document page = html();
            Element form = page.selectFirst("form[action$=" + actionEnd + "]");
            Element button = page.selectFirst("button[formaction$=" + actionEnd + "]");
            if (form == null && button != null) {
                form = page.getElementById(button.attr("form"));
                assertThat(form).as("form of %s", button).isNotNull();
                form.attr("action", button.absUrl("formaction"));
            }
            if (form == null) {
                throw new AssertionError("No form to …" + actionEnd + " on: " + text());
            }
            return (FormElement) form;
        }
    }

    public Client signIn(String email, String password) {
        // Where a provider owns a domain, the page asks for the password only after a failure.
        FormElement form = get("/sign-in?failed").form("/sign-in");
        Answer answer = submit(form, Map.of("email", email, "password", password));
        token = form.select("[name=_csrf]").val();
        if (answer.status() != 302 || answer.location().contains("failed")) {
            throw new AssertionError("Signing in as " + email + " gave " + answer.status() + " " + answer.location());
        }
        return this;
    }

    public Answer get(String path, String... headers) {
        return send(request(path, headers).GET());
    }

    public Answer head(String path, String... headers) {
        return send(request(path, headers).method("HEAD", BodyPublishers.noBody()));
    }

    /** Posts fields as they are, without what a page would add. */
    public Answer post(String path, Map<String, String> fields, String... headers) {
        return send(request(path, headers)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(encoded(fields))));
    }

    /** Sends a form as it stands on its page, with some fields filled in or changed. */
    public Answer submit(FormElement form, Map<String, String> filledIn, String... headers) {
        return post(path(form), fields(form, filledIn), headers);
    }

    /** Sends a form with a file, as it stands on its page, with some fields filled in or changed. */
    public Answer upload(FormElement form, Map<String, String> filledIn, String fileName, byte[] content) {
        return upload(path(form), fields(form, filledIn), fileName, content);
    }

    /** Posts fields and a file as they are, without what a page would add. */
    public Answer upload(String path, Map<String, String> fields, String fileName, byte[] content) {
        String boundary = "----" + UUID.randomUUID();
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        fields.forEach(
                (name, value) -> body.writeBytes("--%s\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n%s\r\n"
                        .formatted(boundary, name, value)
                        .getBytes(UTF_8)));
        body.writeBytes(("--%s\r\nContent-Disposition: form-data; name=\"file\"; filename=\"%s\"\r\n"
                        + "Content-Type: application/pdf\r\n\r\n")
                .formatted(boundary, fileName)
                .getBytes(UTF_8));
        body.writeBytes(content);
        body.writeBytes("\r\n--%s--\r\n".formatted(boundary).getBytes(UTF_8));
        return send(request(path)
                .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                .POST(BodyPublishers.ofByteArray(body.toByteArray())));
    }

    /** What the form would send. */
    public static Map<String, String> fields(FormElement form, Map<String, String> filledIn) {
        Map<String, String> fields = new LinkedHashMap<>();
        form.formData().forEach(field -> fields.put(field.key(), field.value()));
        fields.putAll(filledIn);
        return fields;
    }

    /** Where the form would be sent. */
    public static String path(FormElement form) {
        return URI.create(form.absUrl("action")).getPath();
    }

    /** The CSRF token of the form by which somebody signed in here; it is valid in every form. */
    public String token() {
        return token;
    }

    /** The cookie that stands for the session; empty if there is none. */
    public String session() {
        return cookies.getCookieStore().getCookies().stream()
                .filter(cookie -> cookie.getName().equals("SESSION"))
                .map(cookie -> cookie.getValue())
                .findFirst()
                .orElse("");
    }

    /** The value of the header {@code Cookie} that goes with each request. */
    public String cookies() {
        return cookies.getCookieStore().getCookies().stream()
                .map(cookie -> cookie.getName() + "=" + cookie.getValue())
                .collect(Collectors.joining("; "));
    }

    /** Forgets a cookie, as when a browser is closed or a session has ended. */
    public void forget(String cookie) {
        cookies.getCookieStore().getCookies().stream()
                .filter(known -> known.getName().equals(cookie))
                .toList()
                .forEach(known -> cookies.getCookieStore().remove(base, known));
    }

    /** The same browser, at another instance of the application. Cookies do not know of ports. */
    public Client at(int port) {
        Client other = new Client(port);
        cookies.getCookieStore()
                .getCookies()
                .forEach(cookie -> other.cookies.getCookieStore().add(other.base, cookie));
        return other;
    }

    private HttpRequest.Builder request(String path, String... headers) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(base + path)).timeout(Duration.ofSeconds(60));
        request.header("Accept", "text/html,application/xhtml+xml,*/*;q=0.8");
        if (headers.length > 0) {
            request.headers(headers);
        }
        return request;
    }

    private Answer send(HttpRequest.Builder request) {
        try {
            return new Answer(http.send(request.build(), BodyHandlers.ofByteArray()), base);
        } catch (IOException failure) {
            throw new AssertionError("No answer", failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError(interrupted);
        }
    }

    /** The fields as a query, or as the body of a form. */
    public static String encoded(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field ->
                        URLEncoder.encode(field.getKey(), UTF_8) + "=" + URLEncoder.encode(field.getValue(), UTF_8))
                .collect(Collectors.joining("&"));
    }
}
