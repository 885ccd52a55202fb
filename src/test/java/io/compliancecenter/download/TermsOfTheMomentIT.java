package io.compliancecenter.download;

import static org.assertj.core.api.Assertions.assertThat;

import io.compliancecenter.database.OwnerDatabase;
import io.compliancecenter.testing.CertificateOnOffer;
import io.compliancecenter.testing.Client.Answer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.jsoup.nodes.FormElement;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Terms that were published ahead come into effect while somebody agrees to those before them. */
class TermsOfTheMomentIT extends CertificateOnOffer {

    @Autowired
    OwnerDatabase owner;

    // AcceptanceController: ask
    @Test
    void whoeverAgreesInTheVeryMomentGetsThePageWithTheNewWords() {
        FormElement form = admin.get(tenant.path("/certificates/" + issued.certificate() + "/terms"))
                .form("/acceptances");

        int version =
                fixtures.publishTerms("MATERIAL", Duration.ofSeconds(8), Map.of("en", "# Terms " + UUID.randomUUID()));

        CompletableFuture<Answer> sent = owner.work(database -> {
            database.sql("lock table acceptance in share row exclusive mode").update();
            CompletableFuture<Answer> answer =
                    CompletableFuture.supplyAsync(() -> admin.submit(form, Map.of("agreed", "true")));
            // By then the gate has read which terms are in effect.
            awaitWriter(database);
            assertThat(inEffect(database, version)).isFalse();
            database.sql("select cast(pg_sleep_until(effective_at) as text) from terms_version where version = ?")
                    .param(version)
                    .query(String.class)
                    .single();
            return answer;
        });

        Answer answer = sent.join();
        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.form("/acceptances").select("[name=version]").val()).isEqualTo("" + version);
        assertThat(records.acceptances(tenant)).isEmpty();
        assertThat(records.permits(tenant)).isEmpty();
        assertThat(entries()).containsExactly("download-denied WORDS_CHANGED");
        assertThat(admin.submit(answer.form("/acceptances"), Map.of("agreed", "true"))
                        .status())
                .isEqualTo(303);
    }

    private static void awaitWriter(JdbcClient database) {
        database.sql("""
                        do $$ begin
                            for attempt in 1..3000 loop
                                exit when exists (select from pg_locks where relation = 'acceptance'::regclass and not granted);
                                perform pg_sleep(0.01);
                            end loop;
                        end $$
                        """).update();
    }

    private static boolean inEffect(JdbcClient database, int version) {
        return database.sql("select effective_at <= clock_timestamp() from terms_version where version = :version")
                .param("version", version)
                .query(Boolean.class)
                .single();
    }

    private List<String> entries() {
        return actors.adminOf(tenant)
                .inTransaction(database -> database.sql("""
                                select concat_ws(' ', kind, convert_from(payload, 'UTF8')::json ->> 'reason')
                                  from evidence_entry order by sequence
                                """).query(String.class).list());
    }
}
