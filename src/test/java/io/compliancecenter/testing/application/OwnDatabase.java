package io.compliancecenter.testing.application;

import java.nio.file.Path;
import java.util.UUID;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

/** Gives an application an embedded database of its own. */
public class OwnDatabase implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    private final PreparedDatabase prepared;

    /** One in which the demo is published. */
    public OwnDatabase() {
        this(PreparedDatabase.DEMO);
    }

    /** @param prepared what is in it at first */
    public OwnDatabase(PreparedDatabase prepared) {
        this.prepared = prepared;
    }

    @Override
    public void initialize(ConfigurableApplicationContext application) {
        Path directory = Path.of("target", "test-database", UUID.randomUUID().toString(), "postgresql");
        // With a container too, because evidence and mail are kept beside it.
        TestPropertyValues.of(
                        "compliance-center.embedded-database.directory=" + directory,
                        "compliance-center.mail.directory=" + directory.resolveSibling("mail"))
                .applyTo(application);
        if (!application.getEnvironment().getProperty("test.database", "").equals("container")) {
            prepared.copyInto(directory);
        }
    }
}
