package io.compliancecenter.desk.purge;

import static io.compliancecenter.testing.database.Refusals.assertDenied;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.compliancecenter.database.PublisherDatabase;
import io.compliancecenter.database.WorkerDatabase;
import io.compliancecenter.testing.IntegrationTest;
import io.compliancecenter.testing.concurrency.LockWaits;
import io.compliancecenter.testing.concurrency.OwnThread;
import io.compliancecenter.testing.database.OwnerSql;
import io.compliancecenter.testing.fixtures.DeskRoleSql;
import io.compliancecenter.testing.fixtures.Fixtures;
import io.compliancecenter.testing.fixtures.Fixtures.Issued;
import io.compliancecenter.testing.fixtures.Fixtures.User;
import io.compliancecenter.testing.http.Client;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** All ways to a certificate's bytes, or back to them, other than two persons who act one after the other. */
@IntegrationTest
class PurgeRightsIT {

    private static final String FORBIDDEN = "CC403";
    private static final String CHANGED = "CC409";
    private static final String NO_PRIVILEGE = "42501";

    @LocalServerPort
    int port;

    @Autowired
    Fixtures fixtures;

    @Autowired
    OwnerSql owner;

    @Autowired
    DeskRoleSql desk;

    @Autowired
    PublisherDatabase publisher;

    @Autowired
    WorkerDatabase worker;

    @Autowired
    JdbcClient application;

    Issued issued;
    User editor;
    User approver;

    @BeforeEach
    void withdraw() {
        issued = fixtures.certificate();
        fixtures.retire(issued);
        editor = fixtures.deskPerson("EDITOR");
        approver = fixtures.deskPerson("APPROVER");
    }

    @AfterEach
    void retire() {
        fixtures.retire(issued);
    }

    private String call(User person, String function) {
        return String.valueOf(desk.<Object>as(
                person, sql -> sql.sql("select " + filled(function)).query().singleValue()));
    }

    private String filled(String sql) {
        return sql.replace("WITHDRAWN", "'" + issued.certificate() + "'")
                .replace("HASH", "(select sha256 from certificate where id = '" + issued.certificate() + "')");
    }

    private void request() {
        call(editor, "1 from request_purge(WITHDRAWN, 'A mistake')");
    }

    private void purge() {
        request();
        assertThat(call(approver, "confirm_purge(WITHDRAWN, HASH)")).isEqualTo("PURGED");
        assertThat(documents()).isZero();
    }

    /** With the role of the transaction: the application's, if there is none. */
    private int execute(String statement) {
        String filled = filled(statement);
        return filled.startsWith("select")
                ? application.sql(filled).query().listOfRows().size()
                : application.sql(filled).update();
    }

    private long documents() {
        return owner.<Long>work(sql -> sql.sql("select count(*) from certificate_document where certificate_id = ?")
                .params(issued.certificate())
                .query(Long.class)
                .single());
    }

    /** As the owner, for a person or for nobody. */
    private void asOwner(@Nullable User person, String statement) {
        owner.publish(sql -> {
            sql.sql("select set_config('compliance_center.user_id', ?, true)")
                    .params(person == null ? "" : person.id().toString())
                    .query(String.class)
                    .single();
            sql.sql(filled(statement)).update();
        });
    }

