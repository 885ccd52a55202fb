package io.compliancecenter.testing.mail;

import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/** A message as somebody reads it. */
public record Letter(MimeMessage message, String recipient, String subject, String text, Document html) {

    public static Letter of(MimeMessage message) {
        try {
            Map<String, String> parts = new HashMap<>();
            collect(message, parts);
            InternetAddress recipient = (InternetAddress) message.getRecipients(RecipientType.TO)[0];
            return new Letter(
                    message,
                    recipient.getAddress(),
                    message.getSubject(),
                    parts.getOrDefault("text/plain", ""),
                    Jsoup.parse(parts.getOrDefault("text/html", "")));
        } catch (MessagingException malformed) {
            throw new AssertionError(malformed);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static void collect(Part part, Map<String, String> parts) throws MessagingException, IOException {
        if (part.getContent() instanceof Multipart several) {
            for (int i = 0; i < several.getCount(); i++) {
                collect(several.getBodyPart(i), parts);
            }
        } else {
            parts.put(part.getContentType().replaceFirst(";(?s:.*)", "").toLowerCase(java.util.Locale.ROOT), (String)
                    part.getContent());
        }
    }

    /** The address of the link in it. */
    public URI link() {
        Element link = html.selectFirst("a[href*=/links/]");
        if (link == null) {
            throw new AssertionError("No link in: " + html);
        }
        return URI.create(link.attr("href"));
    }

    /** The secret in the link. */
    public String token() {
        return link().getPath().replaceFirst(".*/", "");
    }

    public String header(String name) {
        try {
            String[] values = message.getHeader(name);
            return values == null ? "" : String.join("\n", values);
        } catch (MessagingException malformed) {
            throw new AssertionError(malformed);
        }
    }
}
