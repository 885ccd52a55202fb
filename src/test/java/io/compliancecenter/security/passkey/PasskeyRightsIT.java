package io.compliancecenter.security.passkey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.compliancecenter.testing.IntegrationTest;
import io.compliancecenter.testing.fixtures.Actor;
import io.compliancecenter.testing.fixtures.Actors;
import io.compliancecenter.testing.fixtures.Fixtures;
import io.compliancecenter.testing.fixtures.Fixtures.Tenant;
import io.compliancecenter.testing.fixtures.Fixtures.User;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.NestedExceptionUtils;

/** What the database lets somebody do with passkeys who has got hold of the application's own connection. */
@IntegrationTest
class PasskeyRightsIT {

    private static final String ADD =
            "select add_passkey(%s, %s, '\\x01', 0, 'internal hybrid', 'Laptop', 'en', false, null)";

    @Autowired
    Fixtures fixtures;

    @Autowired
    Actors actors;

    Tenant tenant;
    Actor admin;
    Actor member;
    String credential;

    @BeforeEach
    void addPasskey() {
        tenant = fixtures.organization();
        admin = actors.adminOf(tenant);
        member = actors.actor(tenant, tenant.member());
        credential = "'\\x" + UUID.randomUUID().toString().replace("-", "") + "'::bytea";
        add(admin, tenant.admin().id(), credential);
    }

    private static void add(Actor actor, UUID user, String credential) {
        ask(actor, "select passkey_handle()");
        ask(actor, ADD.formatted(challenge(actor, "add " + user), credential));
    }

    private static String challenge(Actor actor, String boundTo) {
        byte[] challenge = actor.inTransaction(sql -> sql.sql("select new_passkey_challenge(?)")
                .param(boundTo)
                .query(byte[].class)
                .single());
        return "'\\x" + HexFormat.of().formatHex(challenge) + "'::bytea";
    }

    @Test
    void nobodySeesOrChangesThePasskeysOfOthers() {
        assertThat(labels(admin)).containsExactly("Laptop");
        assertThat(labels(member)).isEmpty();
        assertRefused("CC404", member, "select rename_passkey(" + credential + ", 'x')");
        assertRefused("CC404", member, "select remove_passkey(" + credential + ", 'en')");
        for (String write : List.of(
                "update passkey set label = 'x'",
                "delete from passkey",
                "insert into passkey (credential_id) values ('x')",
                "select secret from passkey_secret",
                "select handle from passkey_user",
                "select attestation_object from passkey",
                "select take_passkey_challenge('', '')",
                "insert into passkey_challenge values ('', now())")) {
            assertRefused("42501", admin, write);
        }
        assertThat(labels(admin)).containsExactly("Laptop");
    }

    @Test
    void aPasskeyIsAddedByAnAnswerToTheUsersOwnChallengeOnly() {
        ask(member, "select passkey_handle()");
        String next = "'\\x" + "ab".repeat(16) + "'::bytea";
        String anothers = challenge(member, "add " + tenant.admin().id());
        String forSigningIn = challenge(member, "sign-in " + tenant.member().id());
        for (String challenge : List.of(anothers, forSigningIn, "'\\x" + "00".repeat(56) + "'::bytea", "''", "null")) {
            assertRefused("CC409", member, ADD.formatted(challenge, next));
        }
        String own = challenge(member, "add " + tenant.member().id());
        assertRefused("CC409", member, ADD.formatted(own, credential));
        ask(member, ADD.formatted(own, next));
        assertRefused("CC409", member, ADD.formatted(own, "'\\x" + "cd".repeat(16) + "'::bytea"));
        assertThat(labels(member)).containsExactly("Laptop");
        ask(member, "select remove_passkey(" + next + ", 'en')");
    }

    // add_passkey: require_passkey_proof
    @Test
    void aPasswordAloneAddsNoPasskeyAtTheDesk() {
        User person = fixtures.deskPerson("AUDITOR");
        Actor desk = actors.actor(tenant, person);
        ask(desk, "select passkey_handle()");
        assertRefused("CC403", desk, add(desk, person, "false, null"));
        assertRefused("CC403", desk, add(desk, person, "null, null"));
        assertRefused("CC404", desk, add(desk, person, "false, sha256('no such link')"));

        User other = fixtures.deskPerson("EDITOR");
        Actor elsewhere = actors.actor(tenant, other);
        ask(elsewhere, "select passkey_handle()");
        String link = link(desk, person);
        assertRefused("CC403", elsewhere, add(elsewhere, other, "false, " + link));
        ask(desk, add(desk, person, "false, " + link));

        assertRefused("CC409", desk, "select mail_passkey_link('en')");
        assertRefused("CC403", desk, add(desk, person, "false, null"));
        assertRefused("CC403", desk, add(desk, person, "false, " + link));
        ask(desk, add(desk, person, "true, null"));
        assertThat(labels(desk)).hasSize(2);
    }

