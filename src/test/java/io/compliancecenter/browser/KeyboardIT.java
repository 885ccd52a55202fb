package io.compliancecenter.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.compliancecenter.browser.chromium.KeyboardHand.tabTo;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import io.compliancecenter.browser.chromium.Visitor;
import io.compliancecenter.browser.scene.BrowserTest;
import io.compliancecenter.testing.fixtures.Fixtures;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Everything works with the keyboard alone. */
class KeyboardIT extends BrowserTest {

    @Test
    void theWholeWayFromSigningInToTheFile() {
        Page page = stillVisitor("en-GB").open("/sign-in").page();
        assertThat(page.locator("#email")).isFocused();
        page.keyboard().type(tenant.admin().email());
        tabTo(page, "#password");
        page.keyboard().type(Fixtures.PASSWORD);
        tabTo(page, "#sign-in button");
        page.keyboard().press("Enter");

        assertThat(page).hasURL(Pattern.compile("/compliances$"));
        tabTo(page, "#tabs a:last-child");
        page.keyboard().press("Enter");
        assertThat(page).hasURL(Pattern.compile("/certifications$"));
        tabTo(page, "[data-code=hipaa] .download button");
        page.keyboard().press("Space");

        assertThat(page.locator("dialog[open]")).isVisible();
        tabTo(page, "#terms-text");
        tabTo(page, "#agreed");
        page.keyboard().press("Space");
        assertThat(page.locator("#agreed")).isChecked();
        tabTo(page, "#agreement button");
        page.waitForDownload(() -> page.keyboard().press("Enter"));
        assertThat(records.acceptances(tenant)).hasSize(1);
    }

    @Test
    void theFirstStopSkipsTheNavigation() {
        Page page = admin().open(tenant.path("/compliances")).page();
        tabTo(page, ".skip-link");
        page.keyboard().press("Enter");
        assertThat(page.locator("#content")).isFocused();
    }

    @Test
    void theFocusStaysInTheDialog() {
        Page page = admin().open(tenant.path("/certifications")).page();
        Visitor.downloadButton(page, "hipaa").click();
        assertThat(page.locator("dialog[open]")).isVisible();
        for (int stop = 0; stop < 12; stop++) {
            page.keyboard().press("Tab");
            assertThat(
                            page.evaluate(
                                    "() => document.activeElement === document.body || !!document.activeElement.closest('dialog')"))
                    .isEqualTo(true);
        }
    }
}
