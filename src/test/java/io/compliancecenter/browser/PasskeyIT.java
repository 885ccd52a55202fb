package io.compliancecenter.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import io.compliancecenter.browser.chromium.VirtualAuthenticator;
import io.compliancecenter.browser.chromium.Visitor;
import io.compliancecenter.browser.scene.BrowserTest;
import io.compliancecenter.testing.fixtures.Actors;
import io.compliancecenter.testing.fixtures.Fixtures;
import io.compliancecenter.testing.fixtures.Fixtures.User;
import io.compliancecenter.testing.http.Client;
import io.compliancecenter.testing.mail.Letter;
import io.compliancecenter.testing.mail.Mailbox;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/** Passkeys, with a real browser and its virtual authenticator. */
class PasskeyIT extends BrowserTest {

    private static final Pattern REFUSED = Pattern.compile(".*/sign-in\\?passkey-refused.*");

    @Autowired
    Actors actors;

    @Autowired
    Mailbox mailbox;

    @Autowired
    ConfigurableEnvironment settings;

    Visitor visitor;
    Page page;

    @BeforeEach
    @AfterEach
    void forgetDelays() {
        fixtures.forgetSignInDelays();
    }

    @BeforeEach
    void plugIn() {
        visitor = visitor();
        page = visitor.page();
        VirtualAuthenticator.plugInto(page);
    }

    @Test
    void aPasskeyIsAddedUsedRenamedAndRemoved() {
        addPasskey(tenant.admin(), "Ada's <b>laptop</b>");
        assertThat(page.locator("#passkeys li")).hasCount(1);
        assertThat(page.locator(".passkey-name")).hasText("Ada's <b>laptop</b>");
        assertThat(page.locator("#passkeys li")).containsText("Never used");

        signOut();
        page.navigate("/sign-in?to=" + tenant.path("/certifications"));
        passkeyButton().click();
        assertThat(page).hasURL(Pattern.compile("[0-9]" + tenant.path("/certifications") + "$"));
        assertThat(lastSignIn(tenant.admin())).contains("\"passkey\"");
        assertThat(fixtures.<String>asOwner(sql -> sql.sql("select method from session_sign_in where user_id = ?"
                                + " order by signed_in_at desc limit 1")
                        .param(tenant.admin().id())
                        .query(String.class)
                        .single()))
                .isEqualTo("passkey");

        page.navigate("/account");
        assertThat(page.locator("#passkeys li")).containsText("Last used");
        page.locator("#rename-0").click();
        page.locator("#label-0").fill("Phone");
        page.getByText("Save", new Page.GetByTextOptions().setExact(true)).click();
        assertThat(page.locator("#passkeys-done")).containsText("renamed");
        assertThat(page.locator(".passkey-name")).hasText("Phone");
        Client elsewhere = new Client(port).signIn(tenant.admin().email(), Fixtures.PASSWORD);

        page.locator("#remove-0").click();
        page.getByText("Remove passkey", new Page.GetByTextOptions().setExact(true))
                .click();
        assertThat(page.locator("#passkeys-done")).containsText("removed");
        assertThat(page.locator("#no-passkeys")).isVisible();
        // PasskeyAccount: sessions.endOthers
        assertThat(elsewhere.get("/account").location()).startsWith("/sign-in");

        signOut();
        page.navigate("/sign-in");
        passkeyButton().click();
        assertThat(page).hasURL(REFUSED);
        assertThat(page.locator("#passkey-refused")).isVisible();
        // notify_of_passkey
        for (String change : List.of("added to", "removed from")) {
            Letter letter = mailbox.await(tenant.admin().email(), "A passkey was " + change + " your account");
            assertThat(letter.html().text())
                    .contains(tenant.admin().name(), change.startsWith("added") ? "Ada's <b>laptop</b>" : "Phone");
        }
        assertThat(kindsOfTheOrganization()).containsExactly("passkey-added", "passkey-removed");
    }

    // RecentSignIn
    @Test
    void whoSignedInLongAgoSignsInAgainBeforeTheyChangePasskeys() {
        addPasskey(tenant.admin(), "Laptop");
        fixtures.update("""
                update spring_session_attributes a
                   set attribute_bytes = convert_to(replace(convert_from(attribute_bytes, 'UTF8'),
                           '"authenticatedAt":"2026-11-24T10', '"authenticatedAt":"2026-11-24T09'), 'UTF8')
                  from spring_session s
                 where s.primary_id = a.session_primary_id and s.principal_name = ?
                """, tenant.admin().id().toString());
        page.navigate("/account");
        assertThat(page.locator("#add-passkey")).hasCount(0);
        assertThat(page.locator("#remove-0")).hasCount(0);
        page.locator("#passkeys-again a").click();
        page.locator("#password").fill(Fixtures.PASSWORD);
        page.locator("#sign-in button").click();
        assertThat(page).hasURL(Pattern.compile("/account$"));
        assertThat(page.locator("#add-passkey")).isVisible();
    }

