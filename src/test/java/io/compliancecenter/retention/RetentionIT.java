package io.compliancecenter.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.compliancecenter.database.WorkerDatabase;
import io.compliancecenter.testing.IntegrationTest;
import io.compliancecenter.testing.concurrency.OwnThread;
import io.compliancecenter.testing.database.OwnerSql;
import io.compliancecenter.testing.fixtures.Actors;
import io.compliancecenter.testing.fixtures.Fixtures;
import io.compliancecenter.testing.fixtures.Fixtures.Tenant;
import io.compliancecenter.testing.fixtures.Fixtures.User;
import jakarta.validation.Validation;
import jakarta.validation.ValidatorFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.Lifecycle;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What is kept for a time only is deleted when it is over, and not before. */
@IntegrationTest
class RetentionIT {

    @Autowired
    Retention retention;

    @Autowired
    WorkerDatabase worker;

    @Autowired
    JdbcClient database;

    @Autowired
    Fixtures fixtures;

    @Autowired
    Actors actors;

    @Autowired
    OwnerSql owner;

    /** It changes mail at the same time. */
    @Autowired
    @Qualifier("mailSending")
    Lifecycle mailSending;

    Tenant tenant;
    UUID invitation;
    UUID mail;

    @BeforeEach
    void invite() {
        mailSending.stop();
        tenant = fixtures.organization();
        invitation = actors.adminOf(tenant).invite("invited-" + UUID.randomUUID() + "@example.com");
        fixtures.invitationLink(invitation);
        mail = owner.<UUID>work(sql -> sql.sql("select id from mail where subject_id = ?")
                .params(invitation)
                .query(UUID.class)
                .single());
    }

    @AfterEach
    void sendMail() {
        mailSending.start();
    }

    private long count(String table, String condition, Object parameter) {
        return owner.<Long>work(sql -> sql.sql("select count(*) from " + table + " where " + condition)
                .params(parameter)
                .query(Long.class)
                .single());
    }

    // delete_outdated_data: lock_publication_shared, as whoever signs in takes it
    @Test
    void nothingIsDeletedBesideAPublication() {
        fixtures.asOwner(publishing -> {
            publishing.sql("select lock_publication()").query(rows -> {});
            // In another thread, which has another transaction.
            assertThatThrownBy(() -> OwnThread.supply(() -> worker.readCommitted(() -> {
                                database.sql("set local lock_timeout = '50ms'").update();
                                return database.sql("""
                                        select 1 from delete_outdated_data(interval '1 year', interval '1 year', interval '1 year')
                                        """).query(Integer.class).single();
                            }))
                            .join())
                    .hasStackTraceContaining("lock timeout");
            return true;
        });
    }

    // delete_outdated_data: mail
    @Test
    void oldMailIsDeletedWithItsLinksUnlessItIsStillToBeSent() {
        fixtures.update(
                "update mail set queued_at = now() - interval '91 days', next_attempt_at = now() + interval '1 day' where id = ?",
                mail);
        retention.deleteOutdated();
        assertThat(count("mail", "id = ?", mail)).isEqualTo(1);
        fixtures.update(
                "update mail set next_attempt_at = null, sent_at = queued_at, queued_at = now() - interval '89 days' where id = ?",
                mail);
        retention.deleteOutdated();
        assertThat(count("mail", "id = ?", mail)).isEqualTo(1);
        fixtures.update("update mail set queued_at = now() - interval '91 days' where id = ?", mail);
        retention.deleteOutdated();
        assertThat(count("mail", "id = ?", mail)).isZero();
        assertThat(count("mailed_link", "subject_id = ?", invitation)).isZero();
    }

    // RetentionProperties: @DurationMin
    @Test
    void mailIsKeptAsLongAsItsLinksCanBeUsed() {
        String longest = owner.<String>work(sql -> sql.sql("select max(link_lifetime)::text from mail_kind")
                .query(String.class)
                .single());
        assertThat(longest).isEqualTo("7 days");
        Duration month = Duration.ofDays(30);
        try (ValidatorFactory validation = Validation.buildDefaultValidatorFactory()) {
            assertThat(validation.getValidator().validate(new RetentionProperties(Duration.ofDays(6), month, month)))
                    .singleElement()
                    .extracting(violation -> violation.getPropertyPath().toString())
                    .isEqualTo("mails");
            assertThat(validation.getValidator().validate(new RetentionProperties(Duration.ofDays(7), month, month)))
                    .isEmpty();
        }
    }

    // delete_outdated_data: invitation
    @Test
    void invitationsThatEndedLongAgoAreDeleted() {
        fixtures.update(
                "update invitation set created_at = now() - interval '200 days', expires_at = now() - interval '89 days' where id = ?",
                invitation);
        retention.deleteOutdated();
        assertThat(count("invitation", "id = ?", invitation)).isEqualTo(1);
        fixtures.update("update invitation set expires_at = now() - interval '91 days' where id = ?", invitation);
        retention.deleteOutdated();
        assertThat(count("invitation", "id = ?", invitation)).isZero();
    }

