package io.compliancecenter.download.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.compliancecenter.testing.CertificateOnOffer;
import io.compliancecenter.testing.concurrency.OwnThread;
import io.compliancecenter.testing.fixtures.Fixtures.Issued;
import io.compliancecenter.testing.http.Client;
import io.compliancecenter.testing.http.Client.Answer;
import io.compliancecenter.testing.pdf.Pdfs;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jsoup.nodes.FormElement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** From the Download button to a permit, over HTTP. */
class GateIT extends CertificateOnOffer {

    private static final Map<String, String> TICKED = Map.of("agreed", "true");

    @Test
    void downloadLeadsOverTheTermsToTheFile() {
        Answer list = admin.get(tenant.path("/certifications"));
        Answer download = admin.submit(list.form(issued.certificate() + "/downloads"), Map.of());
        assertThat(download.status()).isEqualTo(303);
        assertThat(download.location()).isEqualTo(tenant.path("/certificates/" + issued.certificate() + "/terms"));

        Answer terms = admin.get(download.location());
        assertThat(terms.status()).isEqualTo(200);
        assertThat(terms.html().select("input[name=agreed]").hasAttr("checked")).isFalse();

        Answer agreed = admin.submit(terms.form("/acceptances"), TICKED);
        assertThat(agreed.status()).isEqualTo(303);
        Answer page = admin.get(agreed.location());
        assertThat(page.html().select("meta[http-equiv=refresh]").attr("content"))
                .endsWith(agreed.location() + "/file");

        Answer file = admin.get(agreed.location() + "/file");
        assertThat(file.status()).isEqualTo(200);
        assertThat(Pdfs.textOf(file.bytes()))
                .contains(Pdfs.textOf(issued.bytes()).strip(), tenant.admin().email(), tenant.name());
    }

    @Test
    void theAcceptanceHoldsEverythingThatWasShownAndKnown() {
        Answer terms = terms();
        String label = terms.html()
                .select("label[for=" + terms.html().select("input[name=agreed]").attr("id") + "]")
                .text();
        String button = terms.form("/acceptances").select("button[type=submit]").text();
        admin.submit(terms.form("/acceptances"), TICKED, "User-Agent", "Test Browser/1.0");

        assertThat(records.acceptances(tenant))
                .singleElement()
                .satisfies(acceptance -> assertThat(acceptance)
                        .containsEntry("organization_id", tenant.id())
                        .containsEntry("organization_name", tenant.name())
                        .containsEntry("user_id", tenant.admin().id())
                        .containsEntry("email", tenant.admin().email())
                        .containsEntry("name", tenant.admin().name())
                        .containsEntry("role", "ADMIN")
                        .containsEntry("certificate_id", issued.certificate())
                        .containsEntry("checkbox_label", label)
                        .containsEntry("button_label", button)
                        .containsEntry("locale", "en")
                        .containsEntry("address", "127.0.0.1")
                        .containsEntry("user_agent", "Test Browser/1.0")
                        .containsEntry("sign_in_method", "password")
                        .containsEntry(
                                "sha256",
                                terms.form("/acceptances")
                                        .select("[name=sha256]")
                                        .val())
                        .containsKey("accepted_at"));
        assertThat(label).contains(tenant.name());
    }

