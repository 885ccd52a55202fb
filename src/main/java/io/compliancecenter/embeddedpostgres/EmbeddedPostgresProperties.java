package io.compliancecenter.embeddedpostgres;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.nio.file.Path;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.core.env.Environment;
import org.springframework.validation.annotation.Validated;

/**
 * Settings for the embedded PostgreSQL.
 *
 * @param directory Directory of the embedded PostgreSQL: its data, passwords and programs. A relative path starts at the working
 *     directory.
 * @param port TCP port on 127.0.0.1. 0 takes a free port at each start.
 * @param startTimeout How long the embedded PostgreSQL may take when the application starts, including recovery after a crash. If it
 *     has to be restarted later, it may take as long as it needs.
 */
@Validated
@ConfigurationProperties(EmbeddedPostgresProperties.PREFIX)
public record EmbeddedPostgresProperties(
        @DefaultValue(EmbeddedPostgresProperties.DEFAULT_DIRECTORY)
        Path directory,

        @DefaultValue("0") @Min(0) @Max(65535) int port,
        @DefaultValue("2m") @DurationMin(seconds = 10) Duration startTimeout) {

    static final String PREFIX = "compliance-center.embedded-database";

    static final String DEFAULT_DIRECTORY = "data/postgresql";

    /**
     * The directory beside the database's that has a name, where nothing else is configured. It is named after the database's, as there
     * may be another database beside it.
     */
    public static Path besideDatabase(Environment settings, String name) {
        Path database = Path.of(settings.getProperty(PREFIX + ".directory", DEFAULT_DIRECTORY))
                .toAbsolutePath()
                .normalize();
        return database.resolveSibling(database.endsWith("postgresql") ? name : database.getFileName() + "-" + name);
    }
}