    // require_passkey_proof: "exists"
    @Test
    void aMailedLinkAddsTheFirstPasskeyOnly() {
        User person = fixtures.deskPerson("APPROVER");
        Actor desk = actors.actor(tenant, person);
        ask(desk, "select passkey_handle()");
        String link = link(desk, person);
        ask(desk, add(desk, person, "true, null"));
        assertRefused("CC403", desk, add(desk, person, "false, " + link));
        assertRefused("CC409", member, "select mail_passkey_link('en')");
    }

    private String add(Actor actor, User user, String proof) {
        return ADD.formatted(challenge(actor, "add " + user.id()), random()).replace("false, null", proof);
    }

    /** The hash of the token in a link, as mail has them. */
    private String link(Actor actor, User user) {
        ask(actor, "select mail_passkey_link('en')");
        String token = UUID.randomUUID().toString();
        fixtures.update("""
                insert into mailed_link (token_hash, mail_id, purpose, subject_id, expires_at)
                select sha256(convert_to(?, 'UTF8')), m.id, 'DESK_PASSKEY', m.subject_id, clock_timestamp() + interval '1 hour'
                  from mail m where m.kind = 'passkey-link' and m.subject_id = ?
                """, token, user.id());
        return "sha256('" + token + "')";
    }

    @Test
    void aUserHasTwentyAtMost() {
        for (int number = 1; number < 20; number++) {
            add(admin, tenant.admin().id(), random());
        }
        assertRefused(
                "CC409",
                admin,
                ADD.formatted(challenge(admin, "add " + tenant.admin().id()), random()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "%s, '\\x01', '\\x01', 0, '', 'x', 'en'",
                "%s, sha256('') || decode(repeat('00', 1000), 'hex'), '\\x01', 0, '', 'x', 'en'",
                "%s, null, '\\x01', 0, '', 'x', 'en'",
                "%s, sha256('x'), '', 0, '', 'x', 'en'",
                "%s, sha256('x'), null, 0, '', 'x', 'en'",
                "%s, sha256('x'), decode(repeat('00', 16385), 'hex'), 0, '', 'x', 'en'",
                "%s, sha256('x'), '\\x01', -1, '', 'x', 'en'",
                "%s, sha256('x'), '\\x01', 4294967296, '', 'x', 'en'",
                "%s, sha256('x'), '\\x01', null, '', 'x', 'en'",
                "%s, sha256('x'), '\\x01', 0, 'USB;', 'x', 'en'",
                "%s, sha256('x'), '\\x01', 0, repeat('x', 101), 'x', 'en'",
                "%s, sha256('x'), '\\x01', 0, null, 'x', 'en'",
                "%s, sha256('x'), '\\x01', 0, '', '', 'en'",
                "%s, sha256('x'), '\\x01', 0, '', repeat('x', 101), 'en'",
                "%s, sha256('x'), '\\x01', 0, '', 'x' || chr(7), 'en'",
                "%s, sha256('x'), '\\x01', 0, '', null, 'en'",
                "%s, sha256('x'), '\\x01', 0, '', 'x', null",
                "%s, sha256('x'), '\\x01', 0, '', 'x', 'not a language'"
            })
    void nothingExtremeIsStored(String arguments) {
        String challenge = challenge(admin, "add " + tenant.admin().id());
        assertThatThrownBy(() -> ask(admin, "select add_passkey(" + arguments.formatted(challenge) + ", false, null)"))
                .satisfies(refused -> assertThat(sqlState(refused)).isIn("23514", "23502"));
    }

    @Test
    void aCounterCountsUpAndAnAnswerCountsOnce() {
        String use = "select use_passkey(%s, 'browser', " + credential + ", %d)";
        String first = challenge(admin, "sign-in browser");
        ask(admin, use.formatted(first, 0));
        assertRefused("CC409", admin, use.formatted(first, 1));
        ask(admin, use.formatted(challenge(admin, "sign-in browser"), 7));
        for (int counter : List.of(7, 6, 0)) {
            assertRefused("CC409", admin, use.formatted(challenge(admin, "sign-in browser"), counter));
        }
        assertRefused("CC409", admin, use.formatted(challenge(admin, "sign-in another"), 8));
        assertThatCode(() -> ask(admin, use.formatted(challenge(admin, "sign-in browser"), 8)))
                .doesNotThrowAnyException();
    }

    private String random() {
        return "'\\x" + UUID.randomUUID().toString().replace("-", "") + "'::bytea";
    }

    private static List<String> labels(Actor actor) {
        return actor.inTransaction(
                sql -> sql.sql("select label from passkey").query(String.class).list());
    }

    private static void ask(Actor actor, String statement) {
        actor.inTransaction(sql -> sql.sql(statement).query().listOfRows());
    }

    private static void assertRefused(String state, Actor actor, String statement) {
        assertThatThrownBy(() -> actor.<Object>inTransaction(sql -> {
                    if (statement.startsWith("select")) {
                        return sql.sql(statement).query().listOfRows();
                    }
                    return sql.sql(statement).update();
                }))
                .as(statement)
                .satisfies(
                        refused -> assertThat(sqlState(refused)).as(statement).isEqualTo(state));
    }

    private static String sqlState(Throwable failure) {
        return NestedExceptionUtils.getMostSpecificCause(failure) instanceof SQLException refusal
                ? String.valueOf(refusal.getSQLState())
                : failure.toString();
    }
}
