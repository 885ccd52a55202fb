package io.compliancecenter.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.compliancecenter.browser.chromium.Visitor.agreeButton;
import static io.compliancecenter.browser.chromium.Visitor.bytes;
import static io.compliancecenter.browser.chromium.Visitor.downloadButton;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import io.compliancecenter.browser.chromium.Visitor;
import io.compliancecenter.browser.scene.BrowserTest;
import io.compliancecenter.testing.fixtures.Fixtures;
import io.compliancecenter.testing.pdf.Pdfs;
import java.io.IOException;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.ClassPathResource;

/** From signing in to the downloaded file, with and without scripts. */
class DownloadIT extends BrowserTest {

    @Test
    void theWholeWayWithJavaScript() throws IOException {
        Visitor admin = visitor().signIn(tenant.admin().email(), Fixtures.PASSWORD);
        Page page = admin.page();
        assertThat(page).hasURL(Pattern.compile(tenant.path("/compliances") + "$"));
        assertThat(page.locator("#compliances .row-name").allInnerTexts())
                .containsExactly("COPPA", "SOC 2 Type 2", "PCI-DSS", "ISO/IEC 27001:2013", "HIPAA", "GDPR", "CCPA");

        page.locator("#compliances a").first().click();
        assertThat(page.locator("h1")).containsText("COPPA");
        page.goBack();
        page.locator("#tabs a").last().click();
        assertThat(page.locator("#certifications h2 a").allInnerTexts())
                .startsWith("SOC 2 Type 2", "ISO/IEC 27001:2013", "Safe to Host", "HIPAA");

        Locator download = downloadButton(page, "hipaa");
        download.click();
        Locator dialog = page.locator("dialog[open]");
        assertThat(dialog).isVisible();
        assertThat(page.locator("dialog[open] :focus")).hasCount(1);

        // app.js: a dialog that is not shown by showModal() neither takes the focus nor gives it back.
        page.keyboard().press("Escape");
        assertThat(dialog).hasCount(0);
        assertThat(download).isFocused();

        download.click();
        page.locator("#agreed").check();
        Download file = page.waitForDownload(() -> agreeButton(page).click());
        assertThat(file.suggestedFilename()).endsWith(".pdf");
        assertThat(bytes(file)).startsWith('%', 'P', 'D', 'F');
        assertIsCopyOfWhatWasShipped(bytes(file));
        assertThat(records.acceptances(tenant)).hasSize(1);
    }

    @Test
    void theWholeWayWithoutJavaScript() throws IOException {
        Visitor admin = stillVisitor("en-GB", false)
                .signIn(tenant.admin().email(), Fixtures.PASSWORD)
                .expect(422);
        Page page = admin.page();
        page.locator("#tabs a").last().click();
        downloadButton(page, "hipaa").click();
        assertThat(page).hasURL(Pattern.compile("/terms$"));
        assertThat(page.locator("#agreed")).not().isChecked();
        assertThat(page.locator("#agreed-error")).isHidden();

        agreeButton(page).click();
        assertThat(page.locator("#agreed-error")).isVisible();
        assertThat(records.acceptances(tenant)).isEmpty();

        page.locator("#agreed").check();
        Download file = page.waitForDownload(() -> agreeButton(page).click());
        assertIsCopyOfWhatWasShipped(bytes(file));
        assertThat(records.acceptances(tenant)).hasSize(1);
    }

    @Test
    void cancelGivesTheFocusBackAndRecordsNothing() {
        Page page = admin().open(tenant.path("/certifications")).page();
        downloadButton(page, "hipaa").click();
        page.locator("#terms-cancel").click();
        assertThat(page.locator("dialog")).hasCount(0);
        assertThat(downloadButton(page, "hipaa")).isFocused();
        assertThat(records.acceptances(tenant)).isEmpty();
    }

    @Test
    void theDialogAsksForTheTickBeforeItSends() {
        Page page = admin().open(tenant.path("/certifications")).page();
        downloadButton(page, "hipaa").click();
        agreeButton(page).click();
        assertThat(page.locator("#agreed-error")).isVisible();
        assertThat(page.locator("#agreed")).isFocused();
        assertThat(page.locator("#agreed")).hasAttribute("aria-describedby", "agreed-error");
        assertThat(records.acceptances(tenant)).isEmpty();
    }

    @Test
    void twoTabsAreTwoAcceptancesAndTwoFiles() throws IOException {
        Visitor admin = admin();
        Page first = admin.page();
        Page second = admin.newTab();
        first.navigate(tenant.path("/certifications"));
        second.navigate(tenant.path("/certifications"));
        downloadButton(first, "hipaa").click();
        downloadButton(second, "hipaa").click();
        first.locator("#agreed").check();
        second.locator("#agreed").check();

        Download one = first.waitForDownload(() -> agreeButton(first).click());
        Download other = second.waitForDownload(() -> agreeButton(second).click());
        assertIsCopyOfWhatWasShipped(bytes(one));
        assertIsCopyOfWhatWasShipped(bytes(other));
        assertThat(records.acceptances(tenant)).hasSize(2);
        assertThat(records.permits(tenant)).hasSize(2);
    }

    @Test
    void goingBackAndPressingAgainIsNoSecondAcceptance() {
        Page page = admin().open(termsOf("hipaa")).page();
        page.locator("#agreed").check();
        page.waitForDownload(() -> agreeButton(page).click());
        page.goBack();
        assertThat(page).hasURL(Pattern.compile("/terms$"));

        // terms.html: without autocomplete="off", or if the page could be kept, the box might still be ticked.
        assertThat(page.locator("#agreed")).not().isChecked();
        agreeButton(page).click();
        assertThat(page.locator("#agreed-error")).isVisible();
        assertThat(records.acceptances(tenant)).hasSize(1);
    }

    @Test
    void termsThatChangeBehindTheDialogAreShownBeforeAnythingIsRecorded() {
        Visitor admin = admin().expect(409);
        Page page = admin.open(tenant.path("/certifications")).page();
        downloadButton(page, "hipaa").click();
        page.locator("#agreed").check();

        String words = "Words of " + UUID.randomUUID();
        fixtures.publishTerms("# Confidential Information\n\n" + words + "\n");
        agreeButton(page).click();
        assertThat(page.locator("#terms-notice")).isVisible();
        assertThat(page.locator("#terms-text")).containsText(words);
        assertThat(page.locator("#agreed")).not().isChecked();
        assertThat(records.acceptances(tenant)).isEmpty();

        page.locator("#agreed").check();
        page.waitForDownload(() -> agreeButton(page).click());
        assertThat(records.acceptances(tenant)).hasSize(1);
    }

    private void assertIsCopyOfWhatWasShipped(byte[] copy) throws IOException {
        assertThat(Pdfs.textOf(copy))
                .contains(
                        Pdfs.textOf(shipped()).substring(0, 100), tenant.admin().email(), tenant.name());
    }

    private static byte[] shipped() throws IOException {
        return new ClassPathResource("demo/certificates/hipaa-2026.pdf").getContentAsByteArray();
    }
}
