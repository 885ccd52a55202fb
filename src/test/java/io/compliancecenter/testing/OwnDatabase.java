package io.compliancecenter.testing;

import io.compliancecenter.embeddedpostgres.core.UnpackedPrograms;
import java.nio.file.Path;
import java.util.UUID;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

/** Gives an application an embedded database of its own. */
public class OwnDatabase implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    @Override
    public void initialize(ConfigurableApplicationContext application) {
        Path directory = Path.of("target", "test-database", UUID.randomUUID().toString(), "postgresql");
        // With a container too, because evidence and mail are kept beside it.
        TestPropertyValues.of(
                        "compliance-center.embedded-database.directory=" + directory,
                        "compliance-center.mail.directory=" + directory.resolveSibling("mail"))
                .applyTo(application);
        if (!application.getEnvironment().getProperty("test.database", "").equals("container")) {
            UnpackedPrograms.linkInto(directory);
        }
    }
}
