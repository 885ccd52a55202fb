package io.compliancecenter.terms;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.compliancecenter.database.RefusedByDatabaseException;
import io.compliancecenter.testing.IntegrationTest;
import io.compliancecenter.testing.fixtures.Actor;
import io.compliancecenter.testing.fixtures.Actors;
import io.compliancecenter.testing.fixtures.Fixtures;
import io.compliancecenter.testing.fixtures.Fixtures.Issued;
import io.compliancecenter.testing.fixtures.Fixtures.Tenant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.transaction.CannotCreateTransactionException;

/** New terms, published while others agree to the old ones. */
@IntegrationTest
class PublicationRaceIT {

    private static final int AGREEING = 6;
    private static final int PUBLICATIONS = 40;

    @Autowired
    Fixtures fixtures;

    @Autowired
    Actors actors;

    // "perform lock_publication_shared()" in stamp_acceptance, the same in stamp_download_permit
    @Test
    void nobodyGetsAPermitOnTermsThatHaveBeenReplaced() throws Exception {
        Tenant tenant = fixtures.organization();
        Issued issued = fixtures.certificate();
        Actor admin = actors.adminOf(tenant);
        AtomicBoolean publishing = new AtomicBoolean(true);
        AtomicInteger granted = new AtomicInteger();

        var threads = Executors.newFixedThreadPool(AGREEING);
        try {
            List<Future<?>> agreeing = new ArrayList<>();
            for (int number = 0; number < AGREEING; number++) {
                agreeing.add(threads.submit(() -> {
                    while (publishing.get()) {
                        try {
                            admin.permit(issued, "1 minute");
                            granted.incrementAndGet();
                        } catch (RefusedByDatabaseException changed) {
                            // The terms changed between reading and agreeing: as it should be.
                        } catch (ConcurrencyFailureException | CannotCreateTransactionException busy) {
                            // On a busy machine, publications may keep a lock or the connections for a second.
                        }
                    }
                }));
            }
            for (int number = 0; number < PUBLICATIONS; number++) {
                fixtures.publishTerms("# Terms " + UUID.randomUUID());
            }
            publishing.set(false);
            for (Future<?> done : agreeing) {
                done.get();
            }
        } finally {
            threads.shutdownNow();
            fixtures.retire(issued);
        }

        int stale = admin.inTransaction(sql -> sql.sql("""
                        select count(*)
                          from download_permit p
                          join acceptance a on a.id = p.acceptance_id
                          join terms_version later on later.version > a.terms_version
                         where later.published_at < p.granted_at or later.published_at < a.accepted_at
                        """).query(Integer.class).single());
        assertThat(granted).as("permits granted meanwhile").hasPositiveValue();
        assertThat(stale).as("permits granted after their terms were replaced").isZero();
    }

    /** Row locks would let a stream of readers keep the publisher waiting; here it is soon its turn. */
    @Test
    void aPublisherIsNotStarvedByThoseWhoAgree() throws Exception {
        Tenant tenant = fixtures.organization();
        Issued issued = fixtures.certificate();
        Actor admin = actors.adminOf(tenant);
        AtomicBoolean agreeing = new AtomicBoolean(true);
        CountDownLatch underWay = new CountDownLatch(AGREEING * 3);
        var threads = Executors.newFixedThreadPool(AGREEING + 1);
        try {
            for (int number = 0; number < AGREEING; number++) {
                threads.submit(() -> {
                    while (agreeing.get()) {
                        agreeSlowly(admin, issued);
                        underWay.countDown();
                    }
                });
            }
            assertThat(underWay.await(30, SECONDS)).isTrue();
            assertThat(threads.submit(() -> fixtures.publishTerms("# Terms " + UUID.randomUUID())))
                    .succeedsWithin(30, SECONDS);
        } finally {
            agreeing.set(false);
            threads.shutdown();
            fixtures.retire(issued);
        }
    }

    /** Holds the shared lock for a while, so that at any time somebody does. */
    private static void agreeSlowly(Actor admin, Issued issued) {
        try {
            admin.inTransaction(sql -> {
                admin.agree(sql, issued);
                return sql.sql("select cast(pg_sleep(0.05) as text)")
                        .query(String.class)
                        .single();
            });
        } catch (RefusedByDatabaseException changed) {
            // The terms changed between reading and agreeing: the next round reads the new ones.
        }
    }
}
