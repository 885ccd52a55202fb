package io.compliancecenter.security.provider;

import static org.assertj.core.api.Assertions.assertThat;

import io.compliancecenter.testing.IntegrationTest;
import io.compliancecenter.testing.application.Instance;
import io.compliancecenter.testing.application.TestApplication;
import io.compliancecenter.testing.fixtures.Actors;
import io.compliancecenter.testing.fixtures.Fixtures;
import io.compliancecenter.testing.fixtures.Fixtures.Issued;
import io.compliancecenter.testing.fixtures.Fixtures.Tenant;
import io.compliancecenter.testing.fixtures.Fixtures.User;
import io.compliancecenter.testing.fixtures.Records;
import io.compliancecenter.testing.http.Client;
import io.compliancecenter.testing.http.Client.Answer;
import io.compliancecenter.testing.http.PrefixProxy;
import io.compliancecenter.testing.mail.Letter;
import io.compliancecenter.testing.mail.Mailbox;
import java.io.IOException;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.context.Lifecycle;

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

    @Autowired
    Mailbox mailbox;

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
        settings.put(
                "compliance-center.mail.directory",
                application.getEnvironment().getRequiredProperty("compliance-center.mail.directory"));
        // Mail is sent by an instance that knows the address behind the proxy.
        application.getBean("mailSending", Lifecycle.class).stop();
        one = Instance.beside(application, settings);
        two = Instance.beside(application, settings);
        proxy = new PrefixProxy(PREFIX, List.of(one.port(), two.port()));
    }

    @AfterAll
    void stop() {
        application.getBean("mailSending", Lifecycle.class).start();
        proxy.close();
        two.close();
        one.close();
        provider.close();
    }

    @BeforeEach
    void newPerson() {
        browser = new Client(proxy.port());
        provider.claims.clear();
        provider.claims.putAll(
                Map.of("sub", UUID.randomUUID().toString(), "name", "Ada", "email", "ada@elsewhere.example"));
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

    // The rest is in BackChannelLogoutIT.
    @Test
    void aLogoutTokenEndsTheSessionThatItNamesAtAnyInstance() throws Exception {
        String sid = UUID.randomUUID().toString();
        provider.claims.put("sid", sid);
        arrive(PREFIX + "/sign-in/provider/idp");
        String page = PREFIX + tenant.path("/compliances");
        assertThat(browser.get(page).status()).isEqualTo(200);
        String token = provider.signed(provider.logout().claim("sid", sid).build());
        assertThat(new Client(one.port())
                        .post("/sign-out/provider/idp", Map.of("logout_token", token))
                        .status())
                .isEqualTo(200);
        for (int instance = 0; instance < 2; instance++) {
            assertThat(browser.get(page).location()).startsWith(PREFIX + "/sign-in?to=");
        }
    }

    /** Invites an address, and gives the path of the link in its mail. */
    private String invite(String address) {
        provider.claims.put("auth_time", TestApplication.NOW.getEpochSecond());
        arrive(PREFIX + "/sign-in/provider/idp");
        Answer members = browser.get(PREFIX + tenant.path("/members"));
        assertBelowPrefix(members);
        Answer invited =
                browser.submit(members.form("/members/invitations"), Map.of("email", address, "role", "ADMIN"));
        assertThat(invited.location()).startsWith(PREFIX + tenant.path("/members"));
        Letter letter = mailbox.awaitOne(address);
        assertThat(letter.html().select("a[href]"))
                .allSatisfy(link -> assertThat(link.attr("href")).startsWith("http://localhost:1" + PREFIX));
        assertThat(letter.text()).contains(letter.link().toString());
        return letter.link().getPath();
    }

    /** Every address on the page that a browser would ask for, or a script. */
    private static void assertBelowPrefix(Answer page) {
        assertThat(page.status()).isEqualTo(200);
        for (String name :
                List.of("href", "src", "action", "formaction", "data-passkey-options", "data-href", "content")) {
            page.html()
                    .select("[" + name + "^=/]")
                    .forEach(element -> assertThat(element.attr(name))
                            .as(element.toString())
                            .startsWith(PREFIX + "/"));
        }
    }

    @Test
    void anInvitationIsAcceptedWithANewAccount() {
        String address = "guest@" + tenant.slug() + ".example";
        String link = invite(address);
        Client guest = new Client(proxy.port());
        Answer page = guest.get(link);
        assertBelowPrefix(page);
        Answer refused = guest.submit(
                page.form("/account"), Map.of("name", "Gil", "password", "too short", "repeated", "too short"));
        assertThat(refused.status()).isEqualTo(422);
        String password = "correct horse battery " + tenant.slug();
        Answer joined = guest.submit(
                refused.form("/account"), Map.of("name", "Gil", "password", password, "repeated", password));
        assertThat(joined.location()).isEqualTo(PREFIX + "/organizations/" + tenant.slug());
        Answer led = guest.get(joined.location());
        assertThat(led.location()).startsWith(PREFIX + tenant.path("/"));
        assertBelowPrefix(guest.get(led.location()));
        Answer again = new Client(proxy.port()).get(link);
        assertThat(again.status()).isEqualTo(410);
        assertThat(again.html().select("a[href^=/], form[action^=/]"))
                .allSatisfy(element -> assertThat(element.attr("href") + element.attr("action"))
                        .startsWith(PREFIX + "/"));
    }

    @Test
    void anInvitationIsAcceptedByWhoSignsInFirst() {
        User known = fixtures.addUser("known@" + tenant.slug() + ".example", "Known");
        fixtures.join(fixtures.organization(), known);
        String link = invite(known.email());
        Client guest = new Client(proxy.port());
        String signIn = guest.get(link).html().selectFirst("#sign-in-and-join").attr("href");
        assertThat(signIn).startsWith(PREFIX + "/sign-in?to=/links/invitation/");
        Answer signedIn = guest.submit(
                guest.get(signIn).form("/sign-in"), Map.of("email", known.email(), "password", Fixtures.PASSWORD));
        assertThat(signedIn.location()).isEqualTo(link);
        Answer joined = guest.submit(guest.get(link).form("/membership"), Map.of());
        assertThat(joined.location()).isEqualTo(PREFIX + "/organizations/" + tenant.slug());
        assertThat(guest.get(PREFIX + tenant.path("/compliances")).status()).isEqualTo(200);
    }
}
