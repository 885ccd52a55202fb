package io.compliancecenter.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.zaxxer.hikari.HikariDataSource;
import io.compliancecenter.testing.IntegrationTest;
import io.compliancecenter.testing.database.OwnerSql;
import io.compliancecenter.testing.fixtures.Actor;
import io.compliancecenter.testing.fixtures.Actors;
import io.compliancecenter.testing.fixtures.Fixtures;
import io.compliancecenter.testing.fixtures.Fixtures.Issued;
import io.compliancecenter.testing.fixtures.Fixtures.Tenant;
import io.compliancecenter.testing.fixtures.Fixtures.User;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.assertj.core.api.SoftAssertions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What the desk's database role can do by itself, without the application's checks: as if its connection had been stolen. */
@IntegrationTest
class DeskRightsIT {

    private static final String FORBIDDEN = "CC403";
    private static final String CHANGED = "CC409";
    private static final String NO_PRIVILEGE = "42501";

    @Autowired
    @Qualifier("deskDataSource")
    HikariDataSource desk;

    @Autowired
    JdbcClient application;

    @Autowired
    OwnerSql owner;

    @Autowired
    Fixtures fixtures;

    @Autowired
    Actors actors;

    User editor;
    User approver;
    String code;

    @BeforeEach
    void employ() {
        editor = fixtures.deskPerson("EDITOR");
        approver = fixtures.deskPerson("APPROVER");
        code = fixtures.deskCertification();
    }

    /** In a transaction of the desk's role, bound to a user. */
    private <T extends @Nullable Object> T as(@Nullable User user, Function<JdbcClient, T> work) {
        return new TransactionTemplate(new JdbcTransactionManager(desk)).execute(status -> {
            JdbcClient client = JdbcClient.create(desk);
            client.sql("select set_config('compliance_center.user_id', :user, true)")
                    .param("user", user == null ? "" : user.id().toString())
                    .query(String.class)
                    .single();
            return work.apply(client);
        });
    }

    private String call(@Nullable User user, String sql, Object... parameters) {
        return as(
                user,
                client -> String.valueOf(
                        client.sql("select " + sql).params(parameters).query().singleValue()));
    }

    private void assertRefused(String state, Runnable call) {
        assertThatExceptionOfType(DataAccessException.class)
                .isThrownBy(call::run)
                .satisfies(refusal -> assertThat(
                                ((SQLException) NestedExceptionUtils.getMostSpecificCause(refusal)).getSQLState())
                        .isEqualTo(state));
    }

    /** A draft with one change, which was submitted. */
    private UUID submitted() {
        UUID draft = UUID.fromString(call(editor, "create_draft('A draft')"));
        put(draft, 1, "Renamed " + draft);
        assertThat(call(editor, "submit_draft(?, 2)", draft)).isEqualTo("SUBMITTED");
        return draft;
    }

    private void put(UUID draft, int seen, String name) {
        call(
                editor,
                "1 from put_draft_change(?, ?, 'CERTIFICATION', ?, jsonb_build_object('name', cast(? as text), 'status', 'CERTIFIED',"
                        + " 'summary', 'S', 'assures', 'A', 'audits', jsonb_build_array()))",
                draft,
                seen,
                code,
                name);
    }

    private byte[] hash(UUID draft) {
        return as(
                approver,
                client -> client.sql("select sha256 from draft where id = ?")
                        .param(draft)
                        .query(byte[].class)
                        .single());
    }

    // V19__desk.sql: no grants but "select"
    @Test
    void itWritesNoTable() {
        List<String> writable =
                as(editor, client -> client.sql("""
                                select c.relname from pg_class c
                                 where c.relnamespace = 'compliance_center'::regnamespace and c.relkind in ('r', 'p')
                                   and (has_any_column_privilege(c.oid, 'INSERT, UPDATE') or has_table_privilege(c.oid, 'DELETE, TRUNCATE'))
                                """).query(String.class).list());
        assertThat(writable).isEmpty();
    }

    // V19__desk.sql: certificate_document, draft_document.content, password_hash, spring_session_attributes
    @Test
    void itReadsNoDocumentNoPasswordAndNoSession() {
        for (String query : List.of(
                "content from certificate_document limit 1",
                "content from draft_document limit 1",
                "password_hash from user_account limit 1",
                "attribute_bytes from spring_session_attributes limit 1")) {
            assertRefused(NO_PRIVILEGE, () -> call(editor, query));
        }
    }

