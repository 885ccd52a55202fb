package io.compliancecenter.download.agreement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.compliancecenter.testing.CertificateOnOffer;
import io.compliancecenter.testing.concurrency.OwnThread;
import io.compliancecenter.testing.database.OwnerSql;
import io.compliancecenter.testing.http.Client.Answer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jsoup.nodes.FormElement;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Terms that were published ahead come into effect while somebody agrees to those before them. */
class TermsOfTheMomentIT extends CertificateOnOffer {

    @Autowired
    OwnerSql owner;

    // DecisionResponses: WORDS_CHANGED
    @Test
    void whoeverAgreesInTheVeryMomentGetsThePageWithTheNewWords() {
        FormElement form = admin.get(tenant.path("/certificates/" + issued.certificate() + "/terms"))
                .form("/acceptances");

        int version =
                fixtures.publishTerms("MATERIAL", Duration.ofSeconds(8), Map.of("en", "# Terms " + UUID.randomUUID()));

        Answer answer = whileAcceptancesAwait(version, () -> {
            CompletableFuture<Answer> sent = OwnThread.supply(() -> admin.submit(form, Map.of("agreed", "true")));
            // By then the gate has read which terms are in effect.
            awaitWriter();
            assertThat(isInEffect(version)).isFalse();
            return sent.join();
        });
        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.form("/acceptances").select("[name=version]").val()).isEqualTo("" + version);
        assertThat(records.acceptances(tenant)).isEmpty();
        assertThat(records.permits(tenant)).isEmpty();
        assertThat(entries()).containsExactly("download-denied WORDS_CHANGED");
        assertThat(admin.submit(answer.form("/acceptances"), Map.of("agreed", "true"))
                        .status())
                .isEqualTo(303);
    }

    /** Holds every acceptance up in the database, after the gate has decided, until those terms are in effect. */
    private Answer whileAcceptancesAwait(int version, Supplier<Answer> work) {
        fixtures.update("""
                create function await_new_terms() returns trigger language plpgsql as $$
                begin
                    perform pg_sleep_until(
                        (select effective_at from compliance_center.terms_version where version = %d));
                    return new;
                end $$
                """.formatted(version));
        // Triggers fire in the order of their names: this one before the one that looks at the terms.
        fixtures.update("create trigger a_moment before insert on acceptance"
                + " for each row execute function await_new_terms()");
        try {
            return work.get();
        } finally {
            fixtures.update("drop trigger a_moment on acceptance");
            fixtures.update("drop function await_new_terms()");
        }
    }

    private void awaitWriter() {
        await().until(() ->
                owner.work(database -> database.sql("""
                        select exists (select from pg_locks
                                        where relation = 'acceptance'::regclass and mode = 'RowExclusiveLock' and granted)
                        """).query(Boolean.class).single()));
    }

    private boolean isInEffect(int version) {
        return owner.work(database -> database.sql(
                        "select effective_at <= clock_timestamp() from terms_version where version = ?")
                .param(version)
                .query(Boolean.class)
                .single());
    }

    private List<String> entries() {
        return actors.adminOf(tenant)
                .inTransaction(database -> database.sql("""
                                select concat_ws(' ', kind, convert_from(payload, 'UTF8')::json ->> 'reason')
                                  from evidence_entry order by sequence
                                """).query(String.class).list());
    }
}