    // keep_document, check_purge
    @Test
    void theOwnerDeletesNoBytesInAnyOtherWay() {
        String insert = """
                insert into certificate_purge (certificate_id, sha256, size, reason, requested_by, state, decided_by, decided_at)
                select id, sha256, size, 'Mine', '%s', 'PURGED', '%s', now() from certificate where id = WITHDRAWN
                """.formatted(editor.id(), approver.id());
        assertDenied(
                FORBIDDEN, () -> asOwner(null, "delete from certificate_document where certificate_id = WITHDRAWN"));
        assertDenied(
                FORBIDDEN,
                () -> asOwner(null, "update certificate_document set content = 'x' where certificate_id = WITHDRAWN"));
        assertDenied(FORBIDDEN, () -> asOwner(null, "truncate certificate_document"));
        assertDenied(FORBIDDEN, () -> asOwner(null, insert));
        assertDenied(FORBIDDEN, () -> asOwner(approver, insert));
        // It is a request, whatever the statement says.
        asOwner(editor, insert);
        assertDenied(
                FORBIDDEN, () -> asOwner(editor, "delete from certificate_document where certificate_id = WITHDRAWN"));
        assertThat(documents()).isEqualTo(1);
        String confirm = "update certificate_purge set state = 'PURGED' where certificate_id = WITHDRAWN";
        assertDenied(FORBIDDEN, () -> asOwner(null, confirm));
        assertDenied(FORBIDDEN, () -> asOwner(editor, confirm));
        for (String change :
                List.of("reason = 'Another'", "requested_by = '" + approver.id() + "'", "sha256 = sha256('')")) {
            assertDenied(
                    FORBIDDEN,
                    () -> asOwner(
                            approver,
                            "update certificate_purge set state = 'PURGED', " + change
                                    + " where certificate_id = WITHDRAWN"));
        }
        assertDenied(
                FORBIDDEN, () -> asOwner(approver, "delete from certificate_purge where certificate_id = WITHDRAWN"));
        assertDenied(FORBIDDEN, () -> asOwner(approver, "truncate certificate_purge"));
    }

    // check_purge, confirm_purge: requested_by
    @Test
    void oneWithBothRolesIsNotTwoPersons() {
        User both = fixtures.deskPerson("EDITOR", "APPROVER");
        call(both, "1 from request_purge(WITHDRAWN, 'A mistake')");
        assertThat(call(both, "confirm_purge(WITHDRAWN, HASH)")).isEqualTo("OWN");
        assertDenied(
                FORBIDDEN,
                () -> asOwner(both, "update certificate_purge set state = 'PURGED' where certificate_id = WITHDRAWN"));
        assertThat(documents()).isEqualTo(1);
    }

    // require_desk_role, confirm_purge: the hash
    @Test
    void onlyAnApproverConfirmsAndOnlyTheDocumentThatTheyMean() {
        assertDenied(FORBIDDEN, () -> call(approver, "1 from request_purge(WITHDRAWN, 'A mistake')"));
        assertThat(call(approver, "confirm_purge(WITHDRAWN, HASH)")).isEqualTo("CHANGED");
        assertDenied(FORBIDDEN, () -> call(editor, "1 from request_purge(WITHDRAWN, '')"));
        request();
        assertDenied(CHANGED, this::request);
        assertThat(call(approver, "confirm_purge(WITHDRAWN, sha256(''))")).isEqualTo("CHANGED");
        assertThat(call(approver, "confirm_purge(WITHDRAWN, null)")).isEqualTo("CHANGED");
        for (String role : List.of("EDITOR", "SUPPORT", "AUDITOR")) {
            User other = fixtures.deskPerson(role);
            assertDenied(FORBIDDEN, () -> call(other, "confirm_purge(WITHDRAWN, HASH)"));
            if (!role.equals("EDITOR")) {
                assertDenied(FORBIDDEN, () -> call(other, "1 from decline_purge(WITHDRAWN)"));
            }
        }
        assertDenied(FORBIDDEN, () -> call(fixtures.organization().admin(), "confirm_purge(WITHDRAWN, HASH)"));
        assertThat(documents()).isEqualTo(1);
    }

    // check_purge, confirm_purge: retired_at is null
    @Test
    void whatIsOnOfferIsNotPurged() {
        request();
        fixtures.update("update certificate set retired_at = null where id = ?", issued.certificate());
        assertThat(call(approver, "confirm_purge(WITHDRAWN, HASH)")).isEqualTo("ON_OFFER");
        assertDenied(
                CHANGED,
                () -> asOwner(
                        approver, "update certificate_purge set state = 'PURGED' where certificate_id = WITHDRAWN"));
        assertDenied(CHANGED, this::request);
        assertThat(documents()).isEqualTo(1);
    }