    // works_at_desk
    @Test
    void itSeesNothingForSomebodyWhoDoesNotWorkThere() {
        submitted();
        User customer = fixtures.organization().admin();
        for (String table : List.of("draft", "draft_change", "user_account", "organization", "member", "acceptance")) {
            assertThat(call(customer, "count(*) from " + table)).as(table).isEqualTo("0");
            assertThat(call(null, "count(*) from " + table)).as(table).isEqualTo("0");
            if (table.startsWith("draft")) {
                assertThat(call(editor, "count(*) from " + table)).as(table).isNotEqualTo("0");
            }
        }
    }

    // V36__rights_and_indexes.sql: "to ${application_role}"
    @Test
    void itSeesNothingOfAnOrganizationForSomebodyWhoDoesNotWorkThere() {
        Tenant tenant = fixtures.organization();
        Issued issued = fixtures.certificate();
        Actor admin = actors.adminOf(tenant);
        admin.invite("colleague@" + tenant.slug() + ".example");
        admin.permit(issued, "1 minute");
        Issued onRequest = fixtures.certificate();
        fixtures.restrict(onRequest.certificate(), "ON_REQUEST");
        admin.inTransaction(sql -> sql.sql("select request_certificate(?, 'For an audit', 'en')")
                .param(onRequest.certificate())
                .query(String.class)
                .single());
        fixtures.retire(issued);
        fixtures.retire(onRequest);
        for (String table : List.of(
                "organization",
                "member",
                "user_account",
                "acceptance",
                "download_permit",
                "evidence_entry",
                "invitation",
                "certificate_request")) {
            // Columns that both roles may read
            String query = "count(" + (table.equals("evidence_entry") ? "chain_id" : "id") + ") from " + table;
            query = table.equals("member") ? query.replace("(id)", "(user_id)") : query;
            assertThat(countIn(tenant, query))
                    .as("of %s for the application", table)
                    .isPositive();
            for (User user : Arrays.asList(null, tenant.admin())) {
                assertThat(bound(tenant, user, query)).as(table).isEqualTo("0");
            }
        }
    }

    private long countIn(Tenant tenant, String query) {
        return actors.adminOf(tenant)
                .inTransaction(
                        sql -> sql.sql("select " + query).query(Long.class).single());
    }

    /** The value of a query of the desk's role with an Organization bound. */
    private String bound(Tenant tenant, @Nullable User user, String query) {
        return as(user, client -> {
            client.sql("select set_config('compliance_center.organization_id', ?, true)")
                    .param(tenant.id().toString())
                    .query(String.class)
                    .single();
            return String.valueOf(client.sql("select " + query).query().singleValue());
        });
    }

    // require_desk_role
    @Test
    void onlyTheRolesThatAFunctionNamesMayCallIt() {
        UUID draft = submitted();
        assertRefused(FORBIDDEN, () -> call(approver, "create_draft('Mine')"));
        assertRefused(FORBIDDEN, () -> call(null, "create_draft('Mine')"));
        assertRefused(FORBIDDEN, () -> call(approver, "1 from discard_draft(?, 3)", draft));
        assertRefused(FORBIDDEN, () -> call(approver, "1 from change_manager('CERTIFICATION', ?, 'FOLDER')", code));
        assertRefused(FORBIDDEN, () -> call(editor, "approve_draft(?, ?, null)", draft, hash(draft)));
        assertRefused(FORBIDDEN, () -> call(fixtures.deskPerson("SUPPORT"), "1 from return_draft(?, 3, null)", draft));
        assertRefused(
                FORBIDDEN, () -> call(fixtures.deskPerson("AUDITOR"), "read_draft_document(?, 'x', 1, 1)", draft));
    }

    // approve_draft: 'OWN'
    @Test
    void nobodyApprovesWhatTheyHaveChanged() {
        User both = fixtures.deskPerson("EDITOR", "APPROVER");
        UUID draft = UUID.fromString(call(editor, "create_draft('A draft')"));
        put(draft, 1, "Renamed");
        call(both, "1 from remove_draft_change(?, 2, 'CERTIFICATION', 'none')", draft);
        assertThat(call(editor, "submit_draft(?, 3)", draft)).isEqualTo("SUBMITTED");
        assertThat(call(both, "approve_draft(?, ?, null)", draft, hash(draft))).isEqualTo("OWN");
        assertThat(call(approver, "approve_draft(?, ?, null)", draft, hash(draft)))
                .isEqualTo("PUBLISHED");
    }

