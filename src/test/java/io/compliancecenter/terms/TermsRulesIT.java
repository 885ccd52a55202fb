package io.compliancecenter.terms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.compliancecenter.database.RefusedByDatabaseException;
import io.compliancecenter.database.RefusedByDatabaseException.Reason;
import io.compliancecenter.testing.IntegrationTest;
import io.compliancecenter.testing.fixtures.Actor;
import io.compliancecenter.testing.fixtures.Actors;
import io.compliancecenter.testing.fixtures.Fixtures;
import io.compliancecenter.testing.fixtures.Fixtures.Issued;
import io.compliancecenter.testing.fixtures.Fixtures.Tenant;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;

/**
 * What the database itself holds of terms that move, with every line of Java bypassed. The comment at each test names what
 * to take out of the migrations to see it fail.
 */
@IntegrationTest
class TermsRulesIT {

    private static final String FOREIGN_KEY_VIOLATION = "23503";

    @Autowired
    Fixtures fixtures;

    @Autowired
    Actors actors;

    Tenant tenant;
    Issued issued;
    Actor admin;

    @BeforeEach
    void publish() {
        tenant = fixtures.organization();
        issued = fixtures.certificate();
        admin = actors.adminOf(tenant);
        fixtures.publishTerms("MATERIAL", Duration.ZERO, Map.of("en", "Words " + UUID.randomUUID(), "de", "Worte"));
    }

    @AfterEach
    void retire() {
        fixtures.retire(issued);
    }

    // "kind = 'MATERIAL'" in last_material_terms_version
    @Test
    void anAcceptanceServesUntilTheNextMaterialVersionAndNoLonger() {
        UUID acceptance = agree(current(), "en", sha256("en"));
        publish("EDITORIAL", Duration.ZERO);
        assertThat(permit(acceptance)).isNotNull();
        int ahead = publish("MATERIAL", Duration.ofHours(1));
        assertThat(permit(acceptance)).isNotNull();
        fixtures.retireTerms(ahead);
        publish("MATERIAL", Duration.ZERO);
        assertRefused(() -> permit(acceptance));
    }

    // "effective_at <= moment" in terms_version_at, which stamp_acceptance asks for the moment it writes down
    @Test
    void whatIsNotInEffectCannotBeAgreedToAndThenTheEarlierCannot() {
        int earlier = current();
        byte[] earlierWords = sha256("en");
        int ahead = publish("MATERIAL", Duration.ofHours(1));
        assertRefused(() -> agree(ahead, "en", sha256(ahead, "en")));
        assertThat(agree(earlier, "en", earlierWords)).isNotNull();
        fixtures.retireTerms(ahead);

        int next = publish("MATERIAL", Duration.ofSeconds(1));
        fixtures.awaitTerms(next);

        assertRefused(() -> agree(earlier, "en", earlierWords));
        assertThat(agree(next, "en", sha256(next, "en"))).isNotNull();
    }

    // clock_timestamp() in stamp_acceptance, in place of which now() is the beginning of the transaction
    @Test
    void aTransactionThatBeganBeforeIsTooLate() {
        int earlier = current();
        byte[] earlierWords = sha256("en");
        int next = publish("MATERIAL", Duration.ofSeconds(1));
        assertRefused(() -> admin.inTransaction(sql -> {
            sql.sql("select cast(pg_sleep_until(effective_at) as text) from terms_version where version = :version")
                    .param("version", next)
                    .query(String.class)
                    .single();
            return admin.agree(sql, issued, earlier, "en", earlierWords);
        }));
    }

    // the foreign key from acceptance to terms_text; without locale in it, the second would pass
    @Test
    void onlyAPublishedTextInItsOwnLanguageCanBeAgreedTo() {
        assertDenied(FOREIGN_KEY_VIOLATION, () -> agree(current(), "fr", sha256("en")));
        assertDenied(FOREIGN_KEY_VIOLATION, () -> agree(current(), "de", sha256("en")));
        assertThat(agree(current(), "de", sha256("de"))).isNotNull();
    }

    // terms_version_has_text
    @Test
    void aVersionWithoutATextIsNotPublished() {
        int before = current();
        assertThatThrownBy(
                        () -> fixtures.update(
                                "insert into terms_version (version, kind) select max(version) + 1, 'MATERIAL' from terms_version"))
                .rootCause()
                .hasMessageContaining("has no text");
        assertThat(current()).isEqualTo(before);
    }

    // terms_text_never_changes, terms_text_never_empties
    @ParameterizedTest
    @ValueSource(
            strings = {
                "update terms_text set content = content || 'x'",
                "delete from terms_text",
                "truncate terms_text cascade"
            })
    void noTextOfTheTermsEverChanges(String crime) {
        assertThatThrownBy(() -> fixtures.update(crime)).rootCause().hasMessageContaining("terms_text is a record");
    }

    // stamp_terms_version
    @Test
    void theDatabaseTellsWhenAVersionWasPublishedAndNobodyElse() {
        int version = fixtures.asOwner(sql -> {
            int next = sql.sql("""
                            insert into terms_version (version, kind, published_at, effective_at)
                            select max(version) + 1, 'MATERIAL', timestamptz '2001-01-01', null from terms_version
                            returning version
                            """).query(Integer.class).single();
            sql.sql("insert into terms_text (version, locale, content) values (:version, 'en', 'Words')")
                    .param("version", next)
                    .update();
            return next;
        });
        assertThat(fixtures.<Boolean>asOwner(sql -> sql.sql("""
                        select published_at > clock_timestamp() - interval '1 minute' and effective_at = published_at
                          from terms_version where version = :version
                        """)
                        .param("version", version)
                        .query(Boolean.class)
                        .single()))
                .isTrue();
    }

    private int publish(String kind, Duration ahead) {
        return fixtures.publishTerms(kind, ahead, Map.of("en", "Words " + UUID.randomUUID()));
    }

    private int current() {
        return fixtures.asOwner(sql ->
                sql.sql("select current_terms_version()").query(Integer.class).single());
    }

    private byte[] sha256(String locale) {
        return sha256(current(), locale);
    }

    private byte[] sha256(int version, String locale) {
        return fixtures.asOwner(
                sql -> sql.sql("select sha256 from terms_text where version = :version and locale = :locale")
                        .param("version", version)
                        .param("locale", locale)
                        .query((row, number) -> row.getBytes(1))
                        .single());
    }

    private UUID agree(int version, String locale, byte[] sha256) {
        return admin.inTransaction(sql -> admin.agree(sql, issued, version, locale, sha256));
    }

    private UUID permit(UUID acceptance) {
        return admin.inTransaction(sql -> admin.permit(sql, acceptance, issued, "1 minute"));
    }

    private static void assertRefused(ThrowingCallable attempt) {
        assertThatThrownBy(attempt)
                .isInstanceOfSatisfying(
                        RefusedByDatabaseException.class,
                        refused -> assertThat(refused.reason()).isEqualTo(Reason.CHANGED));
    }

    private static void assertDenied(String sqlState, ThrowingCallable attempt) {
        assertThatThrownBy(attempt)
                .isInstanceOf(DataAccessException.class)
                .rootCause()
                .isInstanceOfSatisfying(
                        SQLException.class,
                        denied -> assertThat(denied.getSQLState()).isEqualTo(sqlState));
    }
}
