package io.compliancecenter.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.compliancecenter.database.OwnerDatabase;
import io.compliancecenter.organization.Standing;
import io.compliancecenter.organization.Users;
import io.compliancecenter.testing.Client;
import io.compliancecenter.testing.Fixtures;
import io.compliancecenter.testing.Fixtures.Tenant;
import io.compliancecenter.testing.IntegrationTest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What an instance keeps of a session and its user is forgotten the moment that anybody changes it anywhere. */
@IntegrationTest
class KeptVisitsIT {

    private static final String ITS_SESSION = " where session_id = :session";
    private static final String ITS_ATTRIBUTES =
            " where session_primary_id = (select primary_id from spring_session where session_id = :session)";

    @LocalServerPort
    int port;

    @Autowired
    Fixtures fixtures;

    @Autowired
    Visits visits;

    @Autowired
    OwnerDatabase owner;

    @Autowired
    JdbcClient database;

    @Autowired
    Users users;

    Tenant tenant;
    String session;

    @BeforeEach
    void signIn() {
        tenant = fixtures.organization();
        session = decoded(new Client(port)
                .signIn(tenant.admin().email(), Fixtures.PASSWORD)
                .session());
    }

    static Stream<Arguments> changes() {
        String user = " where id = :user";
        String member = " where user_id = :user";
        Function<Visit, Object> standing = Visit::standing;
        Function<Visit, Object> attributes = visit -> visit.session().getAttributeNames();
        return Stream.of(
                argumentSet("name", "update user_account set name = 'Another'" + user, standing),
                argumentSet("password", "update user_account set credential_version = 9" + user, standing),
                argumentSet("retired", "update user_account set retired_at = now()" + user, standing),
                argumentSet("role", "update member set role = 'MEMBER'" + member, standing),
                argumentSet("left", "update member set retired_at = now()" + member, standing),
                argumentSet("removed", "delete from member" + member, standing),
                argumentSet(
                        "joined",
                        "insert into member (organization_id, user_id, role)"
                                + " select id, :user, 'MEMBER' from organization where id <> :organization limit 1",
                        standing),
                argumentSet("renamed", "update organization set name = 'Renamed' where id = :organization", standing),
                argumentSet("closed", "update organization set retired_at = now() where id = :organization", standing),
                argumentSet("published", "update vendor set support = support", (Function<Visit, Object>)
                        visit -> visit.standing().map(Standing::catalogueRevision)),
                argumentSet(
                        "patience",
                        "update spring_session set max_inactive_interval = 1000" + ITS_SESSION,
                        (Function<Visit, Object>) visit -> visit.session().getMaxInactiveInterval()),
                argumentSet(
                        "last use",
                        "update spring_session set last_access_time = last_access_time - 1" + ITS_SESSION,
                        (Function<Visit, Object>) visit -> visit.session().getLastAccessedTime()),
                argumentSet(
                        "attribute added",
                        "insert into spring_session_attributes select session_primary_id, 'another', attribute_bytes"
                                + " from spring_session_attributes" + ITS_ATTRIBUTES,
                        attributes),
                argumentSet(
                        "attribute changed",
                        "update spring_session_attributes set attribute_name = attribute_name || '2'" + ITS_ATTRIBUTES,
                        attributes),
                argumentSet(
                        "attributes removed", "delete from spring_session_attributes" + ITS_ATTRIBUTES, attributes));
    }

    // each of the triggers
    @ParameterizedTest
    @MethodSource("changes")
    void whatIsChangedIsChangedAtTheNextRequest(String change, Function<Visit, Object> seen) {
        fixtures.organization();
        Object before = seen.apply(visit());
        change(change);
        assertThat(seen.apply(visit())).isNotEqualTo(before);
    }

    // removed_user_revises_directory
    @Test
    void aUserWhoIsRemovedIsNobodyAtTheNextRequest() {
        change("delete from member where user_id = :user");
        assertThat(visit().standing()).isPresent();
        change("delete from user_account where id = :user");
        assertThat(visit().standing()).isEmpty();
    }