    // approve_draft: 'CHANGED'
    @Test
    void whatIsApprovedIsWhatWasSeen() {
        UUID draft = submitted();
        byte[] seen = hash(draft);
        call(editor, "1 from return_draft(?, 3, null)", draft);
        put(draft, 4, "Another name");
        assertThat(call(editor, "submit_draft(?, 5)", draft)).isEqualTo("SUBMITTED");
        assertThat(call(approver, "approve_draft(?, ?, null)", draft, seen)).isEqualTo("CHANGED");
    }

    // publish_draft: the state, the hash, and the approver's role
    @Test
    void nothingIsPublishedWithoutApproval() {
        UUID draft = submitted();
        assertRefused(CHANGED, () -> call(editor, "publish_draft(?)", draft));
        byte[] seen = hash(draft);
        assertThat(call(approver, "approve_draft(?, ?, clock_timestamp() + interval '1 hour')", draft, seen))
                .isEqualTo("APPROVED");
        assertRefused(CHANGED, () -> call(editor, "publish_draft(?)", draft));
        fixtures.update("update draft set publish_at = clock_timestamp() - interval '1 minute' where id = ?", draft);
        fixtures.update("update desk_member set retired_at = now() where user_id = ?", approver.id());
        assertThat(call(null, "publish_draft(?)", draft)).isEqualTo("WITHDRAWN");
        assertRefused(CHANGED, () -> call(null, "publish_draft(?)", draft));
        fixtures.update("update desk_member set retired_at = null where user_id = ?", approver.id());
        assertThat(call(approver, "approve_draft(?, ?, clock_timestamp() + interval '1 hour')", draft, seen))
                .isEqualTo("APPROVED");
        fixtures.update("update draft set publish_at = clock_timestamp() - interval '1 minute' where id = ?", draft);
        fixtures.update(
                "update draft_change set content = content || '{\"name\": \"Forged\"}' where draft_id = ?", draft);
        assertRefused(CHANGED, () -> call(null, "publish_draft(?)", draft));
    }

    // lock_draft: "revision <> seen"
    @Test
    void aDraftThatSomebodyElseChangedIsNotOverwritten() {
        UUID draft = UUID.fromString(call(editor, "create_draft('A draft')"));
        put(draft, 1, "First");
        assertRefused(CHANGED, () -> put(draft, 1, "Second"));
    }

    // is_draft_current
    @Test
    void whatWasPublishedInTheMeantimeIsNotOverwritten() {
        UUID first = submitted();
        UUID second = submitted();
        assertThat(call(approver, "approve_draft(?, ?, null)", first, hash(first)))
                .isEqualTo("PUBLISHED");
        assertThat(call(approver, "approve_draft(?, ?, null)", second, hash(second)))
                .isEqualTo("OUTDATED");
    }

    // keep_to_manager
    @Test
    void eachItemIsChangedWhereItIsManagedOnly() {
        UUID draft = submitted();
        call(editor, "1 from change_manager('CERTIFICATION', ?, 'FOLDER')", code);
        assertThat(call(approver, "approve_draft(?, ?, null)", draft, hash(draft)))
                .isEqualTo("MOVED");
        call(editor, "1 from change_manager('CERTIFICATION', ?, 'DESK')", code);
        assertRefused(
                CHANGED, () -> fixtures.update("update certification set name = 'By the folder' where code = ?", code));
    }

    // R__88_desk_drafts.sql: "revoke all … from public"
    @Test
    void theCustomersRoleCallsNothingOfTheDesk() {
        List<String> functions =
                owner.work(sql -> sql.sql("""
                        select oid::regprocedure::text from pg_proc
                         where pronamespace = 'compliance_center'::regnamespace and prosecdef and provolatile = 'v'
                           and has_function_privilege('compliance_center_desk', oid, 'EXECUTE')
                        """).query(String.class).list());
        assertThat(functions).hasSizeGreaterThan(8);
        for (String function : functions) {
            assertThat(application
                            .sql("select has_function_privilege(cast(:function as regprocedure), 'EXECUTE')")
                            .param("function", "compliance_center." + function)
                            .query(Boolean.class)
                            .single())
                    .as(function)
                    .isFalse();
        }
        for (String table : List.of("draft", "draft_change", "draft_document", "desk_member")) {
            assertThat(application
                            .sql("select has_table_privilege(cast(:table as regclass), 'SELECT')")
                            .param("table", "compliance_center." + table)
                            .query(Boolean.class)
                            .single())
                    .as(table)
                    .isFalse();
        }
    }

