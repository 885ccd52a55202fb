package io.compliancecenter.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.compliancecenter.browser.chromium.Visitor.agreeButton;
import static io.compliancecenter.browser.chromium.Visitor.downloadButton;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import io.compliancecenter.browser.chromium.Visitor;
import io.compliancecenter.browser.scene.BrowserTest;
import io.compliancecenter.testing.fixtures.Fixtures;
import io.compliancecenter.testing.fixtures.Fixtures.Tenant;
import io.compliancecenter.testing.fixtures.Fixtures.User;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** A session that ends while a page is open. */
class SessionEndIT extends BrowserTest {

    @Test
    void agreeingAfterTheSessionsEndLeadsOverTheSignInToTheSameTermsInTheSameOrganization() {
        Tenant second = fixtures.organization();
        fixtures.update(
                "insert into member (organization_id, user_id, role) values (?, ?, 'ADMIN')",
                second.id(),
                tenant.admin().id());
        Page page = admin().open(second.path("/certifications")).page();
        downloadButton(page, "hipaa").click();
        assertThat(page.locator("dialog[open]")).isVisible();
        endSessions();
        page.locator("#agreed").check();
        agreeButton(page).click();
        signIn(page);

        assertThat(page).hasURL(Pattern.compile(second.path("/certificates/") + "[0-9a-f-]+/terms$"));
        assertThat(page.locator("#agreed")).not().isChecked();
        assertThat(records.acceptances(second)).isEmpty();
        assertThat(records.acceptances(tenant)).isEmpty();
    }

    // app.js: requestDownload falls back to sending the form, which leads to the sign-in page
    @Test
    void downloadAfterTheSessionsEndLeadsOverTheSignInToTheTerms() {
        Page page = admin().open(tenant.path("/certifications")).page();
        endSessions();
        downloadButton(page, "hipaa").click();
        signIn(page);
        assertThat(page).hasURL(Pattern.compile(tenant.path("/certificates/") + "[0-9a-f-]+/terms$"));
    }

    @Test
    void twoTabsThatWaitForTheSignInEachEndWhereTheyWereGoing() {
        Visitor visitor = stillVisitor("en-GB");
        Page first = visitor.page();
        Page second = visitor.newTab();
        first.navigate(tenant.path("/activity?kind="));
        second.navigate(tenant.path("/certifications/hipaa"));
        signIn(first);
        assertThat(first).hasURL(Pattern.compile(tenant.path("/activity") + "\\?kind=$"));
        signIn(second);
        assertThat(second).hasURL(Pattern.compile(tenant.path("/certifications/hipaa") + "$"));

        // In the third, a page is left open while another tab signs out.
        Page third = visitor.newTab();
        third.navigate(tenant.path("/compliances"));
        signOut(first);
        signOut(third);
    }

    // desk.js: keepTyped; UploadFilter: redirect; ReturnAddress: ofForm. The form is sent as an upload, of which
    // nothing is read.
    @Test
    void whatWasTypedAtTheDeskIsBackInTheFormAfterTheSignIn() {
        User editor = fixtures.deskPerson("EDITOR");
        String form = "/desk/catalogue/certifications/" + fixtures.deskCertification() + "/edit";
        Page page = signedIn(stillVisitor("en-GB"), editor).open(form).page();
        assertThat(page.locator("#restored")).hasCount(0);
        String before = page.locator("#assures").inputValue();
        page.locator("#summary").fill("Typed in vain?");
        endSessions(editor);
        page.locator("#item .button-primary").click();
        signIn(page, editor);

        assertThat(page).hasURL(form);
        assertThat(page.locator("#restored")).isVisible();
        assertThat(page.locator("#summary")).hasValue("Typed in vain?");
        assertThat(page.locator("#assures")).hasValue(before);
        page.locator("#item .button-primary").click();
        assertThat(page.locator("#outcome")).isVisible();
        page.navigate(form);
        assertThat(page.locator("#restored")).hasCount(0);
        assertThat(page.locator("#summary")).not().hasValue("Typed in vain?");
    }

    // The same, for a form whose page is not its own
    @Test
    void aReasonIsBackOnThePageOfTheCustomer() {
        User support = fixtures.deskPerson("SUPPORT");
        String customer = "/desk/customers/" + tenant.id();
        Page page = signedIn(stillVisitor("en-GB"), support).open(customer).page();
        page.locator("#suspension #reason").fill("Did not pay");
        endSessions(support);
        page.locator("#suspension button").click();
        signIn(page, support);
        assertThat(page).hasURL(customer);
        assertThat(page.locator("#suspension #reason")).hasValue("Did not pay");
        page.locator("#suspension button").click();
        assertThat(page.locator("#suspended")).isVisible();
        assertThat(page.locator("#suspension #reason")).hasValue("");
    }

    private void signIn(Page page) {
        signIn(page, tenant.admin());
    }

    private void signIn(Page page, User user) {
        page.locator("#email").fill(user.email());
        page.locator("#password").fill(Fixtures.PASSWORD);
        page.locator("#sign-in button").click();
        page.waitForURL(address -> !address.contains("/sign-in"));
    }

    private static void signOut(Page page) {
        page.locator("#account-menu summary").click();
        page.locator("#sign-out button").click();
        assertThat(page.locator("#signed-out")).isVisible();
    }

    private void endSessions() {
        endSessions(tenant.admin());
    }

    private void endSessions(User user) {
        fixtures.update(
                "delete from spring_session where principal_name = ?", user.id().toString());
    }
}
