package io.compliancecenter.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.compliancecenter.testing.IntegrationTest;
import io.compliancecenter.testing.database.OwnerSql;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.flyway.autoconfigure.FlywayConnectionDetails;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Commands read a database of this release, as its owner. Of any other they say what is wrong, and write nothing. */
@IntegrationTest
class CommandDatabaseIT {

    @Autowired
    JdbcConnectionDetails applicationDetails;

    @Autowired
    FlywayConnectionDetails ownerDetails;

    @Autowired
    OwnerSql database;

    DatabaseLogin application;
    DatabaseLogin owner;

    @BeforeEach
    void logins() {
        application = DatabaseLogin.ofApplication(applicationDetails);
        owner = DatabaseLogin.ofOwner(ownerDetails, applicationDetails);
    }

    // CommandDatabase: check
    @ParameterizedTest
    @CsvSource({
        "spring.flyway.password, wrong, refuses the role",
        "spring.flyway.user, compliance_center, refuses the role",
        "spring.datasource.url, jdbc:postgresql://127.0.0.1:1/x, cannot be reached"
    })
    void commandsSayTheSame(String property, String value, String message) {
        assertThatThrownBy(() -> CommandDatabase.open(environment(Map.of(property, value))))
                .isInstanceOf(CommandDatabase.UnavailableException.class)
                .hasMessageContaining(message)
                .hasMessageContaining("orrect spring.");
    }

    // CommandDatabase: checkOwner in check. The application's role would see no permits, and so say that there are
    // none.
    @Test
    void commandsDoNotAskAsARoleThatSeesNothing() {
        assertThatThrownBy(() -> CommandDatabase.open(environment(Map.of(
                        "spring.flyway.user", String.valueOf(application.user()),
                        "spring.flyway.password", String.valueOf(application.password())))))
                .hasMessageContaining("does not own the schema");
    }

    // CommandDatabase: SchemaRelease.check
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "classpath:migration/unreleased             | was created by a build",
                "classpath:migration/none                   | was upgraded by a later release",
                "classpath:db/migration,classpath:migration/later | was created by an earlier release"
            })
    void commandsDoNotReadADatabaseOfAnotherRelease(String locations, String message) {
        List<String> before = history();
        assertThatThrownBy(() -> CommandDatabase.open(environment(Map.of("spring.flyway.locations", locations))))
                .isInstanceOf(CommandDatabase.UnavailableException.class)
                .hasMessageContaining(message)
                .hasMessageContaining("Nothing was written");
        assertThat(history()).isEqualTo(before);
    }

    @Test
    void commandsReadADatabaseOfThisRelease() throws CommandDatabase.UnavailableException {
        try (CommandDatabase opened = CommandDatabase.open(environment(Map.of()))) {
            assertThat(JdbcClient.create(opened.dataSource())
                            .sql("select count(*) from organization where retired_at is null")
                            .query(Long.class)
                            .single())
                    .isPositive();
        }
    }

    private StandardEnvironment environment(Map<String, Object> instead) {
        Map<String, Object> settings = new HashMap<>(Map.of(
                "spring.datasource.url", owner.url(),
                "spring.flyway.user", String.valueOf(owner.user()),
                "spring.flyway.password", String.valueOf(owner.password())));
        settings.putAll(instead);
        StandardEnvironment environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new MapPropertySource("test", settings));
        return environment;
    }

    private List<String> history() {
        return database.work(sql -> sql.sql("select h::text from flyway_schema_history h order by installed_rank")
                .query(String.class)
                .list());
    }
}