    // change_revises_session
    @ParameterizedTest
    @ValueSource(
            strings = {
                "delete from spring_session",
                "update spring_session set max_inactive_interval = 1, last_access_time = last_access_time - 2000",
                "update spring_session set last_access_time = 0",
                "update spring_session set session_id = gen_random_uuid()::text"
            })
    void aSessionThatHasEndedIsGoneAtTheNextRequest(String end) {
        assertThat(visit().standing()).isPresent();
        change(end + ITS_SESSION);
        assertThat(visits.apply(session)).isNull();
    }

    // truncation_revises_sessions
    @Test
    void aSessionWhoseAttributesAreAllGoneIsRevised() {
        assertThat(isRevised("truncate spring_session_attributes")).isTrue();
    }

    // "where … primary_id in", and a revision of each session. Otherwise whoever comes makes all that is kept
    // useless, and
    // waits for whoever else is just coming.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "delete from spring_session" + ITS_SESSION,
                "update spring_session set last_access_time = last_access_time + 1" + ITS_SESSION,
                "update spring_session_attributes set attribute_bytes = 'x'" + ITS_ATTRIBUTES,
                "delete from spring_session_attributes" + ITS_ATTRIBUTES,
            })
    void whatChangesInAnotherSessionIsNoChange(String change) {
        String own = session;
        signIn();
        assertThat(isRevised(change, own)).isFalse();
    }

    // "if exists (select from changed)"
    @ParameterizedTest
    @ValueSource(
            strings = {
                "update user_account set name = 'Nobody' where false",
                "delete from member where false",
                "update organization set name = 'Nobody' where false",
                "merge into member m using (select :user as id) u on m.user_id = u.id and m.role = 'NONE'"
                        + " when matched then update set role = m.role"
                        + " when not matched and u.id is null then insert (user_id) values (u.id)"
            })
    void whatIsThereAlreadyIsNoChange(String change) {
        assertThat(isRevised(change)).isFalse();
    }

    // Visits.find: the revisions are asked for before anything is read
    @Test
    void whatIsChangedWhileItIsReadIsChangedAtTheNextRequest() {
        AtomicBoolean first = new AtomicBoolean(true);
        Visits interrupted = new Visits(database, users, bytes -> {
            if (first.getAndSet(false)) {
                change("update spring_session set max_inactive_interval = 1000" + ITS_SESSION);
            }
            return SessionConfiguration.read(bytes);
        });
        assertThat(interrupted.apply(session).session().getMaxInactiveInterval())
                .isEqualTo(Duration.ofMinutes(30));
        assertThat(interrupted.apply(session).session().getMaxInactiveInterval())
                .isEqualTo(Duration.ofSeconds(1000));
    }

    private Visit visit() {
        // Twice, so that the second time it is the kept one if there is one.
        visits.apply(session);
        return Optional.ofNullable(visits.apply(session)).orElseThrow();
    }

    private void change(String sql) {
        assertThat(fixtures.<Integer>asOwner(database -> with(database, sql).update()))
                .isPositive();
    }

    /** Whether it would be, if it were not taken back. */
    private boolean isRevised(String change) {
        return isRevised(change, session);
    }

    /** Whether it would be for the one session, if it were not taken back. */
    private boolean isRevised(String change, String whose) {
        try {
            return owner.work(database -> {
                String before = revision(database, whose);
                with(database, change).update();
                throw new TakenBack(!revision(database, whose).equals(before));
            });
        } catch (TakenBack taken) {
            return taken.revised;
        }
    }

    private JdbcClient.StatementSpec with(JdbcClient database, String sql) {
        return database.sql(sql)
                .param("session", session)
                .param("user", tenant.admin().id())
                .param("organization", tenant.id());
    }

    private static String revision(JdbcClient database, String session) {
        return database.sql("select concat(s.revision, ' ', d.revision) from spring_session s, directory_revision d"
                        + ITS_SESSION)
                .param("session", session)
                .query(String.class)
                .single();
    }

    private static final class TakenBack extends RuntimeException {

        private static final long serialVersionUID = 1;
        private final boolean revised;

        TakenBack(boolean revised) {
            this.revised = revised;
        }
    }

    private static String decoded(String cookie) {
        return new String(Base64.getDecoder().decode(cookie), StandardCharsets.UTF_8);
    }
}
