package io.compliancecenter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.compliancecenter.embeddedpostgres.core.EmbeddedPostgres;
import io.compliancecenter.embeddedpostgres.core.UnpackedPrograms;
import io.compliancecenter.evidence.timestamp.TrustedAuthorities;
import io.compliancecenter.evidence.verification.DatabaseVerification;
import io.compliancecenter.support.Sha256;
import io.compliancecenter.testing.application.ApplicationProcess;
import io.compliancecenter.testing.application.Instance;
import io.compliancecenter.testing.concurrency.OwnThread;
import io.compliancecenter.testing.http.Client;
import io.compliancecenter.testing.http.Client.Answer;
import io.compliancecenter.testing.http.ConcurrentAgreements;
import io.compliancecenter.testing.pdf.Pdfs;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.FormElement;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.util.StringUtils;

/**
 * The whole application is killed, again and again on one directory. Each test takes the application that runs, starts it
 * if the one before left it dead, and needs nothing else of the tests before.
 */
@Timeout(600)
@TestMethodOrder(OrderAnnotation.class)
class CrashIT {

    private static final String CERTIFICATIONS = "/organizations/acme/certifications";

    /** Each of the browsers of a {@link ConcurrentAgreements} about twice; every permit is used afterwards. */
    private static final int TWICE_EACH = 16;

    /** Whether the entities fit the tables is no matter of a crash. */
    private static final String[] UNCHECKED = Instance.unchecked().entrySet().stream()
            .map(setting -> "-D" + setting.getKey() + "=" + setting.getValue())
            .toArray(String[]::new);

    private static final Map<String, String> TEXT_OF_DEMO = new HashMap<>();

    @TempDir
    static Path directory;

    static ApplicationProcess application;
    static Client admin;

    FormElement terms;
    Client approver;
    String draft;

    /**
     * The first start is killed while it migrates; and while it publishes. EmbeddedPostgresCrashIT has those that are killed while they
     * unpack and initialise.
     */
    @BeforeAll
    static void startForTheFirstTime() throws Exception {
        UnpackedPrograms.linkInto(directory.resolve("postgresql"));
        kill("to version \"3 - ");
        kill("Successfully applied");
        application = start();
        admin = new Client(application.port()).signIn("admin@acme.example", "compliance-demo");
    }

    private static void kill(String moment) throws Exception {
        ApplicationProcess unlucky = ApplicationProcess.launch(directory, UNCHECKED);
        unlucky.awaitLog(moment);
        unlucky.kill();
    }

    @AfterAll
    static void stop() throws Exception {
        application.close();
    }

    @BeforeEach
    void openTheTerms() throws Exception {
        if (!application.isAlive()) {
            startAgain();
        }
        Element download = admin.get(CERTIFICATIONS).form("/downloads");
        Answer leadsToTerms = admin.submit((FormElement) download, Map.of());
        terms = admin.get(leadsToTerms.location()).form("/acceptances");
    }

    @Test
    // Before the application is started once more.
    @Order(1)
    void aKilledFirstStartIsCompletedByTheNext() throws Exception {
        assertThat(admin.get(CERTIFICATIONS)
                        .html()
                        .select("button[formaction$=/downloads]")
                        .size())
                .isEqualTo(StringUtils.countOccurrencesOf(
                        new ClassPathResource("demo/catalogue.yaml").getContentAsString(StandardCharsets.UTF_8),
                        "\n    certificates:"));
    }

