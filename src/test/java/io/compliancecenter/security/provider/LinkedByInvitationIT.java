package io.compliancecenter.security.provider;

import static org.assertj.core.api.Assertions.assertThat;

import io.compliancecenter.testing.fixtures.Fixtures.User;
import io.compliancecenter.testing.http.Client;
import io.compliancecenter.testing.http.Client.Answer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** By an invitation, an identity is linked to an account that exists only by its holder. */
class LinkedByInvitationIT extends JoiningTest {

    // accept_invitation_by_provider: "signed_in"
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void theLinkAloneLinksNobodyToAnAccountThatExists(boolean verified) {
        User known = fixtures.organization().admin();
        invite(known.email());
        assertThat(browser.get(link).html().select(".providers")).isEmpty();
        // Even somebody with the same address there
        dashboard.claims.put("email", known.email());
        dashboard.claims.put("email_verified", verified);
        String back = back(force(browser, "dashboard"), dashboard);

        assertThat(browser.get(back).location()).isEqualTo(link + "?provider=refused");

        Answer page = browser.get(link + "?provider=refused");
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.html().select("#provider-refused[role=alert]")).isNotEmpty();
        assertThat(browser.session()).isEmpty();
        assertThat(users(dashboard)).isEmpty();
        assertThat(entries(inviting.id())).containsExactly("member-invited");
    }

    // InvitedPersons: recent.isThere
    @ParameterizedTest
    @CsvSource({"T10, true", "T09, false"})
    void whoIsSignedInToTheInvitedAccountLinksIt(String hour, boolean recent) {
        User known = fixtures.organization().admin();
        invite(known.email());
        Client theirs = passwordSession(known.email());
        String back = leave(theirs, dashboard, "dashboard");
        fixtures.update("""
                update spring_session_attributes a
                   set attribute_bytes = convert_to(replace(convert_from(attribute_bytes, 'UTF8'),
                           '"authenticatedAt":"2026-11-24T10', '"authenticatedAt":"2026-11-24' || ?), 'UTF8')
                  from spring_session s where s.primary_id = a.session_primary_id and s.principal_name = ?
                """, hour, known.id().toString());

        String after = theirs.get(back).location();

        if (recent) {
            assertThat(after).isEqualTo(link);
            assertThat(users(dashboard))
                    .singleElement()
                    .satisfies(user -> assertThat(user)
                            .containsEntry("id", known.id())
                            .containsEntry("name", known.name())
                            .containsEntry("source", "FILES"));
            assertThat(entries(inviting.id())).containsExactly("member-invited", "member-joined", "identity-linked");
        } else {
            assertThat(after).isEqualTo(link + "?provider=refused");
            assertThat(users(dashboard)).isEmpty();
            // They are still signed in, and asked to prove it again before a provider is offered.
            Answer page = theirs.get(link);
            assertThat(page.html().select("#join")).isNotEmpty();
            assertThat(page.html().select(".providers")).isEmpty();
        }
    }

    // accept_invitation_by_provider: "account.credential_version"
    @Test
    void aSessionOfAnEarlierPasswordLinksNothing() {
        User known = fixtures.organization().admin();
        invite(known.email());
        Client theirs = passwordSession(known.email());
        String back = leave(theirs, dashboard, "dashboard");
        fixtures.update("update user_account set credential_version = 7 where id = ?", known.id());
        assertThat(theirs.get(back).location()).isEqualTo(link + "?provider=refused");
        assertThat(users(dashboard)).isEmpty();
    }

    @Test
    void somebodyElseWhoIsSignedInLinksNothingToTheInvitedAccount() {
        User known = fixtures.organization().admin();
        invite(known.email());
        Client others = passwordSession(fixtures.organization().admin().email());
        assertThat(others.get(link).html().select(".providers")).isEmpty();
        assertThat(others.get(back(force(others, "dashboard"), dashboard)).location())
                .isEqualTo(link + "?provider=refused");
        assertThat(users(dashboard)).isEmpty();
    }

    // accept_invitation_by_provider: "the invitation is for somebody else"
    @Test
    void anIdentityWithAnAccountDoesNotTakeTheInvitationOfAnotherAccount() {
        belongTo(other, "reader");
        signIn(dashboard, "dashboard");
        User known = fixtures.organization().admin();
        invite(known.email());
        Client fresh = new Client(instance.port());
        assertThat(fresh.get(back(force(fresh, "dashboard"), dashboard)).location())
                .isEqualTo(link + "?provider=refused");
        assertThat(role(dashboard, inviting)).isEqualTo("none");
    }

    // accept_invitation_by_provider: "account.retired_at is not null"
    @Test
    void aRetiredPersonStaysOutAndTheInvitationOpen() {
        belongTo(other, "reader");
        signIn(dashboard, "dashboard");
        fixtures.update(
                "update user_account set retired_at = now() where id = ?",
                users(dashboard).get(0).get("id"));
        Client fresh = new Client(instance.port());
        assertThat(join(fresh, dashboard, "dashboard")).isEqualTo(link + "?provider=refused");
        assertThat(fresh.get(link).status()).isEqualTo(200);
        assertThat(entries(inviting.id())).containsExactly("member-invited");
    }
}
