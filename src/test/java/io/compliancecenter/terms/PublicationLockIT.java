package io.compliancecenter.terms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.compliancecenter.testing.IntegrationTest;
import io.compliancecenter.testing.concurrency.OwnThread;
import io.compliancecenter.testing.database.OwnerSql;
import io.compliancecenter.testing.fixtures.Fixtures;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The gate's look at the current terms, and a publication at the same time. */
@IntegrationTest
class PublicationLockIT {

    @Autowired
    Fixtures fixtures;

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
