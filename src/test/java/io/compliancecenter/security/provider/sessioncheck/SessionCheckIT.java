package io.compliancecenter.security.provider.sessioncheck;

import static org.assertj.core.api.Assertions.assertThat;

import io.compliancecenter.security.provider.TestProvider;
import io.compliancecenter.testing.Client;
import io.compliancecenter.testing.Client.Answer;
import io.compliancecenter.testing.Fixtures;
import io.compliancecenter.testing.Fixtures.Issued;
import io.compliancecenter.testing.Fixtures.Tenant;
import io.compliancecenter.testing.Instance;
import io.compliancecenter.testing.IntegrationTest;
import io.compliancecenter.testing.OwnerSql;
import io.compliancecenter.testing.Records;
import io.compliancecenter.testing.SecondInstance;
import io.compliancecenter.testing.TestApplication;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;

/** A provider confirms sessions every five minutes, unless that is switched off, and those that it does not confirm end. */
@IntegrationTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SessionCheckIT {

    @Autowired
    Fixtures fixtures;

    @Autowired
    Records records;

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
    private void pass(int minutes) {
        pass(minutes, user());
    }

    private void pass(int minutes, UUID user) {
        String moved = TestApplication.NOW.minusSeconds(60L * minutes).toString();
        fixtures.update("""
                update spring_session_attributes a
                   set attribute_bytes = convert_to(regexp_replace(convert_from(attribute_bytes, 'UTF8'),
                       '"(at|confirmedAt)":"[^"]*"', '"\\1":"' || ? || '"', 'g'), 'UTF8')
                  from spring_session s where s.primary_id = a.session_primary_id and s.principal_name = ?
                """, moved, user.toString());
    }

    private UUID user() {
        return user(provider);
    }

    private UUID user(TestProvider of) {
        return owner.work(database -> database.sql("select user_id from user_identity where issuer = ? and subject = ?")
                .params(of.issuer(), of.claims.get("sub"))
                .query(UUID.class)
                .single());
    }

    private List<String> entries() {
        UUID chain = user();
        return owner.work(
                database -> database.sql("select kind from evidence_entry where chain_id = ? order by sequence")
                        .params(chain)
                        .query(String.class)
                        .list());
    }

    /** Where the page that the browser asked for leads to: to the provider. */
    private Answer leave(String asked) {
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

    private Answer come(Answer leave) {
        return follow(provider.authorize(leave.header("Location")));
    }

    /** The provider refuses, and does so again without a hint. */
    private Answer refused(Answer leave, String error) {
        Answer once = refusedOnce(leave, error);
        return once.location().startsWith("/sign-in/provider/")
                ? refusedOnce(browser.get(once.location()), error)
                : once;
    }

    private Answer refusedOnce(Answer leave, String error) {
        String state = TestProvider.query(URI.create(leave.header("Location")).getRawQuery())
                .get("state");
        return browser.get("/login/oauth2/code/checked?error=" + error + "&state=" + state);
    }

    private Answer follow(String address) {
        return browser.get(callback(address));
    }

    private static String callback(String address) {
        URI back = URI.create(address);
        return back.getRawPath() + "?" + back.getRawQuery();
    }

    // SessionChecks.pageFor
    @Test
    void aSessionThatIsConfirmedGoesOnWhereItWasWithTheRolesOfToday() {
        pass(4);
        assertThat(browser.get(page).status()).isEqualTo(200);
        pass(6);
        String session = browser.session();
        provider.claims.put("role", "member");
        assertThat(come(leave(page)).location()).isEqualTo(page);
        assertThat(browser.get(page).status()).isEqualTo(403);
        assertThat(browser.session()).isEqualTo(session);
        assertThat(entries()).containsExactly("signed-in");
        // Not before the next five minutes are over.
        assertThat(browser.get("/sign-in/check?to=" + page).location()).isEqualTo(page);
    }

    // ProviderFailures: "checks.end"
    @TestFactory
    Stream<DynamicTest> aSessionThatIsNotConfirmedEndsWithASentence() {
        return Stream.of("login_required", "interaction_required", "access_denied")
                .map(error -> DynamicTest.dynamicTest(error, () -> {
                    signIn();
                    pass(6);
                    Answer ended = refused(leave(page), error);
                    assertThat(ended.location()).startsWith("/sign-in?not-confirmed&to=");
                    Answer signInPage = browser.get(ended.location());
                    assertThat(signInPage.html().selectFirst("#not-confirmed").text())
                            .contains("did not confirm");
                    assertThat(signInPage.html().selectFirst(".providers a").attr("href"))
                            .contains("to=/organizations/");
                    assertThat(browser.get(page).location()).startsWith("/sign-in?to=");
                    assertThat(sessions()).isZero();
                }));
    }

    private long sessions() {
        String user = user().toString();
        return owner.work(database -> database.sql("select count(*) from spring_session where principal_name = ?")
                .param(user)
                .query(Long.class)
                .single());
    }

    // SessionChecks.checked
    @Test
    void somebodyElseAtTheProviderGetsNeitherTheSessionNorAnAccount() {
        pass(6);
        Answer leave = leave(page);
        Object subject = provider.claims.put("sub", UUID.randomUUID().toString());
        assertThat(come(leave).location()).startsWith("/sign-in?not-confirmed");
        assertThat(browser.get(page).location()).startsWith("/sign-in?to=");
        assertThat(owner.<Long>work(database -> database.sql("select count(*) from user_identity where subject = ?")
                        .param(provider.claims.get("sub"))
                        .query(Long.class)
                        .single()))
                .isZero();
        provider.claims.put("sub", subject);
    }

    // SessionChecks: "GRACE"
    @Test
    void formsAndDownloadsGoOnForAWhileAndThenNeedTheCheckToo() {
        Issued issued = fixtures.certificate();
        Answer terms = browser.get(tenant.path("/certificates/" + issued.certificate() + "/terms"));
        pass(19);
        Answer agreed = browser.submit(terms.form("/acceptances"), Map.of("agreed", "true"));
        assertThat(agreed.location()).startsWith(tenant.path("/downloads/"));
        // The page that follows is a page: its check ends the chain of redirects from the form.
        assertThat(browser.get(agreed.location()).location()).startsWith("/sign-in/check");
        Answer file = browser.get(agreed.location() + "/file");
        assertThat(file.header("Content-Type")).isEqualTo("application/pdf");
        assertThat(browser.get("/assets/sign-in.css").status()).isEqualTo(200);
        pass(21);
        int before = records.acceptances(tenant).size();
        Answer late = browser.submit(terms.form("/acceptances"), Map.of("agreed", "true"));
        assertThat(late.location()).startsWith("/sign-in/check?to=").contains("terms");
        assertThat(records.acceptances(tenant)).hasSize(before);
        assertThat(browser.get(agreed.location() + "/file").location()).startsWith("/sign-in/check");
        assertThat(browser.get(page, "Accept", "*/*").location()).startsWith("/sign-in/check");
        assertThat(browser.get("/assets/sign-in.css").status()).isEqualTo(200);
        Answer signedOut = browser.post("/sign-out", Client.fields(terms.form("/sign-out"), Map.of()));
        assertThat(signedOut.location()).isEqualTo("/sign-in?signed-out&provider=checked");
    }

    // CheckRequests: nothing is kept for a tab
    @Test
    void anyNumberOfTabsComeBackToTheirOwnPages() {
        pass(6);
        List<String> pages = IntStream.range(0, 12)
                .mapToObj(tab -> tenant.path("/certifications?q=tab" + tab))
                .toList();
        List<Answer> left = pages.stream().map(this::leave).toList();
        assertThat(left.stream().map(leave -> come(leave).location())).isEqualTo(pages);
        assertThat(browser.get(page).status()).isEqualTo(200);
    }

    // CheckState.open
    @Test
    void anAnswerDoesNotCountInAnotherSession() {
        pass(6);
        Answer leave = leave(page);
        Client other = new Client(instance.port());
        other.get(leaveToSignIn(other));
        pass(6);
        Answer back = other.get(callback(provider.authorize(leave.header("Location"))));
        assertThat(back.location()).isEqualTo("/");
        assertThat(other.get(page).location()).startsWith("/sign-in/check");
        // The one that it belongs to
        assertThat(come(leave).location()).isEqualTo(page);
        assertThat(browser.get(page).status()).isEqualTo(200);
    }

    private String leaveToSignIn(Client other) {
        return callback(
                provider.authorize(other.get("/sign-in/provider/checked").header("Location")));
    }

    // AuthorizationRequests: "isFrom"
    @Test
    void anAnswerThatNamesAnotherProviderEndsTheSessionAndIsNotAskedForAgain() {
        pass(6);
        String back = callback(provider.authorize(leave(page).header("Location")));
        assertThat(browser.get(back + "&iss=https%3A%2F%2Felsewhere.example").location())
                .startsWith("/sign-in?not-confirmed");
        assertThat(browser.get(page).location()).startsWith("/sign-in?to=");
    }

    // ProviderSignIn.loginHint
    @TestFactory
    Stream<DynamicTest> theProviderIsToldWhomItIsAskedAbout() {
        return Stream.of(
                        Map.of("email", "ada@elsewhere.example"),
                        Map.of("preferred_username", "ada", "email", "ada@elsewhere.example"),
                        Map.of("login_hint", "O.1", "preferred_username", "ada"))
                .map(claims -> DynamicTest.dynamicTest(claims.toString(), () -> {
                    provider.claims.remove("preferred_username");
                    provider.claims.putAll(claims);
                    assertThat(come(browser.get("/sign-in/provider/checked")).location())
                            .isEqualTo("/");
                    pass(6);
                    String hint = claims.getOrDefault(
                            "login_hint", claims.getOrDefault("preferred_username", claims.get("email")));
                    assertThat(sent(leave(page))).containsEntry("login_hint", hint);
                }));
    }

    private static Map<String, String> sent(Answer leave) {
        return TestProvider.query(URI.create(leave.header("Location")).getRawQuery());
    }

    // SessionChecks.end: "wasHinted"
    @Test
    void aProviderThatDoesNotKnowThemByTheHintIsAskedOnceMoreWithoutIt() {
        pass(6);
        Answer again = refusedOnce(leave(page), "login_required");
        assertThat(again.location()).startsWith("/sign-in/provider/checked?check=without-hint");
        Answer leave = browser.get(again.location());
        assertThat(sent(leave)).containsEntry("prompt", "none").doesNotContainKey("login_hint");
        assertThat(come(leave).location()).isEqualTo(page);
        assertThat(browser.get(page).status()).isEqualTo(200);
        pass(6);
        Answer twice = refusedOnce(leave(page), "interaction_required");
        assertThat(refusedOnce(browser.get(twice.location()), "interaction_required")
                        .location())
                .startsWith("/sign-in?not-confirmed");
    }

    // IdentityProviders: "isZero"
    @Test
    void aProviderWhoseChecksAreSwitchedOffIsNotAsked() {
        unchecked.claims.put("email", "grace@elsewhere.example");
        Client grace = new Client(instance.port());
        grace.get(callback(
                unchecked.authorize(grace.get("/sign-in/provider/unchecked").header("Location"))));
        pass(400, user(unchecked));
        assertThat(grace.get(page).status()).isEqualTo(200);
    }

    // SessionChecks.end: "isDue"
    @Test
    void aLateRefusalDoesNotEndASessionThatWasConfirmedSince() {
        pass(6);
        Answer one = leave(page);
        Answer two = leave(page);
        assertThat(come(one).location()).isEqualTo(page);
        assertThat(refused(two, "login_required").location()).isEqualTo(page);
        assertThat(browser.get(page).status()).isEqualTo(200);
    }

    // CheckRequests.find
    @Test
    void whoSignedOutMeanwhileIsNotSignedInAgain() {
        Answer shown = browser.get(page);
        pass(6);
        Answer leave = leave(page);
        browser.submit(shown.form("/sign-out"), Map.of());
        assertThat(come(leave).location()).isEqualTo("/");
        assertThat(browser.get(page).location()).startsWith("/sign-in?to=");
    }

    // ProviderFailures: "isUnavailable"
    @Test
    void aProviderThatIsAwayLetsNobodyOnAndEndsNoSession() {
        pass(6);
        assertThat(refused(leave(page), "temporarily_unavailable").status()).isEqualTo(503);
        Answer leave = leave(page);
        provider.interference = (path, exchange) -> {
            if (path.equals("/token")) {
                TestProvider.send(exchange, 500, Map.of());
                return true;
            }
            return false;
        };
        Answer away = come(leave);
        assertThat(away.status()).isEqualTo(503);
        assertThat(away.html().selectFirst("h1").text()).isEqualTo("Identity provider not available");
        assertThat(browser.get(page).location()).startsWith("/sign-in/check");
        provider.interference = (path, exchange) -> false;
        assertThat(come(leave(page)).location()).isEqualTo(page);
        assertThat(browser.get(page).status()).isEqualTo(200);
    }

    // confirm_sign_in: "set sid"; "provider_logout"
    @Test
    void theSessionFollowsTheOneAtTheProvider() throws Exception {
        pass(6);
        String sid = UUID.randomUUID().toString();
        provider.claims.put("sid", sid);
        assertThat(come(leave(page)).location()).isEqualTo(page);
        assertThat(signOutThere(sid).status()).isEqualTo(200);
        assertThat(browser.get(page).location()).startsWith("/sign-in?to=");
        signIn();
        pass(6);
        String ended = UUID.randomUUID().toString();
        provider.claims.put("sid", ended);
        Answer leave = leave(page);
        assertThat(signOutThere(ended).status()).isEqualTo(200);
        assertThat(come(leave).status()).isEqualTo(503);
        assertThat(browser.get(page).location()).startsWith("/sign-in?to=");
    }

    private Answer signOutThere(String sid) throws Exception {
        return new Client(instance.port())
                .post(
                        "/sign-out/provider/checked",
                        Map.of(
                                "logout_token",
                                provider.signed(
                                        provider.logout().claim("sid", sid).build())));
    }

    // SignIn.confirmedBy
    @Test
    void howThePersonAuthenticatedStaysUnlessTheyDidSoAgain() {
        pass(6);
        provider.claims.put("acr", "0");
        come(leave(page));
        assertThat(stored()).contains("\"acr\":\"2\"", "\"authenticatedAt\":\"2026-11-24T09:59:00Z\"");
        pass(6);
        provider.claims.remove("auth_time");
        come(leave(page));
        assertThat(stored()).contains("\"acr\":\"2\"", "\"authenticatedAt\":\"2026-11-24T09:59:00Z\"");
        pass(6);
        provider.claims.put("auth_time", TestApplication.NOW.minusSeconds(30).getEpochSecond());
        provider.claims.put("acr", "3");
        come(leave(page));
        assertThat(stored()).contains("\"acr\":\"3\"", "\"authenticatedAt\":\"2026-11-24T09:59:30Z\"");
    }

    private String stored() {
        String user = user().toString();
        return owner.work(
                database -> database.sql("""
                        select convert_from(a.attribute_bytes, 'UTF8')
                          from spring_session_attributes a join spring_session s on s.primary_id = a.session_primary_id
                         where s.principal_name = ? and a.attribute_name = 'SPRING_SECURITY_CONTEXT'
                        """).param(user).query(String.class).single());
    }

    // SignIn.confirmedBy: "at" stays; CurrentUserFilter: providerSession
    @Test
    void aSessionThatIsConfirmedStillEndsAfterItsTime() {
        pass(6);
        come(leave(page));
        fixtures.update("""
                update spring_session_attributes a
                   set attribute_bytes = convert_to(replace(convert_from(attribute_bytes, 'UTF8'),
                       '"at":"2026-11-24T09:54', '"at":"2026-11-24T01:54'), 'UTF8')
                  from spring_session s where s.primary_id = a.session_primary_id and s.principal_name = ?
                """, user().toString());
        assertThat(browser.get(page).location()).startsWith("/sign-in?to=");
    }

    @Test
    void aSessionFromElsewhereIsNotChecked() {
        Client withPassword = new Client(instance.port()).signIn(tenant.admin().email(), Fixtures.PASSWORD);
        fixtures.update("""
                update spring_session_attributes a
                   set attribute_bytes = convert_to(replace(convert_from(attribute_bytes, 'UTF8'), '2026-11-24T10', '2026-11-24T01'),
                                                    'UTF8')
                  from spring_session s where s.primary_id = a.session_primary_id and s.principal_name = ?
                """, tenant.admin().id().toString());
        assertThat(withPassword.get(page).status()).isEqualTo(200);
        assertThat(withPassword.get("/sign-in/check?to=" + page).location()).isEqualTo(page);
        assertThat(withPassword
                        .get("/sign-in/provider/checked?check=&to=" + page)
                        .header("Location"))
                .doesNotContain("prompt=none");
        assertThat(new Client(instance.port()).get("/sign-in/check?to=" + page).location())
                .isEqualTo(page);
    }
}
