package io.compliancecenter.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.compliancecenter.testing.Actor;
import io.compliancecenter.testing.Actors;
import io.compliancecenter.testing.Fixtures;
import io.compliancecenter.testing.Fixtures.Issued;
import io.compliancecenter.testing.Fixtures.Tenant;
import io.compliancecenter.testing.IntegrationTest;
import io.compliancecenter.testing.OwnerSql;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Extreme values of every argument of the functions that write with the owner's rights, called by the application's role. */
@IntegrationTest
class FunctionArgumentsIT {

    /** Longer than any argument may be. The server makes it, so it is never sent. */
    private static final String LONG_TEXT = "repeat('x', 2000000)";

    @Autowired
    Fixtures fixtures;

    @Autowired
    Actors actors;

    @Autowired
    OwnerSql owner;

    @Autowired
    JdbcClient database;

    Tenant tenant;
    Issued issued;
    Actor admin;
    UUID permit;

    @BeforeEach
    void publish() {
        issued = fixtures.certificate();
        tenant = fixtures.organization();
        admin = actors.adminOf(tenant);
        permit = admin.permit(issued, "5 minutes");
    }

    @AfterEach
    void retire() {
        fixtures.retire(issued);
    }

    // the condition of record_delivery
    @TestFactory
    List<DynamicTest> noDeliveryIsRecordedWithAnExtremeValue() {
        Map<String, String> fine = new LinkedHashMap<>();
        fine.put("permit_id", "'" + permit + "'::uuid");
        fine.put("from_byte", "10::bigint");
        fine.put("bytes_sent", "5::bigint");
        fine.put("bytes_asked", "20::bigint");
        fine.put("copy_size", "30::bigint");
        fine.put("copy_sha256", "sha256('x')");
        Map<String, List<String>> extremes = Map.of(
                "permit_id", List.of("null::uuid"),
                "from_byte", List.of("null::bigint", "-1::bigint", "11::bigint", "9223372036854775807"),
                "bytes_sent", List.of("null::bigint", "-1::bigint", "21::bigint", "9223372036854775807"),
                "bytes_asked", List.of("null::bigint", "-1::bigint", "0::bigint", "21::bigint", "9223372036854775807"),
                "copy_size",
                        List.of(
                                "null::bigint",
                                "-1::bigint",
                                "0::bigint",
                                "29::bigint",
                                "268435457::bigint",
                                "9223372036854775807"),
                "copy_sha256",
                        List.of("null::bytea", "''::bytea", "'\\x00'::bytea", "convert_to(" + LONG_TEXT + ", 'UTF8')"));
        return attempts("record_delivery", fine, extremes);
    }

    // the condition of record_denial
    @TestFactory
    List<DynamicTest> noDenialIsRecordedWithAnExtremeValue() {
        Map<String, String> fine = new LinkedHashMap<>();
        fine.put("certificate", "'" + issued.certificate() + "'::uuid");
        fine.put("reason", "'NOT_AN_ADMIN'");
        return attempts(
                "record_denial",
                fine,
                Map.of(
                        "certificate",
                        List.of("null::uuid"),
                        "reason",
                        List.of("null::text", "''", "'two words'", "'A' || chr(1)", "repeat('A', 51)", LONG_TEXT)));
    }

    // the conditions of record_failed_sign_in
    @TestFactory
    List<DynamicTest> noFailedSignInIsRecordedWithAnExtremeValue() {
        Map<String, String> fine = new LinkedHashMap<>();
        fine.put("user_id", "current_user_id()");
        fine.put("method", "'password'");
        fine.put("client", "'127.0.0.1'::inet");
        fine.put("user_agent", "'Browser'");
        return attempts(
                "record_failed_sign_in",
                fine,
                Map.of(
                        "user_id", List.of("gen_random_uuid()"),
                        "method", List.of("null::text", "''", "'other'", LONG_TEXT),
                        "client", List.of("null::inet", "'10.0.0.0/8'::inet", "'::/0'::inet"),
                        "user_agent", List.of("null::text", "'A' || chr(1)", "repeat('A', 1025)", LONG_TEXT)));
    }

