package io.compliancecenter.security.provider;

import static io.compliancecenter.testing.database.Refusals.assertDenied;
import static io.compliancecenter.testing.database.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.compliancecenter.database.RefusedByDatabaseException.Reason;
import io.compliancecenter.mail.LinkTokens;
import io.compliancecenter.testing.http.Client;
import io.compliancecenter.testing.http.Client.Answer;
import io.compliancecenter.testing.mail.Mailbox;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Invited people join by signing in through a provider, and nobody else does. */
@ExtendWith(OutputCaptureExtension.class)
class JoiningByProviderIT extends JoiningTest {

    @Autowired
    Mailbox mailbox;

    @Autowired
    JdbcClient database;

    private String token() {
        return link.substring(link.lastIndexOf('/') + 1);
    }

    @Test
    void aNewColleagueJoinsThroughAProviderAndSignsInThereFromThenOn(CapturedOutput log) {
        Answer page = browser.get(link);
        assertThat(page.html().select(".providers button").eachText())
                .containsExactly("Join with Example Dashboard", "Join with away", "Join with rotating");

        assertThat(join(browser, dashboard, "dashboard")).isEqualTo(link);

        assertThat(browser.get(link).location()).isEqualTo(inviting.path(""));
        assertThat(browser.get(inviting.path("/compliances")).status()).isEqualTo(403);
        assertThat(users(dashboard))
                .singleElement()
                .satisfies(user -> assertThat(user)
                        .containsEntry("email", email)
                        .containsEntry("name", "Ada Lovelace")
                        .containsEntry("source", "INVITATION")
                        .containsEntry("password_hash", null));
        assertThat(role(dashboard, inviting)).isEqualTo("MEMBER");
        assertThat(entries(inviting.id())).containsExactly("member-invited", "member-joined", "identity-linked");
        UUID user = (UUID) users(dashboard).get(0).get("id");
        assertThat(entries(user)).containsExactly("signed-in");
        assertThat(mailbox.await(email, "Single sign-on was linked to your account")
                        .text())
                .contains("Ada Lovelace", "Example Dashboard");
        // The link is used up.
        assertThat(new Client(instance.port()).get(link).status()).isEqualTo(410);

        assertThat(signIn(new Client(instance.port()), dashboard, "dashboard", "")
                        .location())
                .isEqualTo("/");
        assertThat(users(dashboard))
                .singleElement()
                .satisfies(same -> assertThat(same).containsEntry("id", user));
        assertThat(entries(user)).containsExactly("signed-in", "signed-in");
        assertThat(log).doesNotContain(token());
    }

    @Test
    void theProviderOfTheInvitedDomainIsOfferedFirstAndKnowsTheAddress() {
        invite("colleague-" + UUID.randomUUID() + "@" + domain);
        Answer page = browser.get(link);
        assertThat(page.html().select(".providers button").first().text()).isEqualTo("Join with customers");
        Answer next = browser.submit(page.form("/provider/customers"), Map.of());
        assertThat(next.html().selectFirst("main a").attr("href")).contains("login_hint=" + email);
        browser.get(back(next, customers));
        assertThat(role(customers, inviting)).isEqualTo("MEMBER");
        // What it says about its own Organization counts as at any sign-in.
        assertThat(role(customers, tenant)).isEqualTo("MEMBER");
    }

    // accept_invitation_by_provider: "invited.email"
    @Test
    void whoHasAnAccountThroughTheProviderJoinsWithThat() {
        belongTo(other, "reader");
        signIn(dashboard, "dashboard");
        UUID user = (UUID) users(dashboard).get(0).get("id");
        Client fresh = new Client(instance.port());
        assertThat(join(fresh, dashboard, "dashboard")).isEqualTo(link);
        assertThat(fresh.get(link).location()).isEqualTo(inviting.path(""));
        assertThat(users(dashboard))
                .singleElement()
                .satisfies(same -> assertThat(same).containsEntry("id", user));
        assertThat(role(dashboard, other)).isEqualTo("MEMBER");
        assertThat(accounts(email)).isZero();
    }