    // EmbeddedPostgres: stopOrphan
    @Test
    void whatWasAcknowledgedOutlivesTheApplicationAndADownloadGoesOn() throws Exception {
        ProcessHandle orphan = application.postgres().get(0);
        FormElement approval = draftToApprove();
        String file =
                ConcurrentAgreements.agree(admin, terms, UUID.randomUUID()).location() + "/file";
        Answer head = admin.head(file);
        int half = Integer.parseInt(head.header("Content-Length")) / 2;
        ByteArrayOutputStream copy = new ByteArrayOutputStream();
        ConcurrentAgreements rush;
        try (Socket slow = new Socket()) {
            slow.setReceiveBufferSize(4096);
            slow.connect(new InetSocketAddress("localhost", application.port()));
            slow.getOutputStream()
                    .write("GET %s HTTP/1.1\r\nHost: localhost:%d\r\nCookie: SESSION=%s\r\n\r\n"
                            .formatted(file, application.port(), admin.session())
                            .getBytes(StandardCharsets.US_ASCII));
            InputStream answer = slow.getInputStream();
            assertThat(readHead(answer)).startsWith("HTTP/1.1 200 ").contains(head.header("ETag"));
            copy.write(new DataInputStream(answer).readNBytes(half));
            rush = ConcurrentAgreements.of(admin, terms);
            rush.awaitGranted(TWICE_EACH);
            stopHalfWayThroughPublishing(approval);
            application.kill();
        }
        rush.awaitEnd();
        assertThat(rush.others()).isEmpty();
        assertThat(orphan.isAlive()).isTrue();
        assertThat(copy.size()).isEqualTo(half);

        startAgain();

        assertThat(orphan.isAlive()).isFalse();
        assertNothingIsPublishedAndItCanBeDoneAgain();
        Answer rest = admin.get(file, "Range", "bytes=" + half + "-", "If-Range", head.header("ETag"));
        assertThat(rest.status()).isEqualTo(206);
        copy.write(rest.bytes());
        // The entity tag is the hash of the whole, and a stamp depends on no instance.
        assertThat(Sha256.digest().digest(copy.toByteArray()))
                .asHexString()
                .isEqualToIgnoringCase(head.header("ETag").replace("\"", ""));
        assertOnRecord(rush.granted());
        // With the cookie of before
        for (String permit : rush.granted().values()) {
            assertShipped(admin.get(permit + "/file"));
        }
        assertThat(rush.unanswered()).isNotEmpty();
        assertCanBeSentAgain(rush.unanswered());
    }

    // Server: synchronous_commit; UnavailableFilter; and EmbeddedPostgres: watch
    @Test
    // It leaves complaints in the log, and the next test ends the application that wrote them.
    @Order(2)
    void whileItsDatabaseIsDeadNothingIsAcknowledgedAndItComesBackWithNothingLost() throws Exception {
        ConcurrentAgreements rush = ConcurrentAgreements.of(admin, terms);
        try (rush) {
            rush.awaitGranted(TWICE_EACH);
            application.killPostgres();
            rush.awaitUnavailable();
            // It is started again, and serves as if nothing had been.
            rush.awaitGranted(TWICE_EACH);
        }
        assertThat(rush.others()).isEmpty();
        assertThat(rush.unanswered()).isEmpty();
        assertOnRecord(rush.granted());
        assertCanBeSentAgain(rush.unavailable());
    }

