package io.compliancecenter.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Extreme values of every argument of the functions that sign in and out, and record it. */
class SignInArgumentsIT extends FunctionArguments {

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
        fine.put("desk_roles", "array['AUDITOR']");
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
                        // Those that it may not give are left out: see DeskRolesByProviderIT
                        "desk_roles", List.of(),
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
}