    // SealedText, SignInCookies: the key is the state
    @Test
    void theLinkIsNotStoredInClearOnTheWay() {
        browser.submit(browser.get(link).form("/provider/dashboard"), Map.of());
        assertThat(browser.session()).isEmpty();
        List<String> cookies = Arrays.stream(browser.cookies().split("; "))
                .filter(cookie -> cookie.startsWith("SIGN-IN-"))
                .toList();
        assertThat(cookies).singleElement().satisfies(cookie -> {
            String value = cookie.substring(cookie.indexOf('=') + 1);
            assertThat(cookie).doesNotContain(token());
            assertThat(new String(Base64.getUrlDecoder().decode(value), StandardCharsets.ISO_8859_1))
                    .doesNotContain(token(), "dashboard");
        });
    }

    // SealedText: open
    @Test
    void aCookieOfAnotherSignInOrAChangedOneHasNoEffect() {
        String own = leave(browser, dashboard, "dashboard");
        String sealed = browser.cookies().replaceFirst(".*SIGN-IN-[A-Za-z0-9]+=([^;]+).*", "$1");
        Client victim = new Client(instance.port());
        String theirs = callback(dashboard, victim.get("/sign-in/provider/dashboard"));
        String name = victim.cookies().replaceFirst(".*(SIGN-IN-[A-Za-z0-9]+)=.*", "$1");
        victim.forget(name);
        String changed = (sealed.startsWith("A") ? "B" : "A") + sealed.substring(1);
        for (String cookie : List.of(sealed, changed, "", "%00", "A".repeat(5_000))) {
            assertThat(victim.get(theirs, "Cookie", name + "=" + cookie).location())
                    .isEqualTo("/sign-in?expired");
        }
        assertThat(users(dashboard)).isEmpty();
        // The address alone is worth nothing in another browser, and in the own one it counts once.
        assertThat(victim.get(own).location()).isEqualTo("/sign-in?expired");
        assertThat(browser.get(own).location()).isEqualTo(link);
        assertThat(browser.get(own).location()).isEqualTo("/sign-in?expired");
    }

    // SecurityConfiguration: csrf, CrossSiteFilter; InvitationProviderController: POST
    @Test
    void noOtherSiteBeginsItInSomebodysBrowser() {
        String address = link + "/provider/dashboard";
        Map<String, String> token =
                Map.of("_csrf", browser.get(link).html().select("[name=_csrf]").val());
        for (Answer refused : List.of(
                browser.get(address),
                browser.post(address, Map.of()),
                browser.post(address, Map.of(), "Origin", "null"),
                browser.post(address, token, "Sec-Fetch-Site", "cross-site"),
                browser.post(address, token, "Sec-Fetch-Site", "cross-site", "Origin", "null"),
                browser.post(address, token, "Origin", "https://evil.example"),
                new Client(instance.port()).post(address, token))) {
            assertThat(refused.status()).isIn(302, 303, 403);
            assertThat(refused.response().headers().allValues("Set-Cookie"))
                    .noneMatch(cookie -> cookie.contains("SIGN-IN-"));
        }
        // Nor does the plain sign-in of a provider accept an invitation, whatever its address says.
        String plain =
                callback(dashboard, browser.get("/sign-in/provider/dashboard?invitation=" + token() + "&to=" + link));
        assertThat(browser.get(plain).status()).isEqualTo(403);
        assertThat(users(dashboard)).isEmpty();
    }

    @Test
    void onlyWhatIsOfferedIsPossible() {
        Map<String, String> token =
                Map.of("_csrf", browser.get(link).html().select("[name=_csrf]").val());
        for (String id : List.of("customers", "nobody", "%2e%2e", "x".repeat(1_000))) {
            assertThat(browser.post(link + "/provider/" + id, token).status()).isIn(400, 404);
        }
        for (String unknown : List.of("x", "A".repeat(43))) {
            Answer answer = browser.post("/links/invitation/" + unknown + "/provider/dashboard", token);
            assertThat(answer.location()).isEqualTo("/links/invitation/" + unknown);
        }
    }

