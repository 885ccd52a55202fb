package io.compliancecenter.testing.application;

import io.compliancecenter.ComplianceCenter;
import io.compliancecenter.database.CommandSettings;
import io.compliancecenter.database.DatabaseMigration;
import io.compliancecenter.security.provider.ProviderRules;
import io.compliancecenter.testing.database.DatabaseSettings;
import io.compliancecenter.testing.database.EmbeddedDirectory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.boot.flyway.autoconfigure.FlywayConnectionDetails;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;

/** Another instance of the application, on the same database as the first one. */
public final class Instance implements AutoCloseable {

    /** The application that most tests share checks all entities and queries at its start, and one that does is enough. */
    private static final Map<String, String> UNCHECKED = Map.of(
            "spring.data.jpa.repositories.bootstrap-mode", "lazy",
            "spring.jpa.hibernate.ddl-auto", "none");

    private final ConfigurableApplicationContext context;

    private Instance(ConfigurableApplicationContext context) {
        this.context = context;
    }

    /**
     * Starts one with settings of its own beside those that name the database.
     *
     * @param more configuration that the application does not have
     */
    public static Instance beside(ApplicationContext first, Map<String, String> settings, Class<?>... more) {
        Map<String, Object> properties = new HashMap<>();
        properties.put("server.port", "0");
        properties.putAll(UNCHECKED);
        properties.putAll(DatabaseSettings.of(first));
        properties.putAll(settings);
        if (settings.keySet().stream().anyMatch(key -> key.startsWith("compliance-center.sign-in.providers."))) {
            writeProviders(first, settings);
        }
        return start(properties, more);
    }

    /** Writes which identity providers there are, as the command migrate does. */
    public static void writeProviders(ApplicationContext first, Map<String, String> settings) {
        FlywayConnectionDetails owner = first.getBean(FlywayConnectionDetails.class);
        Map<String, Object> migrating = new HashMap<>(DatabaseSettings.of(first));
        migrating.putAll(settings);
        migrating.put("spring.flyway.user", owner.getUsername());
        migrating.put("spring.flyway.password", owner.getPassword());
        try (CommandSettings database = CommandSettings.open(CommandSettings.read(arguments(migrating)))) {
            DatabaseMigration.run(database, ProviderRules.of(database.environment()));
        } finally {
            UsualLogLevel.restore();
        }
    }

    private static String[] arguments(Map<String, Object> properties) {
        return properties.entrySet().stream()
                .map(property -> "--" + property.getKey() + "=" + property.getValue())
                .toArray(String[]::new);
    }

    /**
     * Starts one with an embedded database of its own and the demo, for tests that change everything there is.
     *
     * @param directory of the database
     */
    public static Instance alone(EmbeddedDirectory directory, Map<String, String> settings, Class<?>... more) {
        return alone(PreparedDatabase.DEMO, directory, settings, more);
    }

    /**
     * Starts one with an embedded database of its own.
     *
     * @param prepared what is in the database at first
     */
    public static Instance alone(
            PreparedDatabase prepared, EmbeddedDirectory directory, Map<String, String> settings, Class<?>... more) {
        prepared.copyInto(directory.path());
        return embedded(directory.path(), settings, more);
    }

    /** Starts one with the embedded database in that directory, which leaves the record to be signed by the next one. */
    static Instance unsigned(Path directory, Map<String, String> settings) {
        Map<String, String> unsigned = new HashMap<>(settings);
        unsigned.put("compliance-center.evidence.signing", "off");
        return embedded(directory, unsigned);
    }

    private static Instance embedded(Path directory, Map<String, String> settings, Class<?>... more) {
        Map<String, Object> properties = new HashMap<>();
        properties.put("server.port", "0");
        properties.putAll(UNCHECKED);
        // Also where other tests have a container.
        properties.put("test.database", "embedded");
        properties.put("compliance-center.embedded-database.directory", directory);
        properties.put("compliance-center.evidence.checkpoint-every", "1d");
        properties.putAll(settings);
        return start(properties, more);
    }

    private static Instance start(Map<String, Object> properties, Class<?>... more) {
        return new Instance(new SpringApplicationBuilder(ComplianceCenter.class, TestApplication.class)
                .sources(more)
                .run(arguments(properties)));
    }

    /** The settings of an application that does not check its entities and queries at its start, which takes a second. */
    public static Map<String, String> unchecked() {
        return UNCHECKED;
    }

    /** Announces that an application has started, once more, so that it checks again what it checks then. */
    public static void announceStart(ApplicationContext application) {
        application.publishEvent(new ApplicationStartedEvent(
                new SpringApplication(), new String[0], (ConfigurableApplicationContext) application, Duration.ZERO));
    }

    public int port() {
        return context.getBean(Environment.class).getRequiredProperty("local.server.port", Integer.class);
    }

    public <T> T bean(String name, Class<T> type) {
        return context.getBean(name, type);
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    @Override
    public void close() {
        context.close();
    }
}
