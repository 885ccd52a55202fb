package io.compliancecenter.security.provider;

import static org.assertj.core.api.Assertions.assertThat;

import io.compliancecenter.testing.IntegrationTest;
import io.compliancecenter.testing.application.Instance;
import io.compliancecenter.testing.application.SecondInstance;
import io.compliancecenter.testing.application.TestApplication;
import io.compliancecenter.testing.fixtures.Fixtures;
import io.compliancecenter.testing.fixtures.Fixtures.Issued;
import io.compliancecenter.testing.fixtures.Fixtures.Tenant;
import io.compliancecenter.testing.fixtures.Records;
import io.compliancecenter.testing.http.Client;
import io.compliancecenter.testing.http.Client.Answer;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;

/** Whoever agrees to the terms has proved lately who they are, and the record says how. */
@IntegrationTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FreshSignInIT {

    private static final Instant NOW = TestApplication.NOW;

    @Autowired
    Fixtures fixtures;

    @Autowired
    Records records;

    @Autowired
    SecondInstance second;

    TestProvider provider;
    Instance instance;
    Tenant tenant;
    Issued issued;
    Client browser;

    @BeforeAll
    void start() {
        instance = second.start();
        provider = second.providers().admins;
        tenant = second.providers().tenant;
    }

    @BeforeEach
    void newPerson() {
        issued = fixtures.certificate();
        browser = new Client(instance.port());
        second.providers().forget();
        provider.claims.putAll(Map.of("acr", "2", "amr", List.of("pwd", "otp")));
    }

    private String terms() {
        return tenant.path("/certificates/" + issued.certificate() + "/terms");
    }

    private Answer signIn(String link, Instant authenticatedAt) {
        if (authenticatedAt != null) {
            provider.claims.put("auth_time", authenticatedAt.getEpochSecond());
        }
        Answer leave = browser.get(link);
        URI back = URI.create(provider.authorize(leave.header("Location")));
        return browser.get(back.getRawPath() + "?" + back.getRawQuery());
    }

    private Answer agree(Answer page) {
        return browser.submit(page.form("/acceptances"), Map.of("agreed", "true"));
    }

    // DownloadPolicy.SIGN_IN_IS_FRESH
    @Test
    void aSilentSignInAtTheProviderIsNotFresh() {
        signIn("/sign-in/provider/admins", NOW.minusSeconds(3_600));
        Answer asked = browser.get(terms());
        assertThat(asked.location()).startsWith("/sign-in/again?to=" + terms());
        Answer again = browser.get(asked.location());
        assertThat(again.html().selectFirst("#not-asked")).isNotNull();
        String link = again.html().selectFirst("#provider").attr("href");
        assertThat(browser.get(link).header("Location")).contains("max_age=600");
        // The provider asks nobody.
        assertThat(signIn(link, NOW.minusSeconds(3_600)).location()).isEqualTo(terms());
        assertThat(browser.get(terms()).location()).startsWith("/sign-in/again");
        // It asks.
        assertThat(signIn(link, NOW.minusSeconds(5)).location()).isEqualTo(terms());
        assertThat(agree(browser.get(terms())).status()).isEqualTo(303);
        assertThat(records.acceptances(tenant))
                .last()
                .satisfies(acceptance -> assertThat(acceptance)
                        .containsEntry("sign_in_method", "provider")
                        .containsEntry("sign_in_issuer", provider.issuer())
                        .containsEntry("sign_in_subject", provider.claims.get("sub"))
                        .containsEntry("sign_in_acr", "2")
                        .containsEntry("sign_in_amr", "pwd otp"));
    }

    @Test
    void aProviderThatDoesNotSayWhenIsNotTrustedToHaveAsked() {
        signIn("/sign-in/provider/admins", null);
        assertThat(browser.get(terms()).location()).startsWith("/sign-in/again");
    }

    // ProviderSignIn: "isAfter(now)"
    @Test
    void aTimeToComeCountsAsNow() {
        signIn("/sign-in/provider/admins", NOW.plusSeconds(86_400));
        assertThat(agree(browser.get(terms())).status()).isEqualTo(303);
        assertThat(records.acceptances(tenant))
                .last()
                .satisfies(acceptance -> assertThat(acceptance)
                        .extractingByKey("authenticated_at")
                        .asString()
                        .startsWith("2026-11-24"));
    }

    @Test
    void anAgreementWithASignInThatHasAgedRecordsNothing() {
        signIn("/sign-in/provider/admins", NOW.minusSeconds(5));
        Answer page = browser.get(terms());
        int before = records.acceptances(tenant).size();
        fixtures.update("""
                update spring_session_attributes
                   set attribute_bytes = convert_to(regexp_replace(convert_from(attribute_bytes, 'UTF8'),
                       '"authenticatedAt":"2026-11-24T09:59', '"authenticatedAt":"2026-11-24T09:29'), 'UTF8')
                 where get_byte(attribute_bytes, 0) = ascii('{')
                """);
        Answer refused = agree(page);
        assertThat(refused.location()).startsWith("/sign-in/again?to=" + terms());
        assertThat(records.acceptances(tenant)).hasSize(before);
    }

    @Test
    void aPasswordCountsToo() {
        browser.signIn(tenant.admin().email(), Fixtures.PASSWORD);
        fixtures.update("""
                update spring_session_attributes
                   set attribute_bytes = convert_to(regexp_replace(convert_from(attribute_bytes, 'UTF8'),
                       '"authenticatedAt":"2026-11-24T10:00', '"authenticatedAt":"2026-11-24T09:30'), 'UTF8')
                 where get_byte(attribute_bytes, 0) = ascii('{')
                """);
        Answer asked = browser.get(terms());
        Answer again = browser.get(asked.location());
        assertThat(again.form("/sign-in/passkey").select("[name=to]").val()).isEqualTo(terms());
        Answer signedIn = browser.submit(again.form("/sign-in"), Map.of("password", Fixtures.PASSWORD));
        assertThat(signedIn.location()).isEqualTo(terms());
        assertThat(agree(browser.get(terms())).status()).isEqualTo(303);
    }

    // SignInRedirects.onLogoutSuccess
    @Test
    void signingOutHereOffersToSignOutThere() {
        signIn("/sign-in/provider/admins", NOW);
        Answer page = browser.get(tenant.path("/compliances"));
        Answer signedOut = browser.submit(page.form("/sign-out"), Map.of());
        assertThat(signedOut.location()).isEqualTo("/sign-in?signed-out&provider=admins");
        String link = browser.get(signedOut.location())
                .html()
                .selectFirst("#sign-out-there")
                .attr("href");
        assertThat(link).startsWith(provider.issuer() + "/end-session?client_id=" + TestProvider.CLIENT);
    }
}
