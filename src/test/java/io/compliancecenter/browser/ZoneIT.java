package io.compliancecenter.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import io.compliancecenter.browser.chromium.Visitor;
import io.compliancecenter.browser.scene.BrowserTest;
import io.compliancecenter.testing.fixtures.Actors;
import io.compliancecenter.testing.fixtures.Fixtures;
import io.compliancecenter.testing.fixtures.Fixtures.Issued;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Pages use the time zone of the browser. */
class ZoneIT extends BrowserTest {

    private static final DateTimeFormatter ENGLISH = DateTimeFormatter.ofPattern("d MMM uuuu, HH:mm", Locale.ENGLISH);

    @Autowired
    Actors actors;

    // app.js: sendTimeZone
    @Test
    void timesAndDaysAreInTheZoneOfTheReaderAndThePageSaysSo() {
        actors.adminOf(tenant).permit(new Issued("hipaa", certificate("hipaa"), new byte[0]), "5 minutes");
        ZoneId apia = ZoneId.of("Pacific/Apia");
        Visitor reader = visitor(profile -> profile.setTimezoneId("Pacific/Apia"))
                .signIn(tenant.admin().email(), Fixtures.PASSWORD)
                .open(tenant.path("/activity"));
        assertThat(reader.page().locator("#zone")).containsText("Pacific/Apia");
        Locator time = reader.page().locator(".cell-time time").first();
        ZonedDateTime moment = Instant.parse(time.getAttribute("datetime")).atZone(apia);
        assertThat(time).hasText(ENGLISH.format(moment) + " UTC+13");

        reader.page().locator("#filter-from").fill(moment.toLocalDate().toString());
        reader.page().locator("#filter-to").fill(moment.toLocalDate().toString());
        reader.page().locator("#filter button").click();
        assertThat(reader.page().locator(".activity tbody tr")).not().hasCount(0);

        reader.open(termsOf("hipaa"));
        assertThat(reader.page().locator("#terms time")).hasText(Pattern.compile(" UTC\\+13$"));
    }

    @Test
    void withoutJavaScriptTimesAndDaysAreInUtcAndThePageSaysSo() {
        Visitor reader = visitor(
                        profile -> profile.setTimezoneId("Pacific/Apia").setJavaScriptEnabled(false))
                .signIn(tenant.admin().email(), Fixtures.PASSWORD)
                .open(tenant.path("/activity"));
        assertThat(reader.page().locator("#zone")).containsText("UTC");
        reader.open(termsOf("hipaa"));
        assertThat(reader.page().locator("#terms time")).hasText(Pattern.compile(" UTC$"));
    }

    @Test
    void aDayIsTheSameDayInEveryZone() {
        Visitor reader = signedIn(visitor(profile -> profile.setTimezoneId("Pacific/Kiritimati")), tenant.admin())
                .open(tenant.path("/certifications/hipaa"));
        assertThat(reader.page().locator("#certificates time").first()).hasText("16 Mar 2026");
    }
}