    // use_passkey: take_passkey_challenge
    @Test
    void anAnswerCountsOnce() throws Exception {
        addPasskey(tenant.admin(), "Laptop");
        String answer = signInAndKeepTheAnswer();
        fixtures.update(
                "update passkey set signature_count = 0 where user_id = ?",
                tenant.admin().id());
        assertThat(replay(answer)).matches(REFUSED);
        assertThat(lastSignIn(tenant.admin())).contains("\"passkey\"").doesNotContain("authenticatedAt");
    }

    // passkey_challenge_mac: bound_to
    @Test
    void anAnswerCountsInTheBrowserThatWasAskedOnly() throws Exception {
        addPasskey(tenant.admin(), "Laptop");
        String answer = signInAndKeepTheAnswer();
        fixtures.update("delete from passkey_challenge");
        fixtures.update(
                "update passkey set signature_count = 0 where user_id = ?",
                tenant.admin().id());
        // Another browser, which has a token of its own
        page.context().clearCookies();
        page.navigate("/sign-in");
        String token = page.locator("#passkey [name=_csrf]").inputValue();
        assertThat(replay(answer.replaceFirst("_csrf=[^&]*", "_csrf=" + token))).matches(REFUSED);
    }

    // use_passkey: the comparison of the counters. Spring Security compares with the counter from when the passkey was
    // made.
    @Test
    void aCopyOfAPasskeyIsFoundByItsCounter() {
        addPasskey(tenant.admin(), "Laptop");
        fixtures.update(
                "update passkey set signature_count = 1000 where user_id = ?",
                tenant.admin().id());
        signOut();
        page.navigate("/sign-in");
        passkeyButton().click();
        assertThat(page).hasURL(REFUSED);
    }

    // RelyingParty.verify: the user handle
    @Test
    void aPasskeyOfAnotherUserIsRefused() {
        addPasskey(tenant.admin(), "Laptop");
        fixtures.update(
                "insert into passkey_user (user_id) values (?)", tenant.member().id());
        fixtures.update(
                "update passkey set user_id = ? where user_id = ?",
                tenant.member().id(),
                tenant.admin().id());
        signOut();
        page.navigate("/sign-in");
        passkeyButton().click();
        assertThat(page).hasURL(REFUSED);
    }

    // RelyingParty.origin; passkeys.js: isAvailable
    @Test
    void thePasskeyWorksAtTheConfiguredAddressOnly() {
        addPasskey(tenant.admin(), "Laptop");
        signOut();
        // As if it were configured so, and served here too
        MapPropertySource elsewhere = new MapPropertySource(
                "elsewhere", Map.of("compliance-center.base-url", "http://localhost:" + (port + 1)));
        settings.getPropertySources().addFirst(elsewhere);
        try {
            page.navigate("/sign-in");
            assertThat(page.locator("#passkey")).isHidden();
            // As if another site had copied the page
            page.evaluate("""
                    () => {
                      document.querySelector('#passkey').dataset.passkeyOrigin = location.origin;
                      return import('/assets/passkeys.js?again');
                    }
                    """);
            passkeyButton().click();
            assertThat(page).hasURL(REFUSED);
        } finally {
            settings.getPropertySources().remove(elsewhere.getName());
        }
    }

    // passkey_handle, require_passkey_user
    @Test
    void peopleWhoSignInAtTheirProviderHaveNone() {
        addPasskey(tenant.admin(), "Laptop");
        signOut();
        fixtures.update(
                "update user_account set source = 'PROVIDER', key = null, password_hash = null where id = ?",
                tenant.admin().id());
        page.navigate("/sign-in");
        passkeyButton().click();
        assertThat(page).hasURL(REFUSED);
    }

    // remove_passkey: the last means
    @Test
    void theOnlyWayToSignInIsNotRemoved() {
        addPasskey(tenant.admin(), "Laptop");
        fixtures.update(
                "update user_account set password_hash = null where id = ?",
                tenant.admin().id());
        page.navigate("/account");
        page.locator("#remove-0").click();
        page.getByText("Remove passkey", new Page.GetByTextOptions().setExact(true))
                .click();
        assertThat(page.locator("#passkeys-done")).containsText("no other way to sign in");
        assertThat(page.locator("#passkeys li")).hasCount(1);
    }

