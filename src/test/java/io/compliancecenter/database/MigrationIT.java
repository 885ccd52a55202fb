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
        List<String> before = functionsAndTriggers();
        assertThat(before).hasSizeGreaterThan(100);
        int files = new PathMatchingResourcePatternResolver().getResources("classpath:db/migration/R__*.sql").length;
        database.<Integer>work(sql -> sql.sql("delete from flyway_schema_history where version is null")
                .update());

        assertThat(flyway.migrate().migrationsExecuted).isEqualTo(files);

        assertThat(functionsAndTriggers()).isEqualTo(before);
    }

    private List<String> functionsAndTriggers() {
        return database.work(sql -> sql.sql("""
                        select concat(pg_get_functiondef(oid), proacl) from pg_proc
                         where pronamespace = 'compliance_center'::regnamespace
                        union all
                        select concat(tgrelid::regclass, pg_get_triggerdef(pg_trigger.oid), tgenabled)
                          from pg_trigger join pg_class on pg_class.oid = tgrelid
                         where relnamespace = 'compliance_center'::regnamespace and not tgisinternal
                         order by 1
                        """).query(String.class).list());
    }
}
