package io.compliancecenter.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.compliancecenter.browser.chromium.Visitor.agreeButton;
import static io.compliancecenter.browser.chromium.Visitor.downloadButton;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import io.compliancecenter.browser.chromium.Visitor;
import io.compliancecenter.browser.scene.BrowserTest;
import io.compliancecenter.testing.fixtures.Deliveries;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** A download starts by itself once, and afterwards only on request. */
class DownloadOnceIT extends BrowserTest {

    @Autowired
    Deliveries deliveries;

    // DownloadStart; before, the page that was opened again started the file each time
    @ParameterizedTest(name = "with scripts: {0}")
    @ValueSource(booleans = {true, false})
    void backReloadAndASecondTabDoNotDownloadAgain(boolean scripts) {
        Visitor admin = signedIn(visitor(profile -> profile.setJavaScriptEnabled(scripts)), tenant.admin());
        Page page = admin.page();
        List<String> files = new ArrayList<>();
        page.context().onRequest(request -> {
            if (request.url().endsWith("/file")) {
                files.add(request.url());
            }
        });
        page.navigate(tenant.path("/certifications"));
        downloadButton(page, "hipaa").click();
        page.locator("#agreed").check();
        page.waitForDownload(() -> agreeButton(page).click());
        assertThat(page).hasURL(Pattern.compile("/downloads/"));
        assertThat(page.locator("h1")).hasText("Your download is starting");

        page.reload();
        assertOnlyOnRequest(page);
        page.navigate(tenant.path("/certifications"));
        page.goBack();
        assertOnlyOnRequest(page);
        page.goForward();
        page.goBack();
        assertOnlyOnRequest(page);
        Page restored = admin.newTab();
        restored.navigate(page.url());
        assertOnlyOnRequest(restored);

        page.waitForDownload(() -> page.locator("#file").click());
        deliveries.await(tenant, 2);
        assertThat(files).hasSize(2);
        page.navigate(tenant.path("/activity?kind=DELIVERY"));
        assertThat(page.locator(".activity tbody tr")).hasCount(2);
    }

    private static void assertOnlyOnRequest(Page page) {
        assertThat(page).hasURL(Pattern.compile("/downloads/"));
        assertThat(page.locator("h1")).hasText("Your download");
        assertThat(page.locator("meta[http-equiv=refresh]")).hasCount(0);
        assertThat(page.locator("#file")).isVisible();
    }
}
