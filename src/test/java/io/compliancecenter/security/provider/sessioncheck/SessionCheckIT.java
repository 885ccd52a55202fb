package io.compliancecenter.security.provider.sessioncheck;

import static org.assertj.core.api.Assertions.assertThat;

import io.compliancecenter.testing.fixtures.Fixtures;
import io.compliancecenter.testing.fixtures.Fixtures.Issued;
import io.compliancecenter.testing.fixtures.Records;
import io.compliancecenter.testing.http.Client;
import io.compliancecenter.testing.http.Client.Answer;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.springframework.beans.factory.annotation.Autowired;

/** A provider confirms sessions every five minutes, unless that is switched off, and those that it does not confirm end. */
class SessionCheckIT extends CheckedSessionTest {

    @Autowired
    Records records;

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
