package io.compliancecenter.testing.application;

import io.compliancecenter.testing.fixtures.Fixtures;
import java.util.List;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.test.context.event.AfterTestClassEvent;

/** Leaves the application that all test classes of a process share to the next one as it was. */
public class SharedApplication {

    private static final String DEMO_PASSWORD_HASH =
            "{bcrypt}" + new BCryptPasswordEncoder(4).encode("compliance-demo");

    private final Fixtures fixtures;

    /** Codes of what the application published at its start. */
    private List<String> published = List.of();

    SharedApplication(Fixtures fixtures) {
        this.fixtures = fixtures;
    }

    /**
     * Every sign-in computes a hash of each kind in use, so one costly kind would slow down all tests: the demo's, and what is
     * left by those that set passwords. Nobody needs the latter after their class.
     */
    @EventListener({ApplicationReadyEvent.class, AfterTestClassEvent.class})
    void weakenPasswords() {
        fixtures.asOwner(
                database -> database.sql("update user_account set password_hash = :hash where password_hash !~ :weak")
                        .param("hash", DEMO_PASSWORD_HASH)
                        .param("weak", "^\\{bcrypt}\\$2a\\$04\\$")
                        .update());
    }

    /**
     * Records what came into effect since its class published it, or the next class would find another entry in the vendor's record;
     * and lets everyone sign in again.
     */
    @EventListener(AfterTestClassEvent.class)
    void leaveNothingToCome() {
        fixtures.asOwner(database -> database.sql("select record_effective_terms()")
                .query(Integer.class)
                .single());
        fixtures.forgetSignInDelays();
    }

    @EventListener(ApplicationReadyEvent.class)
    void noteCatalogue() {
        published = fixtures.asOwner(
                database -> database.sql("""
                        select code from compliance where retired_at is null
                         union select code from certification where retired_at is null
                        """).query(String.class).list());
    }

    /**
     * Hands what a class left to the desk back to the folder, or later classes could not change it as the folder does, and takes
     * what it published off the pages, or later classes would find lists longer than the demo's.
     */
    @EventListener(AfterTestClassEvent.class)
    void cleanUpCatalogue() {
        fixtures.update("update compliance set managed_by = 'FOLDER' where managed_by <> 'FOLDER'");
        fixtures.update("update certification set managed_by = 'FOLDER' where managed_by <> 'FOLDER'");
        fixtures.asOwner(database -> {
            for (String table : List.of("certificate", "certification", "compliance")) {
                database.sql("update " + table + " set retired_at = now() where retired_at is null and "
                                + (table.equals("certificate") ? "certification_code" : "code")
                                + " <> all (:published)")
                        .param("published", published.toArray(String[]::new))
                        .update();
            }
            return database;
        });
    }
}
