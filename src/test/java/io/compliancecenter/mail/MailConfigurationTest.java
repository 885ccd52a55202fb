package io.compliancecenter.mail;

import static org.assertj.core.api.Assertions.assertThat;

import io.compliancecenter.support.StartupFailureException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.mail.autoconfigure.MailSenderAutoConfiguration;
import org.springframework.boot.test.context.ConfigDataApplicationContextInitializer;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/** Where mail goes, by the settings. */
@ExtendWith(OutputCaptureExtension.class)
class MailConfigurationTest {

    @EnableConfigurationProperties(MailProperties.class)
    static class Properties {}

    ApplicationContextRunner application = new ApplicationContextRunner()
            .withInitializer(new ConfigDataApplicationContextInitializer())
            .withConfiguration(AutoConfigurations.of(MailSenderAutoConfiguration.class))
            .withUserConfiguration(Properties.class, MailConfiguration.class)
            .withBean(BaseUrl.class)
            .withBean(Clock.class, Clock::systemUTC);

    @Test
    void aMailServerIsUsedWithTimeoutsAndEncryptedWhereItCan() {
        application
                .withPropertyValues(
                        "spring.mail.host=mail.example.com",
                        "compliance-center.base-url=https://compliance.example.com/",
                        "compliance-center.mail.from=Example Compliance <compliance@example.com>")
                .run(context -> {
                    assertThat(context.getBean(MailOutlet.class).transport()).isPresent();
                    assertThat(context.getBean(MailOutlet.class).from().getPersonal())
                            .isEqualTo("Example Compliance");
                    assertThat(context.getBean(BaseUrl.class).text()).isEqualTo("https://compliance.example.com");
                    assertThat(context.getBean(JavaMailSenderImpl.class).getJavaMailProperties())
                            .containsKeys("mail.smtp.timeout", "mail.smtp.connectiontimeout", "mail.smtp.writetimeout")
                            .containsEntry("mail.smtp.starttls.enable", "true");
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"compliance-center.mail.from", "compliance-center.base-url"})
    void withAMailServerTheStartNamesWhatIsMissing(String missing) {
        application
                .withPropertyValues(
                        "spring.mail.host=mail.example.com",
                        "compliance-center.base-url=https://compliance.example.com",
                        "compliance-center.mail.from=compliance@example.com")
                .withPropertyValues(missing + "=")
                .run(context -> assertThat(context)
                        .hasFailed()
                        .getFailure()
                        .rootCause()
                        .isInstanceOf(StartupFailureException.class)
                        .hasMessage("There is a mail server (spring.mail.host), but %s is not set.", missing));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "compliance-center.mail.from=nobody",
                "compliance-center.mail.from=a@example.com, b@example.com",
                "compliance-center.base-url=compliance.example.com",
                "compliance-center.base-url=javascript:alert(1)",
                "compliance-center.base-url=https://compliance.example.com/?a=b"
            })
    void whatIsMalformedIsNamed(String property) {
        application
                .withPropertyValues(property)
                .run(context -> assertThat(context)
                        .hasFailed()
                        .getFailure()
                        .rootCause()
                        .hasMessageStartingWith(property.replaceFirst("=.*", "") + " is not"));
    }

    @Test
    void withTheEmbeddedDatabaseMailIsWrittenToFilesBesideIt(CapturedOutput log, @TempDir Path data) {
        application
                .withPropertyValues(
                        "spring.mail.host=",
                        "compliance-center.embedded-database.directory=" + data.resolve("postgresql"))
                .run(context -> {
                    assertThat(context.getBean(MailOutlet.class).transport()).isPresent();
                    assertThat(log).containsOnlyOnce("Mail is written to files in " + data.resolve("mail"));
                    assertThat(context.getBean(BaseUrl.class).text()).startsWith("http://localhost:");
                });
    }

    @Test
    void withAnExternalDatabaseMailWaitsUntilItIsSaidWhereItGoes(CapturedOutput log) {
        application
                .withPropertyValues("spring.datasource.url=jdbc:postgresql://db.example.com/compliance_center")
                .run(context -> {
                    assertThat(Objects.requireNonNull(context.getBean(MailOutlet.class))
                                    .transport())
                            .isEmpty();
                    assertThat(log)
                            .contains("Mail is NOT SENT", "spring.mail.host", "compliance-center.mail.directory");
                });
    }
}