    // EmbeddedPostgres: close
    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "There is no SIGTERM")
    // The last one, because nothing runs afterwards.
    @Order(Integer.MAX_VALUE)
    void onSigtermItFinishesRequestsAndLeavesNothingRunning() throws Exception {
        List<ProcessHandle> postgres = application.postgres();
        assertThat(postgres).hasSizeGreaterThan(1);
        ConcurrentAgreements rush = ConcurrentAgreements.of(admin, terms);
        rush.awaitGranted(10);

        application.terminate();

        rush.awaitEnd();
        assertThat(rush.others()).isEmpty();
        assertThat(rush.unavailable()).isEmpty();
        assertThat(application.exitStatus()).isEqualTo(128 + 15);
        // It removes its file before its processes are quite gone.
        assertThat(postgres).allSatisfy(gone -> assertThat(gone.onExit()).succeedsWithin(Duration.ofSeconds(30)));
        assertThat(application.postgresPidFile()).doesNotExist();
        assertThat(application.complaints()).isEmpty();

        try (EmbeddedPostgres database =
                EmbeddedPostgres.open(directory.resolve("postgresql"), 0, Duration.ofMinutes(2))) {
            assertOnRecord(rush.granted());
        }
    }

    /** The approval would publish it. */
    private FormElement draftToApprove() throws Exception {
        Client editor = new Client(application.port()).signIn("editor@vendor.example", "compliance-demo");
        approver = new Client(application.port()).signIn("approver@vendor.example", "compliance-demo");
        Map<String, String> typed = Map.of(
                "code", "crash", "name", "A rule", "status", "COMPLIANT", "summary", "Short.", "description", "Long.");
        draft = editor.submit(editor.get("/desk/catalogue/compliances/new").form("/new"), typed)
                .location()
                .replaceFirst("\\?.*", "");
        editor.submit(editor.get(draft).form("/submission"), Map.of());
        return approver.get(draft).form("/approval");
    }

    /** Where everything is written and nothing is committed. */
    private void stopHalfWayThroughPublishing(FormElement approval) throws Exception {
        JdbcClient owner = JdbcClient.create(application.ownerDataSource());
        owner.sql("""
                create function compliance_center.pause() returns trigger language plpgsql as
                $$ begin perform pg_sleep(600); return new; end $$
                """).update();
        owner.sql("""
                create trigger pause before update on compliance_center.draft for each row when (new.state = 'PUBLISHED')
                    execute function compliance_center.pause()
                """).update();
        Client waiting = approver;
        OwnThread.run(() -> waiting.submit(approval, Map.of()));
        await().atMost(Duration.ofSeconds(50))
                .until(() -> application
                                .database()
                                .sql("select count(*) from pg_stat_activity where wait_event = 'PgSleep'")
                                .query(Long.class)
                                .single()
                        == 1);
    }

    // publish_draft: one transaction
    private void assertNothingIsPublishedAndItCanBeDoneAgain() throws Exception {
        JdbcClient owner = JdbcClient.create(application.ownerDataSource());
        owner.sql("drop function compliance_center.pause() cascade").update();
        assertThat(owner.sql("select state from compliance_center.draft where title = 'A rule'")
                        .query(String.class)
                        .list())
                .containsExactly("IN_REVIEW");
        assertThat(admin.get("/organizations/acme/compliances/crash").status()).isEqualTo(404);
        assertTheRecordHolds();
        approver = approver.at(application.port());
        Answer approved = approver.submit(approver.get(draft).form("/approval"), Map.of());
        assertThat(approved.location()).as(approved.text()).endsWith("?done=PUBLISHED");
        assertThat(admin.get("/organizations/acme/compliances/crash").status()).isEqualTo(200);
    }

    private static ApplicationProcess start() throws Exception {
        return ApplicationProcess.start(directory, UNCHECKED);
    }

    private static void startAgain() throws Exception {
        application = start();
        admin = admin.at(application.port());
    }

    /** Each key has its acceptance and the permit that it was told of; and nothing is there by halves. */
    private static void assertOnRecord(Map<UUID, String> granted) throws IOException {
        Map<UUID, String> permits = new HashMap<>();
        application
                .database()
                .sql("""
                        select acceptance.idempotency_key, download_permit.id
                          from acceptance full join download_permit
                            on acceptance.id = download_permit.acceptance_id
                           and acceptance.idempotency_key = download_permit.idempotency_key
                        """)
                .query((row, number) ->
                        permits.put(row.getObject(1, UUID.class), "/organizations/acme/downloads/" + row.getString(2)))
                .list();
        assertThat(permits).doesNotContainKey(null).doesNotContainValue("/organizations/acme/downloads/null");
        assertThat(permits).containsAllEntriesOf(granted);
        assertTheRecordHolds();
    }

    /** Every chain is whole, every acceptance and permit has its entry, and what was signed is still so. */
    private static void assertTheRecordHolds() throws IOException {
        ByteArrayOutputStream told = new ByteArrayOutputStream();
        try {
            long faults = new DatabaseVerification(
                            application.evidence().resolve("checkpoints.jsonl"),
                            List.of(),
                            TrustedAuthorities.NONE,
                            new PrintStream(told, true, StandardCharsets.UTF_8))
                    .verify(application.ownerDataSource());
            assertThat(faults).as(told.toString(StandardCharsets.UTF_8)).isZero();
        } catch (SQLException unreadable) {
            throw new AssertionError(unreadable);
        }
    }

    private void assertCanBeSentAgain(Iterable<UUID> keys) throws IOException {
        Map<UUID, String> granted = new HashMap<>();
        for (UUID key : keys) {
            Answer answer = ConcurrentAgreements.agree(admin, terms, key);
            assertThat(answer.status()).isEqualTo(303);
            granted.put(key, answer.location());
        }
        assertOnRecord(granted);
    }

    private static void assertShipped(Answer file) throws IOException {
        assertThat(file.status()).isEqualTo(200);
        assertThat(Pdfs.textOf(file.bytes())).contains(beginningOf(demoFileOf(file)), "admin@acme.example");
    }

    /** The name of the file in the demo folder that the copy was made from. */
    private static String demoFileOf(Answer file) {
        return file.header("Content-Disposition")
                .replaceFirst(".*filename=\"([^\"]+)(-[0-9A-Z]{5}){6}\\.pdf\".*", "$1.pdf");
    }

    /** The first words, before any stamp. */
    private static String beginningOf(String demoFile) throws IOException {
        String text = TEXT_OF_DEMO.get(demoFile);
        if (text == null) {
            text = Pdfs.textOf(new ClassPathResource("demo/certificates/" + demoFile).getContentAsByteArray());
            TEXT_OF_DEMO.put(demoFile, text);
        }
        return text.substring(0, 100);
    }

    private static String readHead(InputStream answer) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = answer.read();
            assertThat(next).as(head.toString()).isNotNegative();
            head.append((char) next);
        }
        return head.toString();
    }
}
