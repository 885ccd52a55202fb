package io.compliancecenter.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Media;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What surrounds the pages: the switcher, the printer, and the reader's clock. */
class ShellIT extends BrowserTest {

    private static final DateTimeFormatter BRITISH = DateTimeFormatter.ofPattern("d MMM uuuu, HH:mm", Locale.UK);

    @Test
    void theSwitcherLeadsFromOneOrganizationToTheOther() {
        Page page = visitor()
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
        Page page = visitor()
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

    @Test
    void momentsAreToldInTheZoneOfTheReader() {
        Visitor reader = signedIn(visitor(profile -> profile.setTimezoneId("Asia/Tokyo")), tenant.admin())
                .open(termsOf("hipaa"));
        Locator published = reader.page().locator("#terms time");
        Instant moment = Instant.parse(published.getAttribute("datetime"));
        assertThat(published).hasText(BRITISH.format(moment.atZone(ZoneId.of("Asia/Tokyo"))) + " GMT+9");
        assertThat(published).hasAttribute("title", Pattern.compile(" UTC$"));
    }

    @Test
    void withoutJavaScriptMomentsAreToldInUtc() {
        Visitor reader = signedIn(
                        visitor(profile -> profile.setTimezoneId("Asia/Tokyo").setJavaScriptEnabled(false)),
                        tenant.admin())
                .open(termsOf("hipaa"));
        assertThat(reader.page().locator("#terms time")).hasText(Pattern.compile(" UTC$"));
    }

    @Test
    void aDayIsTheSameDayInEveryZone() {
        Visitor reader = signedIn(visitor(profile -> profile.setTimezoneId("Pacific/Kiritimati")), tenant.admin())
                .open(tenant.path("/certifications/hipaa"));
        assertThat(reader.page().locator("#certificates time").first()).hasText("16 Mar 2026");
    }
}