    // add_passkey: the challenge is bound to the user
    @Test
    void aPasskeyIsAddedForTheUserWhoWasAskedOnly() {
        signedIn(visitor, tenant.admin());
        page.navigate("/account");
        AtomicReference<String> sent = new AtomicReference<>();
        page.route("**/account/passkeys", route -> {
            if (route.request().method().equals("POST")) {
                sent.set(route.request().postData());
                // Meanwhile, somebody else has signed in.
                signedIn(visitor, tenant.member());
            }
            route.resume();
        });
        page.locator("#add-passkey button").click();
        assertThat(page.locator("#passkeys-done")).containsText("not added");
        assertThat(page.locator("#no-passkeys")).isVisible();
        assertThat(sent.get()).contains("credential=");
    }

    @Test
    void withoutScriptsPasskeysCanBeRemovedButNotUsed() {
        addPasskey(tenant.admin(), "Laptop");
        Visitor still = stillVisitor("en-GB", false);
        still.open("/sign-in");
        assertThat(still.page().locator("#passkey")).isHidden();
        signedIn(still, tenant.admin()).open("/account");
        assertThat(still.page().locator("#add-passkey")).isHidden();
        assertThat(still.page().locator("[data-passkey-unavailable]")).isVisible();
        still.page().locator("#remove-0").click();
        still.page()
                .getByText("Remove passkey", new Page.GetByTextOptions().setExact(true))
                .click();
        assertThat(still.page().locator("#no-passkeys")).isVisible();
    }

    // accept_invitation_with_passkey
    @Test
    void anInvitedPersonJoinsWithAPasskeyAndNoPassword() {
        String email = "guest@" + tenant.slug() + ".example";
        page.navigate(fixtures.invitationLink(actors.adminOf(tenant).invite(email)));
        // The name is asked for first.
        page.locator("#join-with-passkey button").click();
        assertThat(page.locator("#name")).isFocused();
        page.locator("#name").fill("Gil Guest");
        visitor.expect(403);
        page.locator("#join-with-passkey button").click();
        // A member, who is no admin
        page.waitForURL(url -> url.contains("/organizations/"));
        assertThat(kindsOfTheOrganization()).containsExactly("member-invited", "member-joined", "passkey-added");
        signOut();
        page.navigate("/sign-in");
        passkeyButton().click();
        page.waitForURL(url -> !url.contains("/sign-in"));
        assertThat(fixtures.<String>asOwner(sql -> sql.sql(
                                "select source || ' ' || (password_hash is null) from user_account where email = ?")
                        .param(email)
                        .query(String.class)
                        .single()))
                .isEqualTo("INVITATION true");
    }

    private void addPasskey(User user, String label) {
        signedIn(visitor, user);
        page.navigate("/account");
        page.locator("#passkey-label").fill(label);
        page.locator("#add-passkey button").click();
        assertThat(page.locator("#passkeys-done")).containsText("added");
    }

    private Locator passkeyButton() {
        return page.locator("#passkey button");
    }

    private void signOut() {
        page.context().clearCookies();
    }

    /** @return the body of the form that was sent */
    private String signInAndKeepTheAnswer() {
        signOut();
        page.navigate("/sign-in");
        AtomicReference<Request> sent = new AtomicReference<>();
        page.onRequest(request -> {
            if (request.method().equals("POST") && request.url().endsWith("/sign-in/passkey")) {
                sent.set(request);
            }
        });
        passkeyButton().click();
        page.waitForURL(url -> !url.contains("/sign-in"));
        return Objects.requireNonNull(sent.get().postData());
    }

    /** Sends a form again, with the browser's cookies. */
    private String replay(String body) throws Exception {
        assertThat(URLDecoder.decode(body, StandardCharsets.UTF_8)).contains("clientDataJSON");
        String cookies = page.context().cookies().stream()
                .filter(cookie -> !cookie.name.equals("SESSION"))
                .map(cookie -> cookie.name + "=" + cookie.value)
                .reduce((one, next) -> one + "; " + next)
                .orElseThrow();
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/sign-in/passkey"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Cookie", cookies)
                .POST(BodyPublishers.ofString(body))
                .build();
        HttpResponse<Void> answer = HttpClient.newHttpClient().send(request, BodyHandlers.discarding());
        return answer.headers().firstValue("Location").orElse("status " + answer.statusCode());
    }

    /** The last entry of the user's own chain. */
    private String lastSignIn(User user) {
        return fixtures.asOwner(
                sql -> sql.sql("""
                        select convert_from(payload, 'UTF8') from evidence_entry where chain_id = ? order by sequence desc limit 1
                        """).param(user.id()).query(String.class).single());
    }

    private List<String> kindsOfTheOrganization() {
        return fixtures.asOwner(sql -> sql.sql("select kind from evidence_entry where chain_id = ? order by sequence")
                .param(tenant.id())
                .query(String.class)
                .list());
    }
}
