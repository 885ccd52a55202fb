package io.compliancecenter.terms;

import java.net.InetAddress;
import java.util.Locale;
import java.util.UUID;

/**
 * What a member did on the page of the terms, before it is a record.
 *
 * @param termsVersion the version that was shown
 * @param termsLocale the language in which it was shown
 * @param termsSha256 the hash of the text that was shown, in lower-case hexadecimal
 * @param certificate the certificate that was asked for
 * @param wording the words that were ticked and pressed
 * @param client from where
 * @param idempotencyKey of the page as it was shown; sent twice, it is one acceptance
 */
public record Agreement(
        int termsVersion,
        Locale termsLocale,
        String termsSha256,
        UUID certificate,
        Wording wording,
        Client client,
        UUID idempotencyKey) {

    /**
     * The words on the page.
     *
     * @param checkbox beside the box that was ticked
     * @param button on the button that was pressed
     * @param locale the language that the words are in
     */
    public record Wording(String checkbox, String button, Locale locale) {}

    /**
     * The other end of the connection.
     *
     * @param userAgent as sent by the browser, cleaned and cut to 1,024 characters; empty if it sent none
     */
    public record Client(InetAddress address, String userAgent) {}
}
