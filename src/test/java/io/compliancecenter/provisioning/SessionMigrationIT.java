package io.compliancecenter.provisioning;

import static org.assertj.core.api.Assertions.assertThat;

import io.compliancecenter.database.OwnerDatabase;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A database from when visitors had sessions, brought up to date. */
class SessionMigrationIT {

    private final PublishingApplication application = PublishingApplication.shared();

    @AfterEach
    void reset() {
        application.reset();
    }

    // V22
    @Test
    void passwordsThatWereTypedBeforeAreForgottenAndWhoIsSignedInStaysSo() {
        OwnerDatabase owner = application.bean(OwnerDatabase.class);
        owner.publish(sql -> sql.sql("drop schema compliance_center cascade").update());
        Flyway.configure()
                .configuration(application.bean(Flyway.class).getConfiguration())
                .target("15")
                .load()
                .migrate();
        owner.publish(sql -> {
            session(sql, "visitor", null);
            attribute(sql, "visitor", "SPRING_SECURITY_LAST_EXCEPTION");
            session(sql, "signed in", "ada@acme.example");
            attribute(sql, "signed in", "SPRING_SECURITY_LAST_EXCEPTION");
            attribute(sql, "signed in", "SPRING_SECURITY_CONTEXT");
        });

        application.bean(Flyway.class).migrate();

        assertThat(application.rows("select principal_name from spring_session"))
                .containsExactly("ada@acme.example");
        assertThat(application.rows("select attribute_name from spring_session_attributes"))
                .containsExactly("SPRING_SECURITY_CONTEXT");
    }

    private static void session(JdbcClient sql, String id, String user) {
        sql.sql("insert into spring_session values (:id, :id, 0, 0, 1800, 0, :user)")
                .param("id", id)
                .param("user", user)
                .update();
    }

    private static void attribute(JdbcClient sql, String session, String name) {
        sql.sql("insert into spring_session_attributes values (:session, :name, 'a password')")
                .param("session", session)
                .param("name", name)
                .update();
    }
}
