package io.compliancecenter.terms;

import static org.assertj.core.api.Assertions.assertThat;

import io.compliancecenter.database.WorkerDatabase;
import io.compliancecenter.testing.IntegrationTest;
import io.compliancecenter.testing.database.OwnerSql;
import io.compliancecenter.testing.fixtures.Fixtures;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The record has an entry of a version of the terms that came into effect after it was published. */
@IntegrationTest
class EffectiveTermsIT {

    private static final Duration SOON = Duration.ofMillis(500);

    @Autowired
    Fixtures fixtures;

    @Autowired
    OwnerSql owner;

    @Autowired
    EffectiveTerms effective;

    @Autowired
    WorkerDatabase worker;

    @Autowired
    JdbcClient application;

    int version;

    @AfterEach
    void retire() {
        fixtures.retireTerms(version);
    }

    private void publish(Duration ahead) {
        version = fixtures.publishTerms("EDITORIAL", ahead, Map.of("en", "# Terms\n\nOf some time."));
    }

    /** Entries of this version. */
    private List<String> entries() {
        return owner.work(
                database -> database.sql("""
                        select kind from evidence_entry
                         where chain_id = vendor_chain() and kind like 'terms-%'
                           and (convert_from(payload, 'UTF8')::jsonb #>> '{terms,version}')::integer = ?
                         order by sequence
                        """).param(version).query(String.class).list());
    }

    @Test
    void aVersionIsRecordedOnceItIsInEffect() {
        publish(Duration.ofHours(1));
        effective.record();
        assertThat(entries()).containsExactly("terms-published");
        fixtures.retireTerms(version);
        publish(SOON);
        fixtures.awaitTerms(version);
        effective.record();
        effective.record();
        assertThat(entries()).containsExactly("terms-published", "terms-effective");
    }

    @Test
    void aVersionThatIsInEffectAtOnceHasTheEntryOfItsPublicationOnly() {
        publish(Duration.ZERO);
        effective.record();
        assertThat(entries()).containsExactly("terms-published");
    }

    // record_effective_terms: "v.retired_at is null"
    @Test
    void aVersionThatWasWithdrawnNeverComesIntoEffect() {
        publish(SOON);
        fixtures.retireTerms(version);
        fixtures.awaitTerms(version);
        effective.record();
        assertThat(entries()).containsExactly("terms-published", "terms-retired");
    }

    // record_effective_terms: "on conflict do nothing returning"
    @Test
    void severalInstancesRecordItOnce() throws Exception {
        effective.record();
        publish(SOON);
        fixtures.awaitTerms(version);
        AtomicInteger recorded = new AtomicInteger();
        ExecutorService instances = Executors.newFixedThreadPool(4);
        try {
            CyclicBarrier all = new CyclicBarrier(4);
            Callable<Integer> instance = () -> worker.readCommitted(() -> {
                awaitAll(all);
                return application
                        .sql("select record_effective_terms()")
                        .query(Integer.class)
                        .single();
            });
            for (Future<Integer> each : instances.invokeAll(List.of(instance, instance, instance, instance))) {
                recorded.addAndGet(each.get());
            }
        } finally {
            instances.shutdownNow();
        }
        assertThat(recorded.get()).isEqualTo(1);
        assertThat(entries()).containsExactly("terms-published", "terms-effective");
    }

    private static void awaitAll(CyclicBarrier all) {
        try {
            all.await(30, TimeUnit.SECONDS);
        } catch (InterruptedException | BrokenBarrierException | TimeoutException failure) {
            throw new AssertionError(failure);
        }
    }
}