    // use_invitation
    @ParameterizedTest
    @ValueSource(
            strings = {
                "update invitation set withdrawn_at = now() where organization_id = ?",
                "update mailed_link set expires_at = now() where mail_id in (select id from mail where organization_id = ?)",
                "update member set role = 'MEMBER' where organization_id = ?"
            })
    void anInvitationThatEndsMeanwhileIsNotAccepted(String sql) {
        String back = leave(browser, dashboard, "dashboard");
        fixtures.update(sql, inviting.id());
        assertThat(browser.get(back).location()).isEqualTo(link + "?provider=refused");
        Answer closed = browser.get(link);
        assertThat(closed.status()).isEqualTo(410);
        assertThat(users(dashboard)).isEmpty();
        assertThat(accounts(email)).isZero();
    }

    // use_link
    @Test
    void twoPeopleWithOneLinkMakeOneMember() {
        String first = leave(browser, dashboard, "dashboard");
        Client second = new Client(instance.port());
        String late = leave(second, rotating, "rotating");
        assertThat(browser.get(first).location()).isEqualTo(link);
        assertThat(second.get(late).location()).isEqualTo(link + "?provider=refused");
        assertThat(second.session()).isEmpty();
        assertThat(users(rotating)).isEmpty();
    }

    @Test
    void whatAProviderGetsWrongIsRefusedHereAsWell() {
        dashboard.signing = TestProvider::unsigned;
        String back = leave(browser, dashboard, "dashboard");
        Answer refused = browser.get(back);
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.text()).doesNotContain(token());
        assertThat(browser.get(link).status()).isEqualTo(200);
        assertThat(users(dashboard)).isEmpty();
    }

    // InvitationProviderController: ProviderUnavailableException
    @Test
    void aProviderThatIsAwayLeavesTheInvitationOpen() {
        Answer answer = browser.submit(browser.get(link).form("/provider/away"), Map.of());
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.html().selectFirst("h1").text()).isEqualTo("Identity provider not available");
        assertThat(browser.get(link).status()).isEqualTo(200);
    }

    // accept_invitation_by_provider, past all of Java
    @Test
    void theDatabaseAcceptsNoInventedLinkProviderOrValue() {
        String hash = "'\\x" + HexFormat.of().formatHex(LinkTokens.hash(token())) + "'::bytea";
        String issuer = "'" + dashboard.issuer() + "'";
        for (String token : List.of("null", "''::bytea", "sha256('')")) {
            assertRefused(Reason.NOT_FOUND, () -> accept(token, issuer, "'sub'", "'Ada'"));
        }
        for (String unknown : List.of("null", "'https://evil.example'")) {
            assertRefused(Reason.FORBIDDEN, () -> accept(hash, unknown, "'sub'", "'Ada'"));
        }
        for (String subject : List.of("''", "'a' || chr(1)", "repeat('a', 256)")) {
            assertDenied("23514", () -> accept(hash, issuer, subject, "'Ada'"));
        }
        assertDenied("23502", () -> accept(hash, issuer, "null", "'Ada'"));
        for (String name : List.of("null", "''", "'a' || chr(1)", "repeat('a', 201)")) {
            assertDenied("23514", () -> accept(hash, issuer, "'" + UUID.randomUUID() + "'", name));
        }
        assertThat(accounts(email)).isZero();
        assertThat(browser.get(link).status()).isEqualTo(200);
    }

    private void accept(String tokenHash, String issuer, String subject, String name) {
        database.sql("""
                        select * from accept_invitation_by_provider(%s, %s, %s, 'ada@elsewhere.example', %s, false, null, null,
                                                                    null, 'en')
                        """.formatted(tokenHash, issuer, subject, name)).query().listOfRows();
    }

    private int accounts(String address) {
        return owner.work(sql -> sql.sql("select count(*) from user_account where email = ?")
                .param(address)
                .query(Integer.class)
                .single());
    }
}
