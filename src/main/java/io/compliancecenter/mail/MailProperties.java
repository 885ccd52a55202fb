package io.compliancecenter.mail;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings for mail. The mail server has those of Spring Boot, which begin with spring.mail. Empty texts count as not set, as in a
 * container's environment.
 *
 * @param from Address that mail comes from, with or without a name, as in "Example Compliance &lt;compliance@example.com&gt;". It
 *     is required with a mail server.
 * @param directory Directory for mail as files, one for each message, while spring.mail.host is not set. With the embedded database
 *     it defaults to mail beside the directory postgresql, or to NAME-mail beside a directory with another NAME. With an external
 *     database mail waits until either is set, and each start logs a warning.
 * @param checkEvery Interval between checks for mail that waits, such as after a failure. New mail is sent at once.
 */
@Validated
@ConfigurationProperties("compliance-center.mail")
record MailProperties(
        @Nullable String from,
        @Nullable String directory,

        @DefaultValue("10s") @NotNull @DurationMin(seconds = 1)
        Duration checkEvery) {}
