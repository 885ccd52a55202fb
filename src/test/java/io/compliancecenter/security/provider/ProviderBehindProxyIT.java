package io.compliancecenter.security.provider;

import static org.assertj.core.api.Assertions.assertThat;

import io.compliancecenter.testing.Actors;
import io.compliancecenter.testing.Client;
import io.compliancecenter.testing.Client.Answer;
import io.compliancecenter.testing.Fixtures;
import io.compliancecenter.testing.Fixtures.Issued;
import io.compliancecenter.testing.Fixtures.Tenant;
import io.compliancecenter.testing.Instance;
import io.compliancecenter.testing.IntegrationTest;
import io.compliancecenter.testing.PrefixProxy;
import io.compliancecenter.testing.Records;
import io.compliancecenter.testing.TestApplication;
import java.io.IOException;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** Two instances behind a proxy with a path prefix, of which each request reaches the other one. */
@IntegrationTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ProviderBehindProxyIT {

    private static final String PREFIX = "/trust/compliance";

    @Autowired
    ApplicationContext application;

    @Autowired
    Fixtures fixtures;

    @Autowired
    Records records;

    @Autowired
    Actors actors;

    TestProvider provider;
    Tenant tenant;
    Instance one;
    Instance two;
    Client browser;
    PrefixProxy proxy;

    @BeforeAll
    void start() throws IOException {
        provider = new TestProvider();
        tenant = fixtures.organization();
        Map<String, String> settings = new LinkedHashMap<>(provider.properties("idp"));
        settings.put("compliance-center.sign-in.providers.idp.organizations", tenant.slug());
        settings.put("compliance-center.sign-in.providers.idp.default-role", "ADMIN");
        settings.put("compliance-center.terms.fresh-sign-in", "10m");
        settings.put("compliance-center.trusted-proxies", "127\\.0\\.0\\.1");
        settings.put("compliance-center.base-url", "http://localhost:1" + PREFIX);
        one = Instance.beside(application, settings);
        two = Instance.beside(application, settings);
        proxy = new PrefixProxy(PREFIX, List.of(one.port(), two.port()));
        browser = new Client(proxy.port());
        provider.claims.putAll(
                Map.of("sub", UUID.randomUUID().toString(), "name", "Ada", "email", "ada@elsewhere.example"));
    }

    @AfterAll
    void stop() {
        proxy.close();
        two.close();
        one.close();
        provider.close();
    }

    private Answer arrive(String link) {
        Answer leave = browser.get(link);
        assertThat(TestProvider.query(URI.create(leave.header("Location")).getRawQuery()))
                .containsEntry("redirect_uri", "http://localhost:1" + PREFIX + "/login/oauth2/code/idp");
        URI back = URI.create(provider.authorize(leave.header("Location")));
        return browser.get(back.getRawPath() + "?" + back.getRawQuery());
    }

    @Test
    void anInvitationIsAcceptedAcrossInstances() {
        Tenant inviting = fixtures.organization();
        for (boolean byProvider : List.of(true, false)) {
            String email = "guest-" + UUID.randomUUID() + "@guest.example";
            String link =
                    PREFIX + fixtures.invitationLink(actors.adminOf(inviting).invite(email));
            Client guest = new Client(proxy.port());
            Answer joined;
            if (byProvider) {
                provider.claims.put("sub", UUID.randomUUID().toString());
                Answer next = guest.submit(guest.get(link).form("/provider/idp"), Map.of());
                URI back = URI.create(
                        provider.authorize(next.html().selectFirst("main a").attr("href")));
                assertThat(back.getPath()).isEqualTo(PREFIX + "/login/oauth2/code/idp");
                assertThat(guest.get(back.getRawPath() + "?" + back.getRawQuery())
                                .location())
                        .isEqualTo(link);
                joined = guest.get(link);
            } else {
                joined = guest.submit(
                        guest.get(link).form("/account"),
                        Map.of(
                                "name",
                                "Gil Guest",
                                "password",
                                "seven quiet lanterns drift",
                                "repeated",
                                "seven quiet lanterns drift"));
            }
            assertThat(joined.location()).isEqualTo(PREFIX + inviting.path(""));
            // On either instance
            for (int page = 0; page < 2; page++) {
                assertThat(guest.get(PREFIX + inviting.path("/compliances")).status())
                        .isEqualTo(403);
            }
        }
    }

    @Test
    void signingInAndAgreeingWorkAcrossInstances() {
        Issued issued = fixtures.certificate();
        String terms = PREFIX + tenant.path("/certificates/" + issued.certificate() + "/terms");
        provider.claims.put("auth_time", TestApplication.NOW.minusSeconds(3_600).getEpochSecond());
        Answer asked = browser.get(terms);
        Answer page = browser.get(asked.location());
        Answer arrived = arrive(page.html().selectFirst(".providers a").attr("href"));
        assertThat(arrived.location()).isEqualTo(terms);
        Answer again = browser.get(browser.get(terms).location());
        provider.claims.put("auth_time", TestApplication.NOW.getEpochSecond());
        assertThat(arrive(again.html().selectFirst("#provider").attr("href")).location())
                .isEqualTo(terms);
        Answer agreed = browser.submit(browser.get(terms).form("/acceptances"), Map.of("agreed", "true"));
        assertThat(agreed.location()).startsWith(PREFIX + tenant.path("/downloads/"));
        assertThat(browser.get(agreed.location()).status()).isEqualTo(200);
        assertThat(records.acceptances(tenant))
                .singleElement()
                .satisfies(acceptance -> assertThat(acceptance)
                        .containsEntry("sign_in_method", "provider")
                        .containsEntry("sign_in_issuer", provider.issuer()));
        Answer signedOut =
                browser.submit(browser.get(PREFIX + tenant.path("/compliances")).form("/sign-out"), Map.of());
        assertThat(signedOut.location()).isEqualTo(PREFIX + "/sign-in?signed-out&provider=idp");
        assertThat(browser.get(signedOut.location())
                        .html()
                        .selectFirst("#sign-out-there")
                        .attr("href"))
                .contains("post_logout_redirect_uri=http%3A%2F%2Flocalhost%3A1%2Ftrust%2Fcompliance%2Fsign-in");
        assertThat(browser.get(terms).location()).startsWith(PREFIX + "/sign-in?to=");
    }
}