    /** Questions that are recorded, which auditors may ask. */
    private static final Set<String> AUDITORS_ASK = Set.of("trace_copies");

    /** Functions that ask for no role, since it was asked for when the draft was approved. */
    private static final Set<String> OF_APPROVED_DRAFTS = Set.of("publish_draft");

    /** Whatever a function is given, it looks first who calls. "require_desk_role" of each. */
    @Test
    void everyFunctionThatWritesLooksFirstWhoCalls() {
        List<Map<String, Object>> functions =
                owner.work(sql -> sql.sql("""
                        select p.proname::text as name,
                               'compliance_center.' || quote_ident(p.proname) || '(' ||
                               coalesce((select string_agg('null::' || format_type(argument, null), ', ' order by place)
                                           from unnest(p.proargtypes) with ordinality as a (argument, place)), '') || ')' as call
                          from pg_proc p
                         where p.pronamespace = 'compliance_center'::regnamespace and p.prosecdef and p.provolatile = 'v'
                           and p.prorettype <> 'trigger'::regtype
                           and has_function_privilege('compliance_center_desk', p.oid, 'EXECUTE')
                        """).query().listOfRows());
        User auditor = fixtures.deskPerson("AUDITOR");
        User customer = fixtures.organization().admin();
        assertThat(functions).hasSizeGreaterThan(15);
        SoftAssertions refusals = new SoftAssertions();
        for (Map<String, Object> function : functions) {
            String name = (String) function.get("name");
            if (OF_APPROVED_DRAFTS.contains(name)) {
                continue;
            }
            for (User other : Arrays.asList(customer, auditor, null)) {
                if (other == auditor && AUDITORS_ASK.contains(name)) {
                    continue;
                }
                refusals.assertThat(stateOf(() -> call(other, "1 from " + function.get("call"))))
                        .as("%s by %s", name, other == null ? "nobody" : other.name())
                        .isEqualTo(FORBIDDEN);
            }
        }
        refusals.assertAll();
    }

    private static @Nullable String stateOf(Runnable call) {
        try {
            call.run();
            return null;
        } catch (DataAccessException refusal) {
            return ((SQLException) NestedExceptionUtils.getMostSpecificCause(refusal)).getSQLState();
        }
    }

    // approve_draft, lock_draft: "is distinct from"
    @Test
    void whatIsNotNamedIsNotWhatWasSeen() {
        UUID draft = submitted();
        assertThat(call(approver, "approve_draft(?, null, null)", draft)).isEqualTo("CHANGED");
        assertRefused(CHANGED, () -> call(editor, "1 from return_draft(?, null, null)", draft));
    }

    // approve_draft: CC499
    @Test
    void anApprovalThatPublishesNothingIsNone() {
        UUID first = submitted();
        UUID draft = submitted();
        byte[] seen = hash(draft);
        // Something is published between the approver's look and the publication.
        fixtures.update("""
                create or replace function is_draft_current(draft_id uuid) returns boolean language plpgsql volatile as $$
                declare
                    asked integer := coalesce(nullif(current_setting('test.asked', true), ''), '0')::integer;
                begin
                    perform set_config('test.asked', (asked + 1)::text, true);
                    return asked = 0;
                end
                $$
                """);
        try {
            assertThat(call(approver, "approve_draft(?, ?, null)", draft, seen)).isEqualTo("OUTDATED");
        } finally {
            restoreIsDraftCurrent();
        }
        assertThat(call(editor, "state from draft where id = ?", draft)).isEqualTo("IN_REVIEW");
        assertThat(call(approver, "approve_draft(?, ?, null)", first, hash(first)))
                .isEqualTo("PUBLISHED");
    }

    private void restoreIsDraftCurrent() {
        fixtures.update("""
                create or replace function is_draft_current(draft_id uuid) returns boolean
                    language sql stable
                begin atomic
                    select not exists (select from draft_change c
                                        where c.draft_id = is_draft_current.draft_id
                                          and c.replaces is distinct from published_item(c.kind, c.key, c.content));
                end
                """);
    }
}
