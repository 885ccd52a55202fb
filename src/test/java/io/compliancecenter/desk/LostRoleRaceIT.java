package io.compliancecenter.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.compliancecenter.testing.IntegrationTest;
import io.compliancecenter.testing.concurrency.LockWaits;
import io.compliancecenter.testing.concurrency.OwnThread;
import io.compliancecenter.testing.database.OwnerSql;
import io.compliancecenter.testing.fixtures.DeskDrafts;
import io.compliancecenter.testing.fixtures.DeskRoleSql;
import io.compliancecenter.testing.fixtures.Fixtures;
import io.compliancecenter.testing.fixtures.Fixtures.Tenant;
import io.compliancecenter.testing.fixtures.Fixtures.User;
import io.compliancecenter.testing.fixtures.PaperAgreements;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.assertj.core.api.SoftAssertions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Somebody at the desk loses their roles while what they do waits for a lock. */
@IntegrationTest
class LostRoleRaceIT {

    private static final String FORBIDDEN = "CC403";
    private static final String[] ROLES = {"EDITOR", "APPROVER", "SUPPORT", "AUDITOR"};

    @Autowired
    Fixtures fixtures;

    @Autowired
    OwnerSql owner;

    @Autowired
    DeskRoleSql desk;

    DeskDrafts drafts;
    User person;

    @BeforeEach
    void employ() {
        drafts = new DeskDrafts(desk);
        person = fixtures.deskPerson(ROLES);
    }

    /** The state with which the database refuses it; null if it does not. */
    private @Nullable String refusal(String call) {
        try {
            drafts.call(person, call);
            return null;
        } catch (DataAccessException refused) {
            return ((SQLException) NestedExceptionUtils.getMostSpecificCause(refused)).getSQLState();
        }
    }

    /** Takes the person's roles away while a call waits for the same transaction. */
    private @Nullable String refusalWithoutRoles(@Nullable String lock, String call) {
        AtomicReference<CompletableFuture<@Nullable String>> waiting = new AtomicReference<>();
        owner.publish(sql -> {
            if (lock != null) {
                sql.sql(lock).query().listOfRows();
            }
            takeRoles(sql);
            waiting.set(OwnThread.supply(() -> refusal(call)));
            LockWaits.awaitAnother(sql);
        });
        return waiting.get().join();
    }

    private void takeRoles(JdbcClient sql) {
        sql.sql("update desk_member set retired_at = now() where user_id = ?")
                .param(person.id())
                .update();
    }

    private void giveRoles() {
        fixtures.update("update desk_member set retired_at = null where user_id = ?", person.id());
    }

    // lock_publication_as: the second require_desk_role
    @Test
    void whateverWaitsForThePublicationLockAsksForTheRoleAfterIt() {
        List<Map<String, Object>> functions =
                owner.work(sql -> sql.sql("""
                        select p.proname::text as name,
                               'compliance_center.' || quote_ident(p.proname) || '(' ||
                               coalesce((select string_agg('null::' || format_type(argument, null), ', ' order by place)
                                           from unnest(p.proargtypes) with ordinality as a (argument, place)), '') || ')' as call
                          from pg_proc p
                         where p.pronamespace = 'compliance_center'::regnamespace and p.prosecdef and p.provolatile = 'v'
                           and p.prorettype <> 'trigger'::regtype and p.proname <> 'publish_draft'
                           and has_function_privilege('compliance_center_desk', p.oid, 'EXECUTE')
                         order by 1
                        """).query().listOfRows());
        List<String> waited = new ArrayList<>();
        SoftAssertions refusals = new SoftAssertions();
        for (Map<String, Object> function : functions) {
            AtomicReference<CompletableFuture<@Nullable String>> call = new AtomicReference<>();
            owner.publish(sql -> {
                takeRoles(sql);
                call.set(OwnThread.supply(() -> refusal("1 from " + function.get("call"))));
                await().pollInSameThread().until(() -> call.get().isDone() || waits(sql));
                if (!call.get().isDone()) {
                    waited.add(String.valueOf(function.get("name")));
                }
            });
            refusals.assertThat(call.get().join())
                    .as("%s", function.get("name"))
                    .satisfies(state -> {
                        if (waited.contains(String.valueOf(function.get("name")))) {
                            assertThat(state).isEqualTo(FORBIDDEN);
                        }
                    });
            giveRoles();
        }
        refusals.assertAll();
        assertThat(waited)
                .contains("grant_request", "approve_agreement", "approve_draft", "erase_account", "change_manager")
                .hasSizeGreaterThan(25);
    }

