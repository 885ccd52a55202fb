package io.compliancecenter.download.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.compliancecenter.testing.IntegrationTest;
import io.compliancecenter.testing.database.OwnerSql;
import io.compliancecenter.testing.fixtures.Actors;
import io.compliancecenter.testing.fixtures.Deliveries;
import io.compliancecenter.testing.fixtures.Fixtures;
import io.compliancecenter.testing.fixtures.Fixtures.Issued;
import io.compliancecenter.testing.fixtures.Fixtures.Tenant;
import io.compliancecenter.testing.fixtures.Records;
import io.compliancecenter.testing.http.Client;
import io.compliancecenter.testing.http.Client.Answer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A lock that somebody holds stops those who need it, for a moment, and nobody else. */
@IntegrationTest
class HeldLocksIT {

    /** Many more than there are connections, so that whoever comes after them would wait too long. */
    private static final int AGREEING = 30;

    @LocalServerPort
    int port;

    @Autowired
    Fixtures fixtures;

    @Autowired
    OwnerSql owner;

    @Autowired
    Actors actors;

    @Autowired
    Records records;

    @Autowired
    Deliveries deliveries;

    @Autowired
    JdbcClient database;

    Tenant tenant;
    Tenant other;
    Issued issued;
    Client admin;
    Client reader;
    ExecutorService threads;

    @BeforeEach
    void signIn() {
        tenant = fixtures.organization();
        other = fixtures.organization();
        issued = fixtures.certificate();
        admin = new Client(port).signIn(tenant.admin().email(), Fixtures.PASSWORD);
        reader = new Client(port).signIn(other.admin().email(), Fixtures.PASSWORD);
        actors.adminOf(tenant).permit(issued, "10 minutes");
        threads = Executors.newCachedThreadPool();
    }

    @AfterEach
    void retire() {
        threads.shutdown();
        fixtures.retire(issued);
    }

    // application.yaml: lock_timeout; LimitedTransactionManager: acquire()
    @Test
    void whileThePublicationIsLockedPagesAreShownAndAgreeingIsUnavailable() throws Exception {
        readWhileHeld(sql -> sql.sql("select lock_publication()").query(row -> {}));
    }

    // application.yaml: lock_timeout; LimitedTransactionManager: acquire()
    @Test
    void whileAChainIsLockedPagesAreShownAndAgreeingIsUnavailable() throws Exception {
        readWhileHeld(this::lockChain);
    }

    private void lockChain(JdbcClient sql) {
        assertThat(sql.sql("select from evidence_chain where chain_id = ? for update")
                        .param(tenant.id())
                        .query()
                        .listOfRows())
                .hasSize(1);
    }

    /** The lock is held until everyone who agrees has had an answer, so nothing depends on how long that takes. */
    private void readWhileHeld(Consumer<JdbcClient> lock) throws Exception {
        Answer terms = admin.get(tenant.path("/certificates/" + issued.certificate() + "/terms"));
        List<Future<Answer>> agreements = new ArrayList<>();
        List<Answer> pages = new ArrayList<>();
        owner.work(sql -> {
            lock.accept(sql);
            IntStream.range(0, AGREEING)
                    .forEach(number -> agreements.add(threads.submit(() -> admin.submit(
                            terms.form("/acceptances"),
                            Map.of(
                                    "agreed",
                                    "true",
                                    "idempotencyKey",
                                    UUID.randomUUID().toString())))));
            while (!agreements.stream().allMatch(Future::isDone)) {
                Stream.of("/compliances", "/certifications", "/activity").forEach(page -> {
                    pages.add(admin.get(tenant.path(page)));
                    pages.add(reader.get(other.path(page)));
                });
            }
            return null;
        });

        assertThat(pages)
                .isNotEmpty()
                .allSatisfy(page -> assertThat(page.status()).isEqualTo(200));
        for (Future<Answer> agreement : agreements) {
            assertThat(agreement.get().status()).isEqualTo(503);
            assertThat(agreement.get().header("Retry-After")).isNotEmpty();
        }
        assertThat(records.acceptances(tenant)).hasSize(1);
        assertThat(records.permits(tenant)).hasSize(1);

        assertThat(admin.submit(terms.form("/acceptances"), Map.of("agreed", "true"))
                        .status())
                .isEqualTo(303);
    }

    // Recording: @Retryable
    @Test
    void aDeliveryIsRecordedAsSoonAsTheChainIsFree() throws Exception {
        UUID permit = actors.adminOf(tenant).permit(issued, "10 minutes");
        String file = tenant.path("/downloads/" + permit + "/file");
        CountDownLatch locked = new CountDownLatch(1);
        CountDownLatch refused = new CountDownLatch(1);
        Future<Object> held = threads.submit(() -> owner.work(sql -> {
            lockChain(sql);
            locked.countDown();
            await(refused);
            return null;
        }));
        await(locked);
        Future<Answer> copy = threads.submit(() -> admin.get(file));
        // Its transaction has waited, and was refused, once it waits no more.
        awaitWaiting(true);
        awaitWaiting(false);
        refused.countDown();
        held.get();

        assertThat(copy.get().status()).isEqualTo(200);
        deliveries.await(tenant, 1);
    }

    private void awaitWaiting(boolean waiting) {
        Awaitility.await("whether a transaction waits: " + waiting)
                .atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(20))
                .until(
                        () -> owner.<Boolean>work(
                                sql -> sql.sql("""
                                        select exists (select from pg_locks l join pg_stat_activity a using (pid)
                                                        where not l.granted and a.usename <> current_user)
                                        """).query(Boolean.class).single()),
                        now -> now == waiting);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(1, TimeUnit.MINUTES)).isTrue();
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }

    // application.yaml: options
    @Test
    void aSettingThatIsStoredForTheRoleDoesNotCount() {
        assertThat(database.sql("""
                        select name || '=' || setting || ' ' || source from pg_settings
                         where name in ('lock_timeout', 'statement_timeout', 'idle_in_transaction_session_timeout',
                                        'synchronous_commit', 'default_transaction_read_only', 'row_security')
                        """).query(String.class).list())
                .containsExactlyInAnyOrder(
                        "lock_timeout=1000 client",
                        "statement_timeout=20000 client",
                        "idle_in_transaction_session_timeout=10000 client",
                        "synchronous_commit=on client",
                        "default_transaction_read_only=off client",
                        "row_security=on client");
    }
}
