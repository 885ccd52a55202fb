package io.compliancecenter.security.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.compliancecenter.testing.application.TestApplication;
import io.compliancecenter.testing.fixtures.Fixtures.Issued;
import io.compliancecenter.testing.http.Client.Answer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What a provider says about a person is recorded as what it is. */
class ProviderClaimsIT extends ProviderTest {

    private static final String MARKED = "ada@elsewhere.example (not verified)";

    /** In its record, nothing is found that another class did. */
    @BeforeAll
    void ownOrganization() {
        tenant = fixtures.organization();
    }

    // sign_in_by_provider: "email_verified"; stamp_acceptance, stamp_download_permit, person_payload
    @TestFactory
    Stream<DynamicTest> anAddressThatIsNotVerifiedIsMarkedInRecordReceiptAndCopy() {
        return Stream.of(false, "no", null)
                .map(claim -> DynamicTest.dynamicTest(String.valueOf(claim), () -> {
                    newPerson();
                    dashboard.claims.put("email_verified", claim);
                    dashboard.claims.put("auth_time", TestApplication.NOW.getEpochSecond());
                    signIn(dashboard, "dashboard");
                    assertThat(users(dashboard))
                            .singleElement()
                            .satisfies(user -> assertThat(user).containsEntry("email_verified", false));
                    Issued issued = fixtures.certificate();
                    Answer terms = browser.get(tenant.path("/certificates/" + issued.certificate() + "/terms"));
                    Answer agreed = browser.submit(terms.form("/acceptances"), Map.of("agreed", "true"));
                    Answer download = browser.get(agreed.location());
                    assertThat(text(browser.get(agreed.location() + "/file").bytes()))
                            .contains("<" + MARKED + ">");
                    await().until(() -> !marks("copy-delivered").isEmpty());
                    String receipt =
                            download.html().selectFirst("a[href*=/receipts/]").attr("href");
                    assertThat(browser.get(receipt).html().text()).contains(MARKED);
                    assertThat(browser.get(tenant.path("/members")).html().text())
                            .contains(MARKED);
                    assertThat(browser.get(tenant.path("/activity")).html().text())
                            .contains(MARKED);
                    for (String kind :
                            List.of("member-joined", "acceptance-recorded", "permit-granted", "copy-delivered")) {
                        assertThat(marks(kind)).as(kind).last().isEqualTo("false");
                    }
                    // Once it is verified, it is so from then on; the record keeps what was.
                    dashboard.claims.put("email_verified", true);
                    signIn(dashboard, "dashboard");
                    assertThat(users(dashboard))
                            .singleElement()
                            .satisfies(user -> assertThat(user).containsEntry("email_verified", true));
                    assertThat(marks("account-changed")).last().isEqualTo("verified");
                    assertThat(browser.get(receipt).html().text()).contains(MARKED);
                }));
    }

    private List<String> marks(String kind) {
        return owner.work(database ->
                database.sql("""
                        select coalesce(convert_from(payload, 'UTF8')::jsonb -> 'member' ->> 'emailVerified', 'verified')
                          from evidence_entry where chain_id = ? and kind = ? order by sequence
                        """).params(tenant.id(), kind).query(String.class).list());
    }

    private static String text(byte[] pdf) throws Exception {
        try (var document = Loader.loadPDF(pdf)) {
            return new PDFTextStripper().getText(document).replaceAll("\\s+", " ");
        }
    }

    @Test
    void aVerifiedAddressIsNotMarked() {
        signIn(dashboard, "dashboard");
        assertThat(users(dashboard))
                .singleElement()
                .satisfies(user -> assertThat(user).containsEntry("email_verified", true));
        assertThat(marks("member-joined")).last().isEqualTo("verified");
    }

    // ProviderSignIn: PersonName
    @TestFactory
    Stream<DynamicTest> aNameIsOneThatPeopleCanReadAndOtherwiseTheAddress() {
        String address = "ada@elsewhere.example";
        Map<String, String> names = new LinkedHashMap<>();
        names.put("Ada Lovelace", "Ada Lovelace");
        names.put("  Ada\u00a0 \u3000Lovelace ", "Ada Lovelace");
        names.put("José Nguyễn Thị Ánh", "José Nguyễn Thị Ánh");
        names.put("Jose\u0301", "Jose\u0301");
        names.put("山田 太郎", "山田 太郎");
        names.put("a".repeat(200), "a".repeat(200));
        names.put("a".repeat(201), address);
        names.put("a".repeat(100_000), address);
        names.put("", address);
        names.put(" \u00a0 ", address);
        names.put("...", address);
        names.put("\u3164\u3164", address);
        names.put("Ada\u3164", address);
        names.put("Ada\u200bLovelace", address);
        names.put("Ada\u202eecalevoL", address);
        names.put("Ada\r\nBcc: all@example.com", address);
        names.put("Ada\u0000", address);
        names.put("Ada\ue000", address);
        names.put("A" + "\u0301".repeat(60), address);
        return names.entrySet().stream()
                .map(name -> DynamicTest.dynamicTest(printable(name.getKey()), () -> {
                    newPerson();
                    dashboard.claims.put("name", name.getKey());
                    assertThat(signIn(dashboard, "dashboard").status()).isEqualTo(302);
                    assertThat(users(dashboard))
                            .singleElement()
                            .satisfies(user -> assertThat(user).containsEntry("name", name.getValue()));
                }));
    }

    // ProviderSignIn: "not an address"
    @TestFactory
    Stream<DynamicTest> anAddressWithInvisibleCharactersIsRefused() {
        return Stream.of(
                        "ada@elsewhere.example\u200b",
                        "ada\u00a0@elsewhere.example",
                        "a\u3164@b.example",
                        "ada",
                        "a".repeat(260) + "@b.example")
                .map(address -> DynamicTest.dynamicTest(printable(address), () -> {
                    newPerson();
                    dashboard.claims.put("email", address);
                    assertThat(signIn(dashboard, "dashboard").status()).isEqualTo(403);
                    assertThat(users(dashboard)).isEmpty();
                }));
    }

    // ProviderSignIn: "amr"
    @Test
    void methodsAndClassesThatCannotBeRecordedAreLeftOut() {
        dashboard.claims.put("amr", List.of("pwd\u0007", "otp"));
        dashboard.claims.put("acr", "x".repeat(300));
        dashboard.claims.put("sid", "a\nb");
        assertThat(signIn(dashboard, "dashboard").status()).isEqualTo(302);
        UUID user = (UUID) users(dashboard).get(0).get("id");
        assertThat(entries(user)).containsExactly("signed-in");
    }

    /** For the report: XML allows no control characters, and nobody reads half a megabyte. */
    private static String printable(String text) {
        String shown = '"' + text.replaceAll("[^\\p{L}\\p{N}@. ]", "?") + '"';
        return shown.length() <= 40 ? shown : shown.substring(0, 40) + "… (" + shown.length() + ")";
    }
}