    // DownloadPolicy: SHOWN_TERMS_ARE_CURRENT, and the first condition of stamp_acceptance
    @Test
    void termsThatChangedSinceTheyWereShownAreNotAgreedTo() {
        FormElement form = terms().form("/acceptances");
        int version = fixtures.publishTerms("# Terms of " + UUID.randomUUID());

        Answer answer = admin.submit(form, TICKED);

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.form("/acceptances").select("[name=version]").val()).isEqualTo("" + version);
        assertThat(records.acceptances(tenant)).isEmpty();
        // The new words can be agreed to from the very page that shows them.
        assertThat(admin.submit(answer.form("/acceptances"), TICKED).status()).isEqualTo(303);
    }

    // DownloadPolicy: SHOWN_TERMS_ARE_CURRENT, SHOWN_WORDING_IS_CURRENT (version alone would let the first one pass)
    @ParameterizedTest
    @CsvSource({
        "sha256, 0000000000000000000000000000000000000000000000000000000000000000",
        "sha256, not a hash",
        "version, 0",
        "version, 2147483647",
        "wording, 0000000000000000000000000000000000000000000000000000000000000000"
    })
    void aFormThatWasTamperedWithIsAnsweredWithTheTermsAsTheyAre(String field, String value) {
        Answer answer = admin.submit(terms().form("/acceptances"), Map.of("agreed", "true", field, value));
        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.form("/acceptances")).isNotNull();
        assertThat(records.acceptances(tenant)).isEmpty();
    }

    // AcceptanceController: the check of form.isAgreed()
    @Test
    void anUntickedBoxGivesTheFormAgainWithTheReasonBesideTheBox() {
        Answer answer = admin.submit(terms().form("/acceptances"), Map.of());
        assertThat(answer.status()).isEqualTo(422);
        var box = answer.html().selectFirst("input[name=agreed]");
        assertThat(box.attr("aria-invalid")).isEqualTo("true");
        assertThat(answer.html().getElementById(box.attr("aria-describedby")).text())
                .isNotEmpty();
        assertThat(records.acceptances(tenant)).isEmpty();
    }

    // DownloadGate.decide: "belongsTo(member)"
    @Test
    void aPageThatWasSentBeforeDoesNotLeadWhoeverHasTheAddressNextToItsPermit() {
        FormElement form = terms().form("/acceptances");
        assertThat(admin.submit(form, TICKED).status()).isEqualTo(303);
        fixtures.update(
                "update user_account set name = 'Somebody else' where id = ?",
                tenant.admin().id());
        assertThat(admin.submit(form, TICKED).status()).isEqualTo(409);
        assertThat(records.permits(tenant)).hasSize(1);
    }

    // SecurityConfiguration: csrf
    @Test
    void withoutACsrfTokenNothingIsAgreedTo() {
        Map<String, String> fields = Client.fields(terms().form("/acceptances"), TICKED);
        fields.remove("_csrf");
        assertThat(admin.post(Client.path(terms().form("/acceptances")), fields).status())
                .isEqualTo(403);
        assertThat(records.acceptances(tenant)).isEmpty();
    }

    // WordingSource: the language is that of the bundle
    @Test
    void theLanguageOnRecordIsThatOfTheWordsWhateverTheBrowserAskedFor() {
        Answer terms = admin.get(
                tenant.path("/certificates/" + issued.certificate() + "/terms"), "Accept-Language", "tlh, xx;q=0.5");
        assertThat(admin.submit(terms.form("/acceptances"), Map.of("agreed", "true", "locale", "tlh"))
                        .status())
                .isEqualTo(303);
        assertThat(records.acceptances(tenant))
                .singleElement()
                .satisfies(acceptance -> assertThat(acceptance).containsEntry("locale", "en"));
    }

    @Test
    void fieldsThatTheFormDoesNotHaveAreIgnored() {
        UUID other = fixtures.organization().id();
        Answer answer = admin.submit(
                terms().form("/acceptances"),
                Map.of(
                        "agreed",
                        "true",
                        "organizationId",
                        other.toString(),
                        "user",
                        other.toString(),
                        "role",
                        "MEMBER",
                        "acceptedAt",
                        "1999-01-01",
                        "member.user",
                        other.toString(),
                        "class.module",
                        "x"));
        assertThat(answer.status()).isEqualTo(303);
        assertThat(records.acceptances(tenant))
                .singleElement()
                .satisfies(acceptance -> assertThat(acceptance)
                        .containsEntry("organization_id", tenant.id())
                        .containsEntry("user_id", tenant.admin().id()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"idempotencyKey", "version", "sha256", "termsLocale"})
    void aFormThatLacksAFieldIsABadRequest(String field) {
        Map<String, String> fields = Client.fields(terms().form("/acceptances"), TICKED);
        fields.remove(field);
        assertThat(admin.post(Client.path(terms().form("/acceptances")), fields).status())
                .isEqualTo(400);
        assertThat(records.acceptances(tenant)).isEmpty();
    }

    // unique (organization_id, user_id, certificate_id, idempotency_key)
    @Test
    void aHundredSubmissionsOfOnePageAreOneAcceptance() throws Exception {
        FormElement form = terms().form("/acceptances");
        var threads = Executors.newFixedThreadPool(100);
        try {
            var start = new CountDownLatch(1);
            List<Future<Answer>> answers = IntStream.range(0, 100)
                    .mapToObj(number -> threads.submit(() -> {
                        start.await();
                        return admin.submit(form, TICKED);
                    }))
                    .toList();
            start.countDown();
            for (Future<Answer> answer : answers) {
                // A crowd may be too much for the pool, which is 503; whoever gets through gets the same permit.
                assertThat(answer.get().status()).isIn(303, 503);
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(admin.submit(form, TICKED).status()).isEqualTo(303);
        assertThat(records.acceptances(tenant)).hasSize(1);
        assertThat(records.permits(tenant)).hasSize(1);
    }

    // DownloadGate: DuplicateKeyException in @Retryable
    @Test
    void twoSubmissionsOfOnePageAtTheSameTimeLeadToOnePermit() {
        FormElement form = terms().form("/acceptances");
        // Holds an insert up until the other request inserts too: both have found no permit by then.
        fixtures.update("""
                create function await_other_acceptance() returns trigger language plpgsql as $$
                begin
                    while (select count(distinct pid) from pg_locks
                            where relation = tg_relid and mode = 'RowExclusiveLock' and granted) < 2
                          and not exists (select from compliance_center.acceptance
                                           where idempotency_key = new.idempotency_key)
                    loop
                        perform pg_sleep(0.01);
                    end loop;
                    return new;
                end $$
                """);
        fixtures.update("create trigger a_moment before insert on acceptance"
                + " for each row execute function await_other_acceptance()");
        try {
            List<CompletableFuture<Answer>> sent = Stream.generate(
                            () -> OwnThread.supply(() -> admin.submit(form, TICKED)))
                    .limit(2)
                    .toList();
            assertThat(sent)
                    .extracting(CompletableFuture::join)
                    .allSatisfy(answer -> assertThat(answer.status()).isEqualTo(303))
                    .extracting(Answer::location)
                    .containsOnly(sent.get(0).join().location());
        } finally {
            fixtures.update("drop trigger a_moment on acceptance");
            fixtures.update("drop function await_other_acceptance()");
        }
        assertThat(records.acceptances(tenant)).hasSize(1);
        assertThat(records.permits(tenant)).hasSize(1);
    }

    // DownloadGate.decide: the key is looked up first
    @Test
    void aPageThatIsSentAgainLeadsToItsPermitAlsoWhenTheTermsHaveChangedSince() {
        Answer terms = admin.get(tenant.path("/certificates/" + issued.certificate() + "/terms"));
        Answer first = admin.submit(terms.form("/acceptances"), Map.of("agreed", "true"));
        fixtures.publishTerms("# Terms " + UUID.randomUUID());
        Answer again = admin.submit(terms.form("/acceptances"), Map.of("agreed", "true"));
        assertThat(again.status()).isEqualTo(303);
        assertThat(again.location()).isEqualTo(first.location());
        assertThat(records.permits(tenant)).hasSize(1);
    }

    // unique (organization_id, user_id, certificate_id, idempotency_key): a list offers all certificates under one key
    @Test
    void aKeyThatWasUsedForOneCertificateServesForAnotherOnce() {
        Issued another = fixtures.certificate();
        FormElement form = terms().form("/acceptances");
        Answer first = admin.submit(form, TICKED);
        String path = tenant.path("/certificates/" + another.certificate() + "/acceptances");
        Answer second = admin.post(path, Client.fields(form, TICKED));
        Answer again = admin.post(path, Client.fields(form, TICKED));
        fixtures.retire(another);
        assertThat(second.status()).isEqualTo(303);
        assertThat(second.location()).isNotEqualTo(first.location()).isEqualTo(again.location());
        assertThat(records.acceptances(tenant)).hasSize(2);
        assertThat(records.permits(tenant)).hasSize(2);
    }

    @Test
    void aCertificateThatIsNotOnOfferIsNotFound() {
        FormElement form = terms().form("/acceptances");
        fixtures.retire(issued);
        assertThat(admin.submit(form, TICKED).status()).isEqualTo(404);
        assertThat(admin.get(tenant.path("/certificates/" + issued.certificate() + "/terms"))
                        .status())
                .isEqualTo(404);
        assertThat(records.acceptances(tenant)).isEmpty();
    }

    // stamp_acceptance is behind it; here: CurrentMemberInterceptor
    @Test
    void whoLosesTheRoleWithTheTermsOnScreenCanNoLongerAgree() {
        FormElement form = terms().form("/acceptances");
        fixtures.setRole(tenant, tenant.admin(), "MEMBER");
        assertThat(admin.submit(form, TICKED).status()).isEqualTo(403);
        assertThat(records.acceptances(tenant)).isEmpty();
    }

    @Test
    void aHostileUserAgentIsRecordedHarmlessly() {
        String agent = "x".repeat(5000) + "\t'; drop table acceptance; --<script>\u00ff";
        admin.submit(terms().form("/acceptances"), TICKED, "User-Agent", agent);
        assertThat(records.acceptances(tenant))
                .singleElement()
                .satisfies(acceptance ->
                        assertThat((String) acceptance.get("user_agent")).hasSize(1024));
    }

    // application.yaml: internal-proxies
    @Test
    void aForwardedAddressFromNobodyWeKnowIsNotBelieved() {
        admin.submit(
                terms().form("/acceptances"), TICKED, "X-Forwarded-For", "203.0.113.9", "Forwarded", "for=203.0.113.9");
        assertThat(records.acceptances(tenant))
                .singleElement()
                .satisfies(acceptance -> assertThat(acceptance).containsEntry("address", "127.0.0.1"));
    }

    @Test
    void lookingAtAnythingRecordsNothing() {
        admin.get(tenant.path("/compliances"));
        admin.get(tenant.path("/certifications"));
        terms();
        admin.get(tenant.path("/certificates/" + issued.certificate() + "/acceptances"));
        admin.get(tenant.path("/certificates/" + issued.certificate() + "/downloads"));
        assertThat(records.acceptances(tenant)).isEmpty();
        assertThat(records.permits(tenant)).isEmpty();
    }

    private Answer terms() {
        return admin.get(tenant.path("/certificates/" + issued.certificate() + "/terms"));
    }
}
