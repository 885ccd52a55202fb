package io.compliancecenter.testing;

import io.compliancecenter.ComplianceCenter;
import io.compliancecenter.database.CommandSettings;
import io.compliancecenter.database.DatabaseMigration;
import io.compliancecenter.embeddedpostgres.core.UnpackedPrograms;
import io.compliancecenter.security.provider.ProviderRules;
import java.util.HashMap;
import java.util.Map;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.flyway.autoconfigure.FlywayConnectionDetails;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;

/** Another instance of the application, on the same database as the first one. */
public final class Instance implements AutoCloseable {

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
        // The first one has checked all entities and queries at its start.
        properties.put("spring.data.jpa.repositories.bootstrap-mode", "lazy");
        properties.put("spring.jpa.hibernate.ddl-auto", "none");
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
        UnpackedPrograms.linkInto(directory.path());
        Map<String, Object> properties = new HashMap<>();
        properties.put("server.port", "0");
        // Also where other tests have a container.
        properties.put("test.database", "embedded");
        properties.put("compliance-center.embedded-database.directory", directory.path());
        properties.put("compliance-center.evidence.checkpoint-every", "1d");
        properties.putAll(settings);
        return start(properties, more);
    }

    private static Instance start(Map<String, Object> properties, Class<?>... more) {
        return new Instance(new SpringApplicationBuilder(ComplianceCenter.class, TestApplication.class)
                .sources(more)
                .run(arguments(properties)));
    }

    public int port() {
        return context.getBean(Environment.class).getRequiredProperty("local.server.port", Integer.class);
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    @Override
    public void close() {
        context.close();
    }
}