    // the conditions of record_sign_in, and those of session_sign_in
    @TestFactory
    List<DynamicTest> noSignInIsRecordedWithAnExtremeValue() {
        String session = UUID.randomUUID().toString();
        admin.inTransaction(sql -> sql.sql("""
                        insert into spring_session (primary_id, session_id, creation_time, last_access_time,
                                                    max_inactive_interval, expiry_time, principal_name)
                        values (:id, :id, 0, 0, 1800, 32503679999999, current_user_id()::text)
                        """).param("id", session).update());
        Map<String, String> fine = new LinkedHashMap<>();
        fine.put("session_id", "'" + session + "'");
        fine.put("user_id", "current_user_id()");
        fine.put("method", "'provider'");
        fine.put("issuer", "'https://login.example.com'");
        fine.put("subject", "'248289'");
        fine.put("sid", "'1'");
        fine.put("authenticated_at", "now()");
        fine.put("acr", "'silver'");
        fine.put("amr", "'pwd otp'");
        fine.put("client", "'127.0.0.1'::inet");
        fine.put("user_agent", "'Browser'");
        List<String> texts = List.of("''", "'A' || chr(1)", LONG_TEXT);
        Map<String, List<String>> extremes = new HashMap<>(Map.of(
                "session_id", List.of("null::text", "'none'", LONG_TEXT),
                "user_id", List.of("null::uuid", "gen_random_uuid()"),
                "method", List.of("null::text", "'password'", "'other'", LONG_TEXT),
                "authenticated_at",
                        List.of("'infinity'::timestamptz", "'-infinity'::timestamptz", "'3000-01-01'::timestamptz"),
                "client", List.of("null::inet", "'10.0.0.0/8'::inet"),
                "user_agent", List.of("null::text", "'A' || chr(1)", "repeat('A', 1025)", LONG_TEXT)));
        List.of("issuer", "subject", "sid", "acr", "amr").forEach(argument -> extremes.put(argument, texts));
        return attempts("record_sign_in", fine, extremes);
    }

    // the conditions of confirm_sign_in, and those of session_sign_in
    @TestFactory
    List<DynamicTest> noSignInIsConfirmedWithAnExtremeValue() {
        String session = UUID.randomUUID().toString();
        admin.inTransaction(sql -> sql.sql("""
                        insert into spring_session (primary_id, session_id, creation_time, last_access_time,
                                                    max_inactive_interval, expiry_time, principal_name)
                        values (:id, :id, 0, 0, 1800, 32503679999999, current_user_id()::text)
                        """).param("id", session).update());
        fixtures.update("""
                insert into session_sign_in (session_primary_id, user_id, method, issuer, subject, client_address, user_agent)
                values (?, ?, 'provider', 'https://login.example.com', '248289', '127.0.0.1', 'Browser')
                """, session, tenant.admin().id());
        Map<String, String> fine = new LinkedHashMap<>();
        fine.put("session_id", "'" + session + "'");
        fine.put("user_id", "current_user_id()");
        fine.put("issuer", "'https://login.example.com'");
        fine.put("subject", "'248289'");
        fine.put("sid", "'1'");
        List<String> texts = List.of("''", "'A' || chr(1)", LONG_TEXT);
        List<String> required =
                Stream.concat(Stream.of("null::text"), texts.stream()).toList();
        List<DynamicTest> tests = new ArrayList<>(attempts(
                "confirm_sign_in",
                fine,
                Map.of(
                        "session_id", List.of("null::text", "'none'", LONG_TEXT),
                        "user_id", List.of("null::uuid", "gen_random_uuid()"),
                        "issuer", required,
                        "subject", required,
                        "sid", texts)));
        for (String argument : List.of("issuer", "subject")) {
            tests.add(dynamicTest("another " + argument, () -> {
                Map<String, String> another = new LinkedHashMap<>(fine);
                another.put(argument, "'another'");
                assertThatThrownBy(() -> call("confirm_sign_in", another))
                        .satisfies(failure -> assertThat(sqlState(failure)).isEqualTo("CC409"));
            }));
        }
        return tests;
    }

    // the checks at the beginning of invite_member, and those of mail
    @TestFactory
    List<DynamicTest> nobodyIsInvitedWithAnExtremeValue() {
        Map<String, String> fine = new LinkedHashMap<>();
        fine.put("email", "'guest@guest.example'");
        fine.put("role", "'MEMBER'");
        fine.put("locale", "'en'");
        return attempts(
                "invite_member",
                fine,
                Map.of(
                        "email",
                        List.of(
                                "null::text",
                                "''",
                                "'guest'",
                                "'Guest@guest.example'",
                                "'a@guest.example,b@guest.example'",
                                "'a@guest.example' || chr(10) || 'Bcc: b@guest.example'",
                                "repeat('a', 250) || '@guest.example'",
                                LONG_TEXT),
                        "role",
                        List.of("null::text", "''", "'OWNER'", LONG_TEXT),
                        "locale",
                        List.of("null::text", "''", "'English'", LONG_TEXT)));
    }

