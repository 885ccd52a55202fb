package io.compliancecenter.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Media;
import io.compliancecenter.browser.scene.BrowserTest;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The frame of the pages: the switcher, and what is left of the frame on paper. */
class ShellIT extends BrowserTest {

    @Test
    void theSwitcherLeadsFromOneOrganizationToTheOther() {
        Page page = stillVisitor("en-GB")
                .signIn("consultant@partner.example", "compliance-demo")
                .open("/organizations/acme/compliances")
                .page();
        Locator switcher = page.locator("#organization-switcher");
        assertThat(switcher.locator("summary")).containsText("Acme Retail");
        switcher.locator("summary").click();
        switcher.locator("a", new Locator.LocatorOptions().setHasText("Globex Health"))
                .click();
        assertThat(page).hasURL(Pattern.compile("/organizations/globex/compliances$"));
        assertThat(switcher.locator("summary")).containsText("Globex Health");
    }

    @Test
    void escapeClosesTheSwitcherAndGivesTheFocusBack() {
        Page page = stillVisitor("en-GB")
                .signIn("consultant@partner.example", "compliance-demo")
                .open("/organizations/acme/compliances")
                .page();
        Locator switcher = page.locator("#organization-switcher");
        switcher.locator("summary").click();
        page.keyboard().press("Tab");
        page.keyboard().press("Escape");
        assertThat(switcher.locator("a").first()).isHidden();
        assertThat(switcher.locator("summary")).isFocused();
    }

    @Test
    void paperCarriesTheListWithoutTheNavigation() {
        Page page = admin().open(tenant.path("/compliances")).page();
        assertThat(page.locator("#navigation")).isVisible();
        page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
        assertThat(page.locator("#navigation")).isHidden();
        assertThat(page.locator("#account-menu")).isHidden();
        assertThat(page.locator("#compliances .row")).hasCount(7);
        assertThat(page.locator("#compliances .row").last()).isVisible();
    }
}
