package io.compliancecenter.testing.mail;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.springframework.core.env.Environment;

/** The mail that the application has written to files. */
public class Mailbox {

    private final Path directory;

    /** They are as they came, and there are hundreds in the end. */
    private final Map<Path, Letter> letters = new ConcurrentHashMap<>();

    Mailbox(Environment settings) {
        this.directory = Path.of(settings.getRequiredProperty("compliance-center.mail.directory"));
    }

    /** All messages to that address, in no particular order. */
    public List<Letter> to(String address) {
        if (Files.notExists(directory)) {
            return List.of();
        }
        List<Letter> found = new ArrayList<>();
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file :
                    files.filter(name -> name.toString().endsWith(".eml")).toList()) {
                Letter letter = letters.computeIfAbsent(file, Mailbox::read);
                if (letter.recipient().equals(address)) {
                    found.add(letter);
                }
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return found;
    }

    /** Waits for the only message to that address. Mail leaves within a second. */
    public Letter awaitOne(String address) {
        return waiting().until(() -> to(address), found -> found.size() == 1).get(0);
    }

    /** Waits for the message to that address with that subject. */
    public Letter await(String address, String subject) {
        return waiting()
                .until(
                        () -> to(address).stream()
                                .filter(letter -> letter.subject().equals(subject))
                                .findFirst()
                                .orElse(null),
                        Objects::nonNull);
    }

    /** What another instance has queued leaves when this one looks for it the next time. */
    private static ConditionFactory waiting() {
        return Awaitility.await().pollInterval(Duration.ofMillis(50));
    }

    private static Letter read(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return Letter.of(new MimeMessage(Session.getInstance(new Properties()), in));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        } catch (MessagingException malformed) {
            throw new AssertionError(malformed);
        }
    }
}
