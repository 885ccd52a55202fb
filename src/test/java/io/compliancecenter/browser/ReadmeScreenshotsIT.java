package io.compliancecenter.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import io.compliancecenter.browser.chromium.Visitor;
import io.compliancecenter.browser.scene.BrowserTest;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Makes the README's pictures again:
 * {@code ./mvnw verify -Dit.test=ReadmeScreenshotsIT -Dreadme.screenshots=.github/screenshots}.
 * Name a whole Chromium in the variable {@code CHROMIUM}: the one without windows rounds the widths of letters.
 */
@EnabledIfSystemProperty(named = "readme.screenshots", matches = ".+", disabledReason = "makes pictures, tests nothing")
class ReadmeScreenshotsIT extends BrowserTest {

    private static final String ACME = "/organizations/acme";

    @Test
    void desktop() {
        Visitor visitor = demoAdmin(1280, 800);
        Page page = visitor.page();
        page.navigate(ACME + "/compliances");
        take(page, "compliances");
        page.navigate(ACME + "/certifications");
        take(page, "certifications");
        Visitor.downloadButton(page, "soc-2-type-2").click();
        assertThat(page.locator("dialog[open]")).isVisible();
        take(page, "terms");
        page.keyboard().press("Escape");
        visitor.setColorScheme(ColorScheme.DARK);
        take(page, "certifications-dark");
    }

    @Test
    void phone() {
        Page page = demoAdmin(390, 800).page();
        page.navigate(ACME + "/certifications");
        take(page, "certifications-narrow");
    }

    @Test
    void activity() {
        Page page = demoAdmin(1280, 800).page();
        page.navigate(ACME + "/certifications");
        for (String certification : List.of("soc-2-type-2", "iso-iec-27001-2013")) {
            Visitor.downloadButton(page, certification).click();
            page.locator("dialog[open] input[type=checkbox]").check();
            Visitor.bytes(page.waitForDownload(() ->
                    page.locator("dialog[open] button[type=submit]").last().click()));
            page.navigate(ACME + "/certifications");
        }
        page.navigate(ACME + "/activity");
        take(page, "activity");
    }

    @Test
    void desk() {
        Page editor = demoPerson("editor@vendor.example", 1280, 800).page();
        editor.navigate("/desk/catalogue");
        editor.locator("#certifications [data-code=safe-to-host] form[action$=manager] button")
                .click();
        editor.navigate("/desk/catalogue/certifications/safe-to-host/edit");
        String summary = editor.locator("#summary").inputValue();
        editor.locator("#summary").fill(summary + " The next test is in December 2026.");
        editor.locator("#item .button-primary").click();
        editor.locator("#submit button").click();
        assertThat(editor.locator("#outcome")).isVisible();
        Page approver = demoPerson("approver@vendor.example", 1280, 800).page();
        approver.navigate(editor.url().replaceFirst("\\?.*", ""));
        take(approver, "desk-review");
        approver.navigate("/desk/downloads");
        take(approver, "desk-downloads");
    }

    private Visitor demoPerson(String email, int width, int height) {
        return visitor(profile -> profile.setViewportSize(width, height).setReducedMotion(ReducedMotion.REDUCE))
                .signIn(email, "compliance-demo");
    }

    private Visitor demoAdmin(int width, int height) {
        return demoPerson("admin@acme.example", width, height);
    }

    private static void take(Page page, String name) {
        // Where the pointer happens to be is no part of the picture, nor is the focus.
        page.mouse().move(0, 0);
        page.evaluate("() => document.activeElement.matches('dialog *') || document.activeElement.blur()");
        page.screenshot(
                new Page.ScreenshotOptions().setPath(Path.of(System.getProperty("readme.screenshots"), name + ".png")));
    }
}
