package io.compliancecenter.mail;

import io.compliancecenter.embeddedpostgres.EmbeddedPostgresProperties;
import io.compliancecenter.support.StartupFailureException;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.util.StringUtils;

/** Decides how mail is sent: through a mail server, to files, or not yet. */
@Configuration(proxyBeanMethods = false)
class MailConfiguration {

    private static final Logger log = LoggerFactory.getLogger(MailConfiguration.class);

    private static final String FROM = "compliance-center.mail.from";

    @Bean
    MailOutlet mailOutlet(
            ObjectProvider<JavaMailSender> server, MailProperties properties, Environment settings, Clock clock) {
        if (StringUtils.hasText(settings.getProperty("spring.mail.host"))) {
            if (!StringUtils.hasText(properties.from())) {
                throw missing(FROM, "Set it to the address that mail should come from.");
            }
            if (BaseUrl.configured(settings) == null) {
                throw missing(BaseUrl.PROPERTY, "Set it to the URL of the start page, as people see it.");
            }
            JavaMailSender sender = server.getObject();
            return new MailOutlet(from(properties), Optional.of(sender::send));
        }
        Path directory = directory(properties, settings);
        if (directory == null) {
            log.warn(
                    "Mail is NOT SENT, and waits in the database. Set spring.mail.host, or compliance-center.mail.directory"
                            + " to have it written to files");
        }
        return new MailOutlet(from(properties), Optional.ofNullable(directory).map(path -> new MailFiles(path, clock)));
    }

    private static StartupFailureException missing(String property, String action) {
        return new StartupFailureException(
                "There is a mail server (spring.mail.host), but %s is not set.".formatted(property), action);
    }

    /** Null if none is configured and the database is not embedded. */
    private static @Nullable Path directory(MailProperties properties, Environment settings) {
        String configured = properties.directory();
        if (configured != null && !configured.isBlank()) {
            return Path.of(configured.strip()).toAbsolutePath().normalize();
        }
        if (StringUtils.hasText(settings.getProperty("spring.datasource.url"))) {
            return null;
        }
        return EmbeddedPostgresProperties.besideDatabase(settings, "mail");
    }

    private static InternetAddress from(MailProperties properties) {
        String from = StringUtils.hasText(properties.from()) ? properties.from() : "compliance-center@localhost";
        try {
            InternetAddress[] addresses = InternetAddress.parse(from, true);
            if (addresses.length == 1 && addresses[0].getAddress().contains("@")) {
                return addresses[0];
            }
        } catch (AddressException malformed) {
            log.debug("{} is malformed", FROM, malformed);
        }
        throw new StartupFailureException(
                "%s is not an e-mail address: \"%s\"".formatted(FROM, from),
                "Write it as in: Example Compliance <compliance@example.com>");
    }
}
