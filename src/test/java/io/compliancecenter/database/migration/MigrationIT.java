package io.compliancecenter.database.migration;

import static org.assertj.core.api.Assertions.assertThat;

import io.compliancecenter.testing.IntegrationTest;
import io.compliancecenter.testing.database.OwnerSql;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

@IntegrationTest
class MigrationIT {

    @Autowired
    Flyway flyway;

    @Autowired
    OwnerSql database;

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

    // DatabaseConfiguration: ignoreMigrationPatterns
    @Test
    void aReleaseMayRemoveARepeatableMigration(@TempDir Path fewer) throws IOException {
        for (Resource file : new PathMatchingResourcePatternResolver().getResources("classpath:db/migration/*.sql")) {
            Files.write(fewer.resolve(String.valueOf(file.getFilename())), file.getContentAsByteArray());
        }
        Files.delete(fewer.resolve("R__90_publication.sql"));

        assertThat(Flyway.configure()
                        .configuration(flyway.getConfiguration())
                        .locations("filesystem:" + fewer)
                        .load()
                        .migrate()
                        .migrationsExecuted)
                .isZero();
    }
}