    // is_file_on_offer
    @Test
    void neitherIsWhatIsOnOfferWithoutItsProtection() {
        request();
        asOwner(null, """
                insert into certificate (certification_code, version, issuer, issued_on, file_name, sha256, size, pages, original_sha256)
                select certification_code, 2, issuer, issued_on, file_name, sha256('x'), size, pages, sha256
                  from certificate where id = WITHDRAWN
                """);
        assertThat(call(approver, "confirm_purge(WITHDRAWN, HASH)")).isEqualTo("ON_OFFER");
        assertDenied(
                CHANGED,
                () -> asOwner(
                        approver, "update certificate_purge set state = 'PURGED' where certificate_id = WITHDRAWN"));
        asOwner(null, "update certificate set retired_at = now() where original_sha256 = HASH and retired_at is null");
        assertThat(call(approver, "confirm_purge(WITHDRAWN, HASH)")).isEqualTo("PURGED");
    }

    @Test
    void allThatHaveTheSameBytesLoseThem() {
        Issued twin = fixtures.certificate(issued.bytes());
        request();
        assertThat(call(approver, "confirm_purge(WITHDRAWN, HASH)")).isEqualTo("ON_OFFER");
        fixtures.retire(twin);
        assertThat(call(approver, "confirm_purge(WITHDRAWN, HASH)")).isEqualTo("PURGED");
        assertThat(owner.<Long>work(sql -> sql.sql("select count(*) from certificate_document where sha256 = sha256(?)")
                        .params(issued.bytes())
                        .query(Long.class)
                        .single()))
                .isZero();
    }

    // is_same_file in confirm_purge and keep_document
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void soDoThoseThatHaveTheSameFileInAnotherForm(boolean originalFirst) {
        UUID stored = unprotected("stored once");
        UUID again = unprotected("stored again");
        UUID asked = originalFirst ? issued.certificate() : again;
        List<UUID> others = originalFirst ? List.of(stored, again) : List.of(issued.certificate(), stored);
        call(editor, "1 from request_purge('%s', 'A mistake')".formatted(asked));
        assertThat(call(approver, "confirm_purge(id, sha256) from certificate where id = '%s'".formatted(asked)))
                .isEqualTo("PURGED");
        assertThat(owner.<Long>work(
                        sql -> sql.sql("select count(*) from certificate_document where certificate_id in (?, ?, ?)")
                                .params(issued.certificate(), stored, again)
                                .query(Long.class)
                                .single()))
                .isZero();
        assertThat(owner.<String>work(
                        sql -> sql.sql("""
                                select convert_from(payload, 'UTF8')::json ->> 'sameDocument' from evidence_entry
                                 where kind = 'certificate-purged' and certificate_id = ?
                                """).param(asked).query(String.class).single()))
                .contains(others.get(0).toString(), others.get(1).toString())
                .doesNotContain(asked.toString());
        for (UUID other : others) {
            assertDenied(CHANGED, () -> call(editor, "1 from request_purge('%s', 'A mistake')".formatted(other)));
            assertDenied(
                    CHANGED,
                    () -> asOwner(
                            null,
                            "insert into certificate_document (certificate_id, content) values ('%s', 'x')"
                                    .formatted(other)));
            assertThat(new Client(port)
                            .signIn(editor.email(), Fixtures.PASSWORD)
                            .get("/desk/withdrawn/" + other)
                            .html()
                            .select(".page-head .badge")
                            .text())
                    .isEqualTo("File purged");
        }
    }

    /** Withdrawn, and made from the withdrawn certificate's file by removing its protection. */
    private UUID unprotected(String content) {
        asOwner(null, """
                with added as (
                    insert into certificate (certification_code, version, issuer, issued_on, file_name, sha256, size, pages,
                                             original_sha256, retired_at)
                    select certification_code, (select max(v.version) + 1 from certificate v
                                                 where v.certification_code = c.certification_code),
                           issuer, issued_on, file_name, sha256('%1$s'), length('%1$s'), pages, sha256, now()
                      from certificate c where id = WITHDRAWN
                    returning id)
                insert into certificate_document (certificate_id, content) select id, '%1$s' from added
                """.formatted(content + issued.certificate()));
        return owner.<UUID>work(
                sql -> sql.sql("select id from certificate where sha256 = sha256(convert_to(?, 'UTF8'))")
                        .param(content + issued.certificate())
                        .query(UUID.class)
                        .single());
    }

