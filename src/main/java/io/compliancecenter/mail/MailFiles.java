package io.compliancecenter.mail;

import io.compliancecenter.support.PrivateFiles;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.mail.MailSendException;

/** Writes each message to a file that mail programs can open, in place of a mail server. */
final class MailFiles implements MailTransport {

    private static final Logger log = LoggerFactory.getLogger(MailFiles.class);

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuuMMdd-HHmmss").withZone(ZoneOffset.UTC);

    private final Path directory;
    private final Clock clock;

    MailFiles(Path directory, Clock clock) {
        this.directory = directory;
        this.clock = clock;
        log.info("There is no mail server (spring.mail.host). Mail is written to files in {}", directory);
    }

    @Override
    public void send(MimeMessage message) {
        String name = "%s-%s.eml".formatted(TIME.format(clock.instant()), UUID.randomUUID());
        try {
            PrivateFiles.createDirectory(directory);
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            message.writeTo(bytes);
            // The parts are encoded in ASCII.
            PrivateFiles.write(directory.resolve(name), bytes.toString(StandardCharsets.US_ASCII));
        } catch (IOException | MessagingException failure) {
            throw new MailSendException("The file could not be written", failure);
        }
    }
}
