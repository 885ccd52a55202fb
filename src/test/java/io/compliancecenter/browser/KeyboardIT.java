package io.compliancecenter.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import io.compliancecenter.testing.Fixtures;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Everything works with the keyboard alone. */
class KeyboardIT extends BrowserTest {

    private static final int FURTHEST = 40;

    // What has the focus is in the window, is not covered (WCAG 2.4.11), and looks like it (2.4.7).
    private static final String FAULT_OF_FOCUSED = """
            () => {
              const focused = document.activeElement;
              const box = focused.getBoundingClientRect();
              const x = box.x + box.width / 2;
              const y = box.y + box.height / 2;
              const name = focused.outerHTML.slice(0, 120);
              if (x < 0 || y < 0 || x > innerWidth || y > innerHeight) {
                return `out of the window: ${name}`;
              }
              const seen = document.elementFromPoint(x, y);
              if (!seen || !(focused.contains(seen) || seen.contains(focused) && seen === focused.closest('label'))) {
                return `covered by ${seen?.outerHTML.slice(0, 120)}: ${name}`;
              }
              const style = getComputedStyle(focused);
              return style.outlineStyle === 'none' || parseFloat(style.outlineWidth) < 1 ? `no outline: ${name}` : '';
            }
            """;

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

    /** Presses Tab until the selected element is focused, and checks each stop on the way. */
    private static void tabTo(Page page, String selector) {
        for (int stop = 0; stop < FURTHEST; stop++) {
            page.keyboard().press("Tab");
            assertThat(page.evaluate(FAULT_OF_FOCUSED)).isEqualTo("");
            if ((boolean) page.evaluate("selector => document.activeElement.matches(selector)", selector)) {
                return;
            }
        }
        throw new AssertionError(selector + " is out of the keyboard's reach");
    }
}
