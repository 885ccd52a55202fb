package io.compliancecenter.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Extreme values of every argument of the functions that write with the owner's rights; those of signing in are apart. */
class FunctionArgumentsIT extends FunctionArguments {

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

    // the checks in request_certificate, and those of certificate_request
    @TestFactory
    List<DynamicTest> nothingIsRequestedWithAnExtremeValue() {
        fixtures.restrict(issued.certificate(), "ON_REQUEST");
        Map<String, String> fine = new LinkedHashMap<>();
        fine.put("certificate", "'" + issued.certificate() + "'::uuid");
        fine.put("reason", "'Our auditors ask for it'");
        fine.put("locale", "'en'");
        List<DynamicTest> tests = new ArrayList<>();
        // Before the usual one: a second request is not stored, whatever its language.
        for (String locale : List.of("null::text", "''", "'not a language'", LONG_TEXT)) {
            tests.add(dynamicTest("locale = " + locale, () -> {
                Map<String, String> extreme = new LinkedHashMap<>(fine);
                extreme.put("locale", locale);
                assertThatThrownBy(() -> call("request_certificate", extreme))
                        .satisfies(failure -> assertThat(sqlState(failure)).isIn("23514", "23502"));
            }));
        }
        for (String none : List.of("null::uuid", "gen_random_uuid()")) {
            tests.add(dynamicTest("certificate = " + none, () -> {
                Map<String, String> unknown = new LinkedHashMap<>(fine);
                unknown.put("certificate", none);
                assertThatThrownBy(() -> call("request_certificate", unknown))
                        .satisfies(failure -> assertThat(sqlState(failure)).isEqualTo("CC404"));
            }));
        }
        tests.addAll(attempts(
                "request_certificate",
                fine,
                Map.of(
                        "certificate", List.of(),
                        "reason", List.of("null::text", "''", "'A' || chr(1)", "repeat('A', 1001)", LONG_TEXT),
                        "locale", List.of())));
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
                        "request_certificate",
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
                        "mail_passkey_link",
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
                        "open_certificate_copy_kind",
                        "read_document");
    }
}
