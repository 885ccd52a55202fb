package io.compliancecenter.security.provider.sessioncheck;

import static org.assertj.core.api.Assertions.assertThat;

import io.compliancecenter.security.provider.TestProvider;
import io.compliancecenter.testing.IntegrationTest;
import io.compliancecenter.testing.application.Instance;
import io.compliancecenter.testing.application.SecondInstance;
import io.compliancecenter.testing.application.TestApplication;
import io.compliancecenter.testing.database.OwnerSql;
import io.compliancecenter.testing.fixtures.Fixtures;
import io.compliancecenter.testing.fixtures.Fixtures.Tenant;
import io.compliancecenter.testing.http.Client;
import io.compliancecenter.testing.http.Client.Answer;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;

/** Somebody who has signed in at a provider that confirms sessions. */
@IntegrationTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class CheckedSessionTest {

    @Autowired
    Fixtures fixtures;

    @Autowired
    OwnerSql owner;

    @Autowired
    SecondInstance second;

    TestProvider provider;
    TestProvider unchecked;
    Tenant tenant;
    Instance instance;
    Client browser;
    String page;

    @BeforeAll
    void start() {
        instance = second.start();
        provider = second.providers().checked;
        unchecked = second.providers().unchecked;
        tenant = second.providers().tenant;
        page = tenant.path("/certifications?q=iso");
    }

    @BeforeEach
    void signIn() {
        browser = new Client(instance.port());
        second.providers().forget();
        provider.claims.putAll(Map.of("sid", UUID.randomUUID().toString(), "role", "admin", "acr", "2"));
        provider.claims.put("auth_time", TestApplication.NOW.minusSeconds(60).getEpochSecond());
        assertThat(come(browser.get("/sign-in/provider/checked")).location()).isEqualTo("/");
        assertThat(browser.get(page).status()).isEqualTo(200);
    }

    /** The sessions of the person become older. */
    final void pass(int minutes) {
        pass(minutes, user());
    }

    final void pass(int minutes, UUID user) {
        String moved = TestApplication.NOW.minusSeconds(60L * minutes).toString();
        fixtures.update("""
                update spring_session_attributes a
                   set attribute_bytes = convert_to(regexp_replace(convert_from(attribute_bytes, 'UTF8'),
                       '"(at|confirmedAt)":"[^"]*"', '"\\1":"' || ? || '"', 'g'), 'UTF8')
                  from spring_session s where s.primary_id = a.session_primary_id and s.principal_name = ?
                """, moved, user.toString());
    }

    final UUID user() {
        return user(provider);
    }

    final UUID user(TestProvider of) {
        return owner.work(database -> database.sql("select user_id from user_identity where issuer = ? and subject = ?")
                .params(of.issuer(), of.claims.get("sub"))
                .query(UUID.class)
                .single());
    }

    final List<String> entries() {
        UUID chain = user();
        return owner.work(
                database -> database.sql("select kind from evidence_entry where chain_id = ? order by sequence")
                        .params(chain)
                        .query(String.class)
                        .list());
    }

    /** Where the page that the browser asked for leads to: to the provider. */
    final Answer leave(String asked) {
        Answer due = browser.get(asked);
        assertThat(due.location()).startsWith("/sign-in/check?to=");
        Answer check = browser.get(due.location());
        String link = check.html().selectFirst("#check").attr("href");
        assertThat(check.html().selectFirst("meta[http-equiv=refresh]").attr("content"))
                .isEqualTo("0; url=" + link);
        Answer leave = browser.get(link);
        assertThat(leave.header("Location"))
                .startsWith(provider.issuer() + "/authorize?")
                .contains("prompt=none", "code_challenge_method=S256", "nonce=", "state=");
        // It would be one for each tab, and the browser sends them all.
        assertThat(leave.header("Set-Cookie")).doesNotContain("SIGN-IN");
        return leave;
    }

    final Answer come(Answer leave) {
        return follow(provider.authorize(leave.header("Location")));
    }

    /** The provider refuses, and does so again without a hint. */
    final Answer refused(Answer leave, String error) {
        Answer once = refusedOnce(leave, error);
        return once.location().startsWith("/sign-in/provider/")
                ? refusedOnce(browser.get(once.location()), error)
                : once;
    }

    final Answer refusedOnce(Answer leave, String error) {
        String state = TestProvider.query(URI.create(leave.header("Location")).getRawQuery())
                .get("state");
        return browser.get("/login/oauth2/code/checked?error=" + error + "&state=" + state);
    }

    final Answer follow(String address) {
        return browser.get(callback(address));
    }

    static String callback(String address) {
        URI back = URI.create(address);
        return back.getRawPath() + "?" + back.getRawQuery();
    }
}