    // delete_outdated_data: customer_import
    @Test
    void uploadedListsOfCustomersAreKeptForADay() {
        UUID creator = fixtures.deskPerson("SUPPORT").id();
        fixtures.update("""
                insert into customer_import (file_name, sha256, lines, errors, created_by, created_at)
                values ('new.csv', sha256(''), '[]', '[]', ?, now() - interval '23 hours'),
                       ('old.csv', sha256(''), '[]', '[]', ?, now() - interval '25 hours')
                """, creator, creator);
        retention.deleteOutdated();
        assertThat(owner.<List<String>>work(sql -> sql.sql("select file_name from customer_import where created_by = ?")
                        .params(creator)
                        .query(String.class)
                        .list()))
                .containsExactly("new.csv");
    }

    // delete_outdated_data: trim_password_requests; otherwise the next request would be the first to do it
    @Test
    void requestsForAPasswordThatNobodyAnswersAreKeptForADay() {
        String recent = "recent-" + UUID.randomUUID() + "@example.com";
        String old = "old-" + UUID.randomUUID() + "@example.com";
        fixtures.update("""
                insert into password_request (email, locale, requested_at)
                values (?, 'en', now() - interval '23 hours'), (?, 'en', now() - interval '25 hours')
                """, recent, old);
        retention.deleteOutdated();
        assertThat(count("password_request", "email = ?", recent)).isEqualTo(1);
        assertThat(count("password_request", "email = ?", old)).isZero();
        fixtures.update("delete from password_request where email = ?", recent);
    }

    // delete_outdated_data: trim_provider_logouts
    @Test
    void logoutTokensAreKeptForADay() {
        String issuer = "https://" + UUID.randomUUID() + ".example";
        fixtures.update("""
                insert into provider_logout (issuer, token_id, subject, received_at)
                values (?, 'recent', 'somebody', now() - interval '23 hours'), (?, 'old', 'somebody', now() - interval '25 hours')
                """, issuer, issuer);
        retention.deleteOutdated();
        assertThat(owner.<List<String>>work(sql -> sql.sql("select token_id from provider_logout where issuer = ?")
                        .params(issuer)
                        .query(String.class)
                        .list()))
                .containsExactly("recent");
        fixtures.update("delete from provider_logout where issuer = ?", issuer);
    }

    // delete_outdated_data: sign_in_delay; otherwise one sign-in in a hundred does it
    @Test
    void countsOfAttemptsToSignInEnd() {
        byte[] expired = UUID.randomUUID().toString().substring(0, 16).getBytes(StandardCharsets.US_ASCII);
        byte[] counting = UUID.randomUUID().toString().substring(0, 16).getBytes(StandardCharsets.US_ASCII);
        fixtures.update("""
                insert into sign_in_delay (scope, key, failures, counted_at, allowed_at, expires_at)
                values ('account', ?, 1, now(), now(), now() - interval '1 minute'),
                       ('account', ?, 1, now(), now(), now() + interval '1 hour')
                """, expired, counting);
        retention.deleteOutdated();
        assertThat(count("sign_in_delay", "key = ?", expired)).isZero();
        assertThat(count("sign_in_delay", "key = ?", counting)).isEqualTo(1);
        fixtures.update("delete from sign_in_delay where key = ?", counting);
    }

    // delete_outdated_data: credentials
    @Test
    void accountsThatWereRetiredLongAgoLoseTheirCredentialsAndNothingElse() {
        User gone = tenant.member();
        User recent = tenant.admin();
        for (User user : List.of(gone, recent)) {
            fixtures.update(
                    "insert into user_identity (issuer, subject, user_id) values ('https://idp.example', ?, ?)",
                    user.id().toString(),
                    user.id());
        }
        fixtures.update("update user_account set retired_at = now() - interval '31 days' where id = ?", gone.id());
        fixtures.update("update user_account set retired_at = now() - interval '29 days' where id = ?", recent.id());
        retention.deleteOutdated();
        assertThat(count("user_account", "password_hash is null and id = ?", gone.id()))
                .isEqualTo(1);
        assertThat(count("user_account", "password_hash is null and id = ?", recent.id()))
                .isZero();
        assertThat(count("user_identity", "user_id = ?", gone.id())).isZero();
        assertThat(count("user_identity", "user_id = ?", recent.id())).isEqualTo(1);
        assertThat(count("user_account", "email = ?", gone.email())).isEqualTo(1);
    }

    // delete_outdated_data: shortest
    @Test
    void theWorkerCannotDeleteWhatIsRecent() {
        for (String times : List.of(
                "'0', '1 day', '1 day'",
                "'1 day', '-1 day', '1 day'",
                "'1 day', '1 day', '23 hours'",
                "null, null, null")) {
            assertThatThrownBy(() -> worker.work(() -> database.sql("select 1 from delete_outdated_data(" + times + ")")
                            .query(Integer.class)
                            .single()))
                    .hasStackTraceContaining("not a time to keep data for");
        }
    }
}