    private static boolean waits(JdbcClient sql) {
        return sql.sql("select exists (select from pg_locks l where pg_backend_pid() = any (pg_blocking_pids(l.pid)))")
                .query(Boolean.class)
                .single();
    }

    // lock_draft: the second require_desk_role, and that in approve_draft
    @Test
    void soDoesWhateverWaitsForADraft() {
        UUID open = drafts.draft(person);
        UUID submitted = drafts.draft(person);
        String code = fixtures.deskCertification();
        drafts.change(person, submitted, "CERTIFICATION", code, """
                {"name": "N", "status": "CERTIFIED", "summary": "S", "assures": "A", "audits": []}
                """);
        assertThat(drafts.submit(person, submitted)).isEqualTo("SUBMITTED");
        User author = person;
        person = fixtures.deskPerson(ROLES);
        for (String call : List.of(
                "submit_draft('OPEN', 1)",
                "1 from discard_draft('OPEN', 1)",
                "1 from remove_draft_change('OPEN', 1, 'CERTIFICATION', 'none')",
                "1 from return_draft('SUBMITTED', 3, null)",
                "approve_draft(id, sha256, clock_timestamp() + interval '1 day') from draft where id = 'SUBMITTED'")) {
            String filled = call.replace("OPEN", open.toString()).replace("SUBMITTED", submitted.toString());
            assertThat(refusalWithoutRoles(
                            "select from draft where id in ('%s', '%s') for update".formatted(open, submitted), filled))
                    .as(call)
                    .isEqualTo(FORBIDDEN);
            giveRoles();
        }
        drafts.call(author, "1 from return_draft(?, 3, null)", submitted);
    }

    // lock_agreement: the second require_desk_role, and that in put_agreement_paper
    @Test
    void soDoesWhateverWaitsForAnAgreement() {
        Tenant tenant = fixtures.organization();
        PaperAgreements agreements = new PaperAgreements(desk, person, fixtures.deskPerson("APPROVER"));
        UUID open = agreements.open(tenant, "-1 day", null);
        UUID submitted = agreements.submitted(tenant, "-1 day", null);
        for (String call : List.of(
                "submit_agreement('OPEN', 1)",
                "1 from discard_agreement('OPEN', 1)",
                "save_agreement('OPEN', 1, '" + tenant.id() + "', 'V', 'C', '2026-01-01', '2026-01-01', null)",
                "1 from put_agreement_paper('OPEN', 'x')",
                "1 from return_agreement('SUBMITTED', 2, null)")) {
            String filled = call.replace("OPEN", open.toString()).replace("SUBMITTED", submitted.toString());
            assertThat(refusalWithoutRoles(
                            "select from signed_agreement where id in ('%s', '%s') for update"
                                    .formatted(open, submitted),
                            filled))
                    .as(call)
                    .isEqualTo(FORBIDDEN);
            giveRoles();
        }
    }

    // apply_import: the second require_desk_role
    @Test
    void soDoesAnImport() {
        String slug = "i" + UUID.randomUUID().toString().substring(0, 12);
        String id = drafts.call(
                person,
                "stage_import('a.csv', sha256(''), cast(? as jsonb), '[]')",
                "[{\"line\": 2, \"organization\": \"%s\", \"organization_name\": \"A\"}]".formatted(slug));
        String plan = drafts.call(person, "preview_import(cast(? as uuid)) ->> 'plan'", id);
        assertThat(refusalWithoutRoles(
                        null, "apply_import('%s', decode('%s', 'hex'), false, 'en')".formatted(id, plan)))
                .isEqualTo(FORBIDDEN);
        assertThat(owner.<Long>work(sql -> sql.sql("select count(*) from organization where slug = ?")
                        .param(slug)
                        .query(Long.class)
                        .single()))
                .isZero();
    }

    // put_draft_document: the second require_desk_role
    @Test
    void soDoesAnUpload() {
        UUID draft = drafts.draft(person);
        UUID certificate = UUID.randomUUID();
        drafts.change(
                person,
                draft,
                "CERTIFICATE",
                certificate.toString(),
                "{\"certification\": \"" + fixtures.deskCertification() + "\"}");
        assertThat(refusalWithoutRoles(
                        null,
                        "1 from put_draft_document('%s', '%s', 'x', 1, 'STAMPED', null)".formatted(draft, certificate)))
                .isEqualTo(FORBIDDEN);
    }
}
