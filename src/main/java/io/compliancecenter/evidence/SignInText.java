package io.compliancecenter.evidence;

import io.compliancecenter.web.TimeText;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.springframework.context.MessageSource;
import org.springframework.context.support.DefaultMessageSourceResolvable;

/** How the person who agreed had signed in, in words. */
public record SignInText(MessageSource messages, Locale locale, ZoneId zone) {

    /** The method; with issuer and subject for a sign-in through a provider. A later version may have recorded another one. */
    public String method(Payload payload) {
        return messages.getMessage(
                new DefaultMessageSourceResolvable(
                        new String[] {"sign-in-method." + payload.text("signIn", "method"), "sign-in-method.other"},
                        new Object[] {payload.text("signIn", "issuer"), payload.text("signIn", "subject")}),
                locale);
    }

    /** All that the provider said, on one line; the method alone for a sign-in here. */
    public String full(Payload payload) {
        List<String> parts = new ArrayList<>(List.of(method(payload)));
        if (!payload.text("signIn", "issuer").isEmpty()) {
            Instant authenticatedAt = payload.time("signIn", "authenticatedAt");
            if (authenticatedAt != null) {
                parts.add(word(
                        "sign-in-method.authenticated-at",
                        TimeText.of(authenticatedAt, locale, zone).text()));
            }
            add(parts, "sign-in-method.amr", payload.text("signIn", "amr"));
            add(parts, "sign-in-method.acr", payload.text("signIn", "acr"));
        }
        return String.join(", ", parts);
    }

    private void add(List<String> parts, String key, String value) {
        if (!value.isEmpty()) {
            parts.add(word(key, value));
        }
    }

    private String word(String key, String value) {
        return messages.getMessage(key, new Object[] {value}, locale);
    }
}
