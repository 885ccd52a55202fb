package io.compliancecenter.terms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.compliancecenter.database.PublisherDatabase;
import io.compliancecenter.testing.IntegrationTest;
import io.compliancecenter.testing.concurrency.LockWaits;
import io.compliancecenter.testing.concurrency.OwnThread;
import io.compliancecenter.testing.database.OwnerSql;
import io.compliancecenter.testing.fixtures.Actor;
import io.compliancecenter.testing.fixtures.Actors;
import io.compliancecenter.testing.fixtures.Fixtures;
import io.compliancecenter.testing.fixtures.Fixtures.Issued;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The gate's look at the current terms, and a publication at the same time. */
@IntegrationTest
class PublicationLockIT {

    @Autowired
    Fixtures fixtures;

    @Autowired
    Actors actors;

    @Autowired
    PublisherDatabase publisher;

    @Autowired
    Terms terms;

    @Autowired
    OwnerSql owner;

    @Autowired
    PlatformTransactionManager transactions;

    // Terms.lockCurrent: take the lock in the query that reads, or not at all
    @Test
    void whoWaitsForAPublicationReadsWhatItPublished() {
        fixtures.publishTerms("# Terms " + UUID.randomUUID());
        AtomicInteger published = new AtomicInteger();
        AtomicReference<CompletableFuture<Integer>> read = new AtomicReference<>();
        owner.publish(sql -> {
            published.set(publish(sql));
            read.set(OwnThread.supply(this::lockedVersion));
            await().until(() -> read.get().isDone() || someoneWaits(sql));
        });
        assertThat(read.get().join()).isEqualTo(published.get());
    }

    // PublicationLock: lock_publication_shared
    @Test
    void nothingIsPublishedBeforeTheTransactionEndsThatLockedTheTerms() {
        int before = fixtures.publishTerms("# Terms " + UUID.randomUUID());
        AtomicReference<CompletableFuture<Integer>> publication = new AtomicReference<>();
        new TransactionTemplate(transactions).executeWithoutResult(status -> {
            terms.lockCurrent();
            publication.set(OwnThread.supply(() -> fixtures.publishTerms("# Terms " + UUID.randomUUID())));
            await().until(() -> publication.get().isDone() || owner.work(PublicationLockIT::someoneWaits));
            assertThat(publication.get()).isNotDone();
            assertThat(terms.lockCurrent())
                    .get()
                    .extracting(CurrentTerms::version)
                    .isEqualTo(before);
        });
        assertThat(publication.get().join()).isGreaterThan(before);
    }

    // lock_publication: queue_for_publication
    @Test
    void aPublicationThatWaitsForALongImportStopsNobodyElse() {
        Issued issued = fixtures.certificate();
        Actor admin = actors.adminOf(fixtures.organization());
        AtomicReference<CompletableFuture<Boolean>> publication = new AtomicReference<>();
        owner.<Boolean>work(importing -> {
            importing.sql("select lock_publication_shared()").query(rows -> {});
            publication.set(OwnThread.supply(() -> publisher.publish(() -> true)));
            for (int number = 0; number < 5; number++) {
                LockWaits.awaitAnother(importing);
                // After a second, the application's role would give up. In another thread, which has another
                // transaction.
                OwnThread.supply(() -> admin.permit(issued, "1 minute")).join();
            }
            assertThat(publication.get()).isNotDone();
            return true;
        });
        assertThat(publication.get().join()).isTrue();
        fixtures.retire(issued);
    }

    // lock_publication: last_turn
    @Test
    void aPublicationThatWaitsForTooLongSaysWhatFor() {
        owner.<Boolean>work(importing -> {
            importing.sql("select lock_publication_shared()").query(rows -> {});
            // In another thread, which has another transaction.
            assertThatThrownBy(() -> OwnThread.supply(() -> owner.<Boolean>work(sql -> {
                                sql.sql("set local lock_timeout = '600ms'").update();
                                sql.sql("select lock_publication()").query(rows -> {});
                                return true;
                            }))
                            .join())
                    .hasCauseInstanceOf(CannotAcquireLockException.class)
                    .hasStackTraceContaining("an import or a publication has been under way for 00:00:00.6");
            return true;
        });
    }

    // queue_for_publication: "set lock_timeout"
    @Test
    void theTimeForOtherLocksStaysWhatItWas() {
        assertThat(owner.<String>work(sql -> {
                    sql.sql("set local lock_timeout = '3s'").update();
                    sql.sql("select lock_publication()").query(rows -> {});
                    return sql.sql("show lock_timeout").query(String.class).single();
                }))
                .isEqualTo("3s");
    }

    private int lockedVersion() {
        return new TransactionTemplate(transactions)
                .execute(status -> terms.lockCurrent().orElseThrow().version());
    }

    private static int publish(JdbcClient sql) {
        int version = sql.sql("""
                        insert into terms_version (version, kind)
                        select max(version) + 1, 'MATERIAL' from terms_version returning version
                        """).query(Integer.class).single();
        sql.sql("insert into terms_text (version, locale, content) values (?, 'en', ?)")
                .params(version, ("# Terms " + version).getBytes(StandardCharsets.UTF_8))
                .update();
        return version;
    }

    private static boolean someoneWaits(JdbcClient sql) {
        return sql.sql("select exists (select from pg_locks where locktype = 'advisory' and not granted)")
                .query(Boolean.class)
                .single();
    }
}
