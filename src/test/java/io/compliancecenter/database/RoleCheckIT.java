package io.compliancecenter.database;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.compliancecenter.support.StartupFailureException;
import io.compliancecenter.testing.IntegrationTest;
import io.compliancecenter.testing.database.OwnerSql;
import jakarta.persistence.EntityManager;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;

/** The application does not start with a role that could do what it must not. */
@IntegrationTest
class RoleCheckIT {

    @Autowired
    JdbcConnectionDetails application;

    @Autowired
    EntityManager database;

    @Autowired
    OwnerSql ownerDatabase;

    @Test
    void theApplicationsRoleIsFine() {
        assertThatCode(new RoleCheck(database)::afterPropertiesSet).doesNotThrowAnyException();
    }

    // RoleCheck: pg_has_role
    @Test
    void theOwnerIsRefused() {
        RoleCheck check = new RoleCheck(database);
        assertThatThrownBy(() -> ownerDatabase.work(sql -> {
                    check.afterPropertiesSet();
                    return "accepted";
                }))
                .isInstanceOf(StartupFailureException.class)
                .hasMessageContaining("owns the schema");
    }

    // RoleCheck: the last two conditions
    @Test
    void aRoleWithAGrantTooManyIsRefused() {
        assertRefusedWith("grant select on certificate_document to", "without a permit");
        assertRefusedWith("grant update on acceptance to", "change or remove records");
        assertRefusedWith("grant delete on download_permit to", "change or remove records");
        for (String table : List.of(
                "evidence_chain",
                "evidence_entry",
                "checkpoint",
                "checkpoint_head",
                "checkpoint_slot",
                "checkpoint_timestamp",
                "certificate_purge")) {
            assertRefusedWith("grant insert on " + table + " to", "change or remove records");
            assertRefusedWith("grant update on " + table + " to", "change or remove records");
            assertRefusedWith("grant delete on " + table + " to", "change or remove records");
            assertRefusedWith("grant truncate on " + table + " to", "change or remove records");
        }
        for (String table : List.of("certificate", "certificate_document", "certificate_restriction", "user_account")) {
            assertRefusedWith("grant insert on " + table + " to", "can publish");
        }
        assertRefusedWith("grant insert (id) on certificate to", "can publish");
        assertRefusedWith("grant update (hash) on evidence_entry to", "change or remove records");
    }

    private void assertRefusedWith(String grant, String why) {
        String role = application.getUsername();
        ownerDatabase.publish(sql -> sql.sql(grant + " " + role).update());
        try {
            assertThatThrownBy(new RoleCheck(database)::afterPropertiesSet)
                    .isInstanceOf(StartupFailureException.class)
                    .hasMessageContaining(why);
        } finally {
            ownerDatabase.publish(
                    sql -> sql.sql(grant.replace("grant", "revoke").replace(" to", " from") + " " + role)
                            .update());
        }
    }
}