    // confirm_purge: "for update" before the first entry
    @Test
    void aPurgeLocksAllDraftsBeforeTheEndOfTheChain() throws Exception {
        List<String> drafts =
                Stream.of(draftWithTheFile(), draftWithTheFile()).sorted().toList();
        for (String draft : drafts) {
            assertThat(call(editor, "submit_draft('%s', 2)".formatted(draft))).isEqualTo("SUBMITTED");
        }
        request();
        AtomicReference<CompletableFuture<String>> purging = new AtomicReference<>();
        owner.<Boolean>work(sql -> {
            // As whoever discards a draft
            sql.sql("select from draft where id = cast(? as uuid) for update")
                    .param(drafts.get(1))
                    .query()
                    .listOfRows();
            purging.set(OwnThread.supply(() -> call(approver, "confirm_purge(WITHDRAWN, HASH)")));
            LockWaits.awaitAnother(sql);
            sql.sql("select lock_chain(vendor_chain())").query().listOfRows();
            return true;
        });
        assertThat(purging.get().get(30, TimeUnit.SECONDS)).isEqualTo("PURGED");
        fixtures.update("update certification set managed_by = 'FOLDER' where code = ?", issued.certification());
    }

    // certificate_stays_purged, certificate_document_stays_purged
    @Test
    void theBytesDoNotComeBackInAnyWay() {
        purge();
        String again = """
                insert into certificate (certification_code, version, issuer, issued_on, file_name, sha256, size, pages)
                select certification_code, 2, issuer, issued_on, file_name, sha256, size, pages
                  from certificate where id = WITHDRAWN
                """;
        String unprotected = again.replace(", pages)", ", pages, original_sha256)")
                .replace("file_name, sha256, size, pages\n", "file_name, sha256('x'), size, pages, sha256\n");
        String document =
                "insert into certificate_document (certificate_id, content) values (WITHDRAWN, decode('%s', 'hex'))"
                        .formatted(HexFormat.of().formatHex(issued.bytes()));
        String back = "update certificate set retired_at = null where id = WITHDRAWN";
        for (String statement : List.of(again, unprotected, document, back)) {
            assertDenied(CHANGED, () -> asOwner(null, statement));
        }
        for (String statement : List.of(again, document, back)) {
            assertDenied(CHANGED, () -> publisher.publish(() -> execute(statement)));
        }
        assertDenied(CHANGED, this::request);
    }

    // refuse_purged_draft_document: lock_publication_shared
    @Test
    void anUploadAtTheSameTimeWaitsAndIsRefused() throws Exception {
        fixtures.update("update certification set managed_by = 'DESK' where code = ?", issued.certification());
        String draft = call(editor, "create_draft('A draft')");
        call(
                editor,
                "1 from put_draft_change('%s', 1, 'CERTIFICATE', 'a', jsonb_build_object('certification', '%s'))"
                        .formatted(draft, issued.certification()));
        fixtures.update("update certification set managed_by = 'FOLDER' where code = ?", issued.certification());
        request();
        String upload = upload(draft);
        ExecutorService executor = Executors.newSingleThreadExecutor();
        try {
            AtomicReference<Future<String>> uploading = new AtomicReference<>();
            owner.publish(sql -> {
                sql.sql("select set_config('compliance_center.user_id', ?, true)")
                        .params(approver.id().toString())
                        .query(String.class)
                        .single();
                assertThat(sql.sql("select " + filled("confirm_purge(WITHDRAWN, HASH)"))
                                .query(String.class)
                                .single())
                        .isEqualTo("PURGED");
                uploading.set(executor.submit(() -> call(editor, upload)));
                awaitWaitingForPublication(sql);
            });
            assertThatThrownBy(() -> uploading.get().get()).hasStackTraceContaining("this document was purged");
        } finally {
            executor.shutdown();
        }
        assertThat(owner.<Long>work(
                        sql -> sql.sql("select count(*) from draft_document where draft_id = cast(? as uuid)")
                                .params(draft)
                                .query(Long.class)
                                .single()))
                .isZero();
    }