    // the checks in resend_invitation, change_member_role and remove_member
    @TestFactory
    List<DynamicTest> noMemberOrInvitationIsChangedWithAnExtremeValue() {
        String invitation = "'" + admin.invite("guest@guest.example") + "'::uuid";
        String member = "'" + fixtures.invitedMember(tenant, "MEMBER").id() + "'::uuid";
        List<String> extremeIds = List.of("null::uuid", "gen_random_uuid()");
        Map<String, String> resent = new LinkedHashMap<>();
        resent.put("invitation_id", invitation);
        resent.put("locale", "'en'");
        Map<String, String> changed = new LinkedHashMap<>();
        changed.put("member_id", member);
        changed.put("new_role", "'ADMIN'");
        List<DynamicTest> tests = new ArrayList<>();
        tests.addAll(attempts(
                "resend_invitation",
                resent,
                Map.of("invitation_id", extremeIds, "locale", List.of("null::text", "''", "'English'", LONG_TEXT))));
        tests.addAll(attempts(
                "change_member_role",
                changed,
                Map.of("member_id", extremeIds, "new_role", List.of("null::text", "''", "'OWNER'", LONG_TEXT))));
        tests.addAll(attempts(
                "withdraw_invitation", Map.of("invitation_id", invitation), Map.of("invitation_id", extremeIds)));
        tests.addAll(attempts("remove_member", Map.of("member_id", member), Map.of("member_id", extremeIds)));
        return tests;
    }

    // the constraints of user_identity, user_account and member
    @TestFactory
    List<DynamicTest> nobodyIsSignedInByAProviderWithAnExtremeValue() {
        String issuer = "https://" + UUID.randomUUID() + ".example";
        fixtures.update("""
                insert into identity_provider (issuer, id, name, domains, organizations, creates_users, names_organizations)
                values (?, 'extreme', 'Extreme', '{}', '{}', true, true)
                """, issuer);
        Map<String, String> fine = new LinkedHashMap<>();
        fine.put("issuer", "'" + issuer + "'");
        fine.put("subject", "gen_random_uuid()::text");
        fine.put("email", "'ada@example.com'");
        fine.put("name", "'Ada'");
        fine.put("email_verified", "true");
        fine.put("memberships", "'[{\"organization\": \"%s\", \"role\": \"MEMBER\"}]'::jsonb".formatted(tenant.slug()));
        List<DynamicTest> tests = new ArrayList<>(attempts(
                "sign_in_by_provider",
                fine,
                Map.of(
                        // Who is not signed in gets a reason: see below.
                        "issuer", List.of(),
                        "subject", List.of("null::text", "''", "'A' || chr(1)", "repeat('A', 256)", LONG_TEXT),
                        "email", List.of("null::text", "''", "'no address'", "'ADA@EXAMPLE.COM'", LONG_TEXT),
                        "name", List.of("null::text", "''", "'A' || chr(1)", "repeat('A', 201)", LONG_TEXT),
                        "email_verified", List.of(),
                        "memberships",
                                List.of("'[{\"organization\": \"%s\", \"role\": \"ROOT\"}]'::jsonb"
                                        .formatted(tenant.slug())))));
        tests.add(dynamicTest("an issuer that the owner does not know", () -> {
            for (String unknown : List.of("null::text", "''", "'https://evil.example'", LONG_TEXT)) {
                fine.put("issuer", unknown);
                assertThat(admin.<String>inTransaction(sql -> sql.sql("select reason from sign_in_by_provider("
                                        + String.join(", ", fine.values()) + ")")
                                .query(String.class)
                                .single()))
                        .isEqualTo("the database does not know the provider");
            }
        }));
        return tests;
    }

    // the constraints of provider_logout
    @TestFactory
    List<DynamicTest> noSessionsAreEndedWithAnExtremeValue() {
        Map<String, String> fine = new LinkedHashMap<>(Map.of("issuer", "'https://idp.example'"));
        fine.put("token_id", "gen_random_uuid()::text");
        fine.put("subject", "'subject'");
        fine.put("sid", "'sid'");
        List<String> texts = List.of("''", "'A' || chr(1)", "repeat('A', 501)", LONG_TEXT);
        List<String> required =
                Stream.concat(Stream.of("null::text"), texts.stream()).toList();
        return attempts(
                "end_provider_sessions",
                fine,
                Map.of("issuer", required, "token_id", required, "subject", texts, "sid", texts));
    }

    // the constraints of password_request
    @TestFactory
    List<DynamicTest> noPasswordIsRequestedWithAnExtremeValue() {
        Map<String, String> fine = new LinkedHashMap<>();
        fine.put("email", "'" + tenant.admin().email() + "'");
        fine.put("client", "'127.0.0.1'::inet");
        fine.put("locale", "'en'");
        return attempts(
                "request_password",
                fine,
                Map.of(
                        "email", List.of("null::text", LONG_TEXT),
                        "client", List.of("null::inet"),
                        "locale", List.of("null::text", "''", "'not a language'", LONG_TEXT)));
    }

