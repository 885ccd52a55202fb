package io.compliancecenter.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import io.compliancecenter.browser.chromium.VirtualAuthenticator;
import io.compliancecenter.browser.chromium.Visitor;
import io.compliancecenter.browser.scene.BrowserTest;
import io.compliancecenter.testing.mail.Mailbox;
import java.util.UUID;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** A new colleague, from the invitation to the removal, with and without scripts. Only with scripts is there a passkey. */
@ExtendWith(OutputCaptureExtension.class)
class InvitationJourneyIT extends BrowserTest {

    @Autowired
    Mailbox mailbox;

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aColleagueIsInvitedJoinsIsDemotedAndRemoved(boolean scripts, CapturedOutput log) {
        String email = "gil-" + UUID.randomUUID() + "@guest.example";
        Visitor admin = signedIn(stillVisitor("en-GB", scripts), tenant.admin());
        Page members = admin.open(tenant.path("/members")).page();
        members.locator("#invite-email").fill(email);
        members.locator("#invite-role").selectOption("ADMIN");
        members.locator("#invite button").click();
        assertThat(members.locator("#members-notice")).hasText("The invitation is on its way.");

        String token = mailbox.awaitOne(email).token();
        Visitor guest = visitor(profile -> profile.setJavaScriptEnabled(scripts));
        Page page = guest.open("/links/invitation/" + token).page();
        assertThat(page.locator("#invitation-text")).containsText(tenant.admin().name());
        page.locator("#name").fill("Gil Guest");
        page.locator("#new-password").fill("seven quiet lanterns drift");
        page.locator("#repeated-password").fill("seven quiet lanterns drift");
        page.locator("#new-account button[type=submit]").click();
        page.waitForURL("**" + tenant.path("/compliances"));
        assertThat(page.locator("#account-menu")).containsText("Gil Guest");
        if (scripts) {
            signInAgainWithPasskey(page, tenant.path("/compliances"));
        }

        members.reload();
        assertThat(members.locator("#invitations")).hasCount(0);
        members.locator("#members tr[data-email='" + email + "'] a").click();
        members.locator("#member-role").selectOption("MEMBER");
        members.locator("#role button").click();
        assertThat(members.locator("#members-notice")).containsText("The role was changed.");
        guest.expect(403);
        page.reload();
        assertThat(page.locator("h1")).hasText("Only admins can view this page");

        members.locator("#members tr[data-email='" + email + "'] a").click();
        members.locator("#removal button").click();
        assertThat(members.locator("#members-notice")).hasText("The member was removed.");
        guest.expect(404);
        page.reload();
        assertThat(page.locator("h1")).hasText("Page not found");

        assertThat(log).doesNotContain(token);
    }

    private static void signInAgainWithPasskey(Page page, String start) {
        VirtualAuthenticator.plugInto(page);
        page.navigate("/account");
        page.locator("#add-passkey button").click();
        assertThat(page.locator("#passkeys li")).hasCount(1);
        page.context().clearCookies();
        page.navigate("/sign-in?to=" + start);
        page.locator("#passkey button").click();
        page.waitForURL("**" + start);
        assertThat(page.locator("#account-menu")).containsText("Gil Guest");
    }
}
