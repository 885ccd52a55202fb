package io.compliancecenter.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions.IsVisibleOptions;
import io.compliancecenter.browser.chromium.Visitor;
import io.compliancecenter.browser.scene.BrowserTest;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Switching between more Organizations than fit on the screen. */
class SwitcherIT extends BrowserTest {

    @BeforeEach
    void join() {
        fixtures.joinMany(tenant.admin(), 50);
    }

    @ParameterizedTest
    @ValueSource(ints = {320, 1280})
    void theListScrollsByItselfAndEndsOnTheScreen(int width) {
        for (boolean script : new boolean[] {true, false}) {
            Visitor visitor = signedIn(stillVisitor("en-GB", script), tenant.admin());
            visitor.page().setViewportSize(width, 480);
            Page page = visitor.open(tenant.path("/activity")).page();
            page.locator("#organization-switcher summary").click();
            assertThat(page.locator("#organization-search")).isVisible(visible(script));

            Locator last = page.locator("#organizations a").last();
            last.scrollIntoViewIfNeeded();
            var panel = page.locator("#organization-switcher .menu-panel").boundingBox();
            assertThat(panel.x).isGreaterThanOrEqualTo(0);
            assertThat(panel.x + panel.width).isLessThanOrEqualTo(width);
            assertThat(panel.y + panel.height).isLessThanOrEqualTo(480);
            assertThat(page.evaluate("() => scrollY")).isEqualTo(0);
            last.click();
            assertThat(page).hasURL(Pattern.compile("/activity$"));
        }
    }

    private static IsVisibleOptions visible(boolean visible) {
        return new IsVisibleOptions().setVisible(visible);
    }

    @Test
    void oneIsFoundByWordsWithTheKeyboardAlone() {
        Page page = admin().open(tenant.path("/certifications")).page();
        page.locator("#organization-switcher summary").focus();
        page.keyboard().press("Enter");
        assertThat(page.locator("#organization-search")).isFocused();

        page.keyboard().type("37 BRANCH");
        assertThat(page.locator("#organizations li:visible")).hasText(new String[] {"Branch 37"});
        assertThat(page.locator("[data-menu-found]")).hasText("1 of 51");
        page.keyboard().press("ArrowDown");
        assertThat(page.locator("#organizations li:visible a")).isFocused();
        page.keyboard().press("Enter");
        assertThat(page).hasURL(Pattern.compile("-37/certifications$"));
    }

    // app.js: "if (!menu.open)"
    @Test
    void whatIsTypedAtOnceIsKept() {
        Page page = admin().open(tenant.path("/certifications")).page();
        // The menu's own event comes after this.
        page.evaluate("""
                () => {
                  document.querySelector('#organization-switcher').open = true;
                  const search = document.querySelector('#organization-search');
                  search.value = '37 branch';
                  search.dispatchEvent(new Event('input', { bubbles: true }));
                }
                """);
        assertThat(page.locator("#organization-search")).isFocused();
        assertThat(page.locator("#organizations li:visible")).hasText(new String[] {"Branch 37"});
    }

    @Test
    void enterInTheSearchGoesToTheFirstThatWasFound() {
        Page page = admin().open(tenant.path("/certifications")).page();
        page.locator("#organization-switcher summary").click();
        assertThat(page.locator("#organization-search")).isFocused();
        page.keyboard().type("branch 50");
        page.keyboard().press("Enter");
        assertThat(page).hasURL(Pattern.compile("-50/certifications$"));
    }

    @Test
    void escapeClosesTheSearchAndTheNextOneBeginsAnew() {
        Page page = admin().open(tenant.path("/certifications")).page();
        Locator summary = page.locator("#organization-switcher summary");
        summary.click();
        assertThat(page.locator("#organization-search")).isFocused();
        page.keyboard().type("no such");
        assertThat(page.locator("[data-menu-found]")).hasText("0 of 51");
        page.keyboard().press("Escape");
        assertThat(summary).isFocused();
        summary.click();
        assertThat(page.locator("#organization-search")).hasValue("");
        assertThat(page.locator("#organizations li:visible")).hasCount(51);
    }
}