    private List<DynamicTest> attempts(String function, Map<String, String> fine, Map<String, List<String>> extremes) {
        assertThat(fine.keySet())
                .as("the arguments of " + function)
                .containsExactlyElementsOf(database.sql("""
                                select name from pg_proc, unnest(proargnames) with ordinality as argument (name, place)
                                 where place <= pronargs and proname = :function and pronamespace = 'compliance_center'::regnamespace
                                """)
                        .param("function", function)
                        .query(String.class)
                        .list());
        List<DynamicTest> tests = new ArrayList<>();
        tests.add(dynamicTest("a usual one is recorded", () -> call(function, fine)));
        fine.keySet()
                .forEach(argument -> tests.add(dynamicTest(argument, () -> {
                    for (String extreme : extremes.get(argument)) {
                        Map<String, String> arguments = new LinkedHashMap<>(fine);
                        arguments.put(argument, extreme);
                        assertThatThrownBy(() -> call(function, arguments))
                                .as(argument + " = " + extreme)
                                .satisfies(
                                        failure -> assertThat(sqlState(failure)).isIn(refusals(argument)));
                    }
                })));
        return tests;
    }

    private static List<String> refusals(String argument) {
        return switch (argument) {
            // There is no such permit, user or session.
            case "permit_id", "user_id", "member_id", "invitation_id" -> List.of("CC404", "CC409");
            case "session_id" -> List.of("CC409", "22001");
            default -> List.of("23514", "23502");
        };
    }

    private void call(String function, Map<String, String> arguments) {
        admin.inTransaction(sql -> sql.sql("select " + function + '(' + String.join(", ", arguments.values()) + ')')
                .query()
                .listOfRows());
    }

    // sign_in_key. Whatever was typed, sixteen bytes of it are stored, and nothing without an address.
    @Test
    void attemptsToSignInStoreNothingThatWasTyped() {
        for (String account : List.of(LONG_TEXT, "''", "chr(1)")) {
            for (String client : List.of("'127.0.0.1'", "'10.0.0.0/8'", "'::/0'")) {
                for (String function : List.of("begin_sign_in", "withdraw_sign_in", "complete_sign_in")) {
                    call(function, Map.of("", account + ", " + client));
                }
            }
        }
        assertThatThrownBy(() -> call("begin_sign_in", Map.of("", "null, '127.0.0.1'")))
                .hasStackTraceContaining("null value");
        assertThatThrownBy(() -> call("begin_sign_in", Map.of("", "'x', null"))).hasStackTraceContaining("null value");
        assertThat(owner.<Integer>work(sql -> sql.sql("""
                                select max(length(key)) from sign_in_delay
                                 where isfinite(counted_at) and isfinite(allowed_at) and isfinite(expires_at)
                                """).query(Integer.class).single()))
                .isEqualTo(16);
    }

    // A new function that writes with the owner's rights needs its arguments tried here as well
    @Test
    void noOtherFunctionWritesWithTheOwnersRights() {
        assertThat(database.sql("""
                        select proname from pg_proc
                         where pronamespace = 'compliance_center'::regnamespace and prosecdef and provolatile = 'v'
                           and has_function_privilege(oid, 'EXECUTE')
                        """).query(String.class).set())
                .containsExactlyInAnyOrder(
                        "record_delivery",
                        "record_denial",
                        "record_sign_in",
                        "record_failed_sign_in",
                        "confirm_sign_in",
                        "invite_member",
                        "resend_invitation",
                        "withdraw_invitation",
                        "change_member_role",
                        "remove_member",
                        // Whoever calls these needs a link: see InvitationRefusalIT
                        "accept_invitation",
                        "accept_invitation_with_new_account",
                        // … and to have signed in through a provider: see JoiningByProviderIT
                        "accept_invitation_by_provider",
                        // Whoever calls these acts for themself, or needs an answer to a challenge: see PasskeyRightsIT
                        "new_passkey_challenge",
                        "passkey_handle",
                        "add_passkey",
                        "rename_passkey",
                        "remove_passkey",
                        "use_passkey",
                        "accept_invitation_with_passkey",
                        "sign_in_by_provider",
                        "end_provider_sessions",
                        "request_password",
                        // Whoever calls these has a link, has proved their password, or acts for themself: see
                        // ForgottenPasswordIT and AccountIT
                        "change_own_name",
                        "set_password_by_link",
                        "set_own_password",
                        "begin_sign_in",
                        "complete_sign_in",
                        "withdraw_sign_in",
                        // These write nothing; they are volatile because they ask for the time
                        "own_certificate_access",
                        "read_document");
    }

    private static String sqlState(Throwable failure) {
        return NestedExceptionUtils.getMostSpecificCause(failure) instanceof SQLException refusal
                ? String.valueOf(refusal.getSQLState())
                : failure.toString();
    }
}
