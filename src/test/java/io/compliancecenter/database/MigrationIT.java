package io.compliancecenter.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.compliancecenter.testing.IntegrationTest;
import java.io.IOException;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

@IntegrationTest
class MigrationIT {

    @Autowired
    Flyway flyway;

    @Autowired
    OwnerDatabase database;

    // Any "or replace" or "drop trigger if exists" in an R file
    @Test
    void repeatableMigrationsRunAgainAndChangeNothing() throws IOException {
        List<String> before = database.work(SchemaDescription::of);
        assertThat(before).hasSizeGreaterThan(300);
        int files = new PathMatchingResourcePatternResolver().getResources("classpath:db/migration/R__*.sql").length;
        database.<Integer>work(sql -> sql.sql("delete from flyway_schema_history where version is null")
                .update());

        assertThat(flyway.migrate().migrationsExecuted).isEqualTo(files);

        assertThat(database.<List<String>>work(SchemaDescription::of)).isEqualTo(before);
    }
}
