package io.compliancecenter.mail;

import jakarta.mail.internet.MimeMessage;

/** Sends finished messages. */
interface MailTransport {

    /** @throws org.springframework.mail.MailException if the message was not accepted */
    void send(MimeMessage message);
}
