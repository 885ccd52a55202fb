package io.compliancecenter.database;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;

/** No start with roles that may do too much or too little. */
class StartRolesIT extends StartTest {

    @Autowired
    @Qualifier("deskDataSource")
    HikariDataSource deskPool;

    // DatabaseStart: checkRoles
    @Test
    void aRoleThatIsMissingIsNamedBeforeAnythingIsWritten() {
        DatabaseLogin missing = with(logins.worker(), owner.url(), "no such role", "x");
        DatabaseLogins lacking = new DatabaseLogins(application, owner, logins.publisher(), missing);
        List<String> before = history();
        assertUnusable(
                () -> new DatabaseStart(lacking, true, Duration.ZERO, OLDEST_VERSION).migrate(flyway),
                "lacks roles: \"no such role\"",
                "deploy/postgres/roles.sql");
        assertThat(history()).isEqualTo(before);
    }

    // RoleCheck: checkLimited
    @Test
    void theOtherRolesAreChecked() {
        assertUnusable(() -> RoleCheck.checkLimited(owner, "to publish"), "owns the schema", "Correct spring.flyway");
        assertUnusable(
                () -> RoleCheck.checkLimited(
                        with(logins.publisher(), owner.url(), logins.publisher().user(), null), "to publish"),
                "\"compliance_center_publisher\" is needed to publish, and its password is not set",
                "Set ");
        RoleCheck.checkLimited(logins.publisher(), "to publish");
        RoleCheck.checkLimited(logins.worker(), "to sign");
    }

    // DatabaseStart: checkDistinct
    @Test
    void noRoleHasTwoTasks() {
        DatabaseLogin desk = with(logins.worker(), owner.url(), "compliance_center_desk", "x");
        for (DatabaseLogins shared : List.of(
                new DatabaseLogins(application, owner, application, logins.worker()),
                new DatabaseLogins(application, owner, logins.publisher(), logins.publisher()),
                new DatabaseLogins(application, owner, logins.publisher(), desk),
                new DatabaseLogins(desk, owner, logins.publisher(), logins.worker()))) {
            for (boolean migrates : List.of(true, false)) {
                assertUnusable(
                        () -> new DatabaseStart(shared, migrates, Duration.ZERO, OLDEST_VERSION).migrate(flyway),
                        "for more than one task",
                        "Name a role of its own");
            }
        }
    }

    // DatabaseStart: checkRights
    @ParameterizedTest
    @CsvSource({
        "grant insert (id) on certificate to, revoke insert (id) on certificate from, compliance_center",
        "grant insert (id) on user_account to, revoke insert (id) on user_account from, compliance_center_desk"
    })
    void whoeverAnswersRequestsMustNotPublish(String grant, String revoke, String role) {
        database.publish(sql -> sql.sql(grant + " " + role).update());
        try {
            assertUnusable(() -> start(application, owner), "can: \"" + role + "\"", "deploy/postgres/roles.sql");
        } finally {
            database.publish(sql -> sql.sql(revoke + " " + role).update());
        }
    }

    // RoleCheck: checkDesk
    @Test
    void theDesksRoleIsCheckedAsTheApplicationsIs() {
        assertUnusable(() -> RoleCheck.checkDesk(application), "is not compliance_center_desk", "Correct ");
        DatabaseLogin desk = with(application, application.url(), deskPool.getUsername(), deskPool.getPassword());
        RoleCheck.checkDesk(desk);
        for (String right : List.of(
                "select (content) on certificate_document", "insert (id) on certificate", "delete on evidence_entry")) {
            database.publish(sql ->
                    sql.sql("grant " + right + " to compliance_center_desk").update());
            try {
                assertUnusable(() -> RoleCheck.checkDesk(desk), "is needed at the desk, can ", "Correct ");
            } finally {
                database.publish(sql -> sql.sql("revoke " + right + " from compliance_center_desk")
                        .update());
            }
        }
    }
}