    /** A draft with the withdrawn certificate's file, of a certification that the desk manages. */
    private String draftWithTheFile() {
        fixtures.update(
                "update certification set managed_by = 'DESK', retired_at = null where code = ?",
                issued.certification());
        String draft = call(editor, "create_draft('A draft')");
        call(
                editor,
                "1 from put_draft_change('%s', 1, 'CERTIFICATE', 'a', jsonb_build_object('certification', '%s', 'issuer', 'I',"
                                .formatted(draft, issued.certification())
                        + " 'issuedOn', '2026-01-01', 'fileName', 'a.pdf'))");
        call(editor, upload(draft));
        return draft;
    }

    private String upload(String draft) {
        return "1 from put_draft_document('%s', 'a', decode('%s', 'hex'), 1, 'STAMPED', null)"
                .formatted(draft, HexFormat.of().formatHex(issued.bytes()));
    }

    // approve_draft, put_draft_document: lock_publication before the draft's row
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whoeverWaitsForAPurgeDoesNotStopIt(boolean approves) throws Exception {
        String draft = draftWithTheFile();
        if (approves) {
            assertThat(call(editor, "submit_draft('%s', 2)".formatted(draft))).isEqualTo("SUBMITTED");
        }
        String other = approves
                ? "approve_draft(id, sha256, null) from draft where id = '%s'".formatted(draft)
                : upload(draft);
        request();
        AtomicReference<CompletableFuture<String>> waiting = new AtomicReference<>();
        owner.publish(sql -> {
            sql.sql("select set_config('compliance_center.user_id', ?, true)")
                    .params(approver.id().toString())
                    .query(String.class)
                    .single();
            waiting.set(OwnThread.supply(() -> call(approves ? approver : editor, other)));
            awaitWaitingForPublication(sql);
            assertThat(sql.sql("select " + filled("confirm_purge(WITHDRAWN, HASH)"))
                            .query(String.class)
                            .single())
                    .isEqualTo("PURGED");
        });
        if (approves) {
            assertThat(waiting.get().get(30, TimeUnit.SECONDS)).isEqualTo("CHANGED");
        } else {
            assertThatThrownBy(() -> waiting.get().get(30, TimeUnit.SECONDS)).hasStackTraceContaining("no such change");
        }
        assertThat(documents()).isZero();
        fixtures.update("update certification set managed_by = 'FOLDER' where code = ?", issued.certification());
    }

    private static void awaitWaitingForPublication(JdbcClient sql) {
        long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (!sql.sql("select exists (select from pg_locks where locktype = 'advisory' and not granted)")
                .query(Boolean.class)
                .single()) {
            assertThat(System.nanoTime()).as("nobody waits").isLessThan(end);
            Thread.onSpinWait();
        }
    }

    @Test
    void noOtherRoleTouchesPurges() {
        for (String statement : List.of(
                "delete from certificate_document",
                "insert into certificate_purge (certificate_id) values (WITHDRAWN)",
                "update certificate_purge set state = 'PURGED'",
                "delete from certificate_purge",
                "truncate certificate_purge",
                "select confirm_purge(WITHDRAWN, sha256(''))",
                "select request_purge(WITHDRAWN, 'x')",
                "select decline_purge(WITHDRAWN)")) {
            assertDenied(NO_PRIVILEGE, () -> publisher.publish(() -> execute(statement)));
            assertDenied(NO_PRIVILEGE, () -> worker.work(() -> execute(statement)));
            assertDenied(NO_PRIVILEGE, () -> execute(statement));
            if (!statement.startsWith("select")) {
                assertDenied(
                        NO_PRIVILEGE,
                        () -> desk.as(
                                approver, sql -> sql.sql(filled(statement)).update()));
            }
        }
        assertDenied(
                NO_PRIVILEGE,
                () -> application
                        .sql("select reason from certificate_purge")
                        .query()
                        .listOfRows());
    }
}
