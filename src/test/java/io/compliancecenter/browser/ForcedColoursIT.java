package io.compliancecenter.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ForcedColors;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** States remain distinguishable when the system forces its own few colours, as contrast themes of Windows do. */
class ForcedColoursIT extends PagesTest {

    private static final Path SCREENSHOTS = Path.of("target", "screenshots", "forced-colours");

    // Lines count only if they are seen against what is behind them.
    private static final String LINES = """
            (element) => {
              const style = getComputedStyle(element);
              const canvas = getComputedStyle(document.documentElement).backgroundColor;
              const line = (width, kind, colour) =>
                kind === 'none' || parseFloat(width) === 0 || colour === canvas ? '' : `${width} ${kind} ${colour}`;
              return [
                line(style.borderBottomWidth, style.borderBottomStyle, style.borderBottomColor),
                line(style.borderTopWidth, style.borderTopStyle, style.borderTopColor),
                line(style.outlineWidth, style.outlineStyle, style.outlineColor),
              ].join(', ') + ` ${style.backgroundColor} ${style.color}`;
            }
            """;

    @ParameterizedTest
    @EnumSource(
            value = ColorScheme.class,
            names = {"LIGHT", "DARK"})
    void theCurrentTabIsTheOnlyUnderlinedOne(ColorScheme scheme) {
        Page page = forced(signedIn(stillVisitor("en-GB"), tenant.admin()).open(tenant.path("/compliances")), scheme);
        Locator current = page.locator("#tabs [aria-current]");
        Locator other = page.locator("#tabs a:not([aria-current])");
        assertThat(lines(current)).contains("4px solid");
        assertThat(lines(other)).startsWith(", , ");
        other.hover();
        assertThat(lines(other)).isNotEqualTo(lines(current)).contains("2px dotted");
        take(page, "tabs-" + scheme);
    }

    @ParameterizedTest
    @EnumSource(
            value = ColorScheme.class,
            names = {"LIGHT", "DARK"})
    void theCurrentPageOfTheNavigationIsMarked(ColorScheme scheme) {
        Visitor visitor = signedIn(stillVisitor("en-GB"), tenant.admin());
        for (int width : new int[] {320, 1280}) {
            visitor.page().setViewportSize(width, 700);
            Page page = forced(visitor.open(tenant.path("/activity")), scheme);
            Locator current = page.locator("#navigation [aria-current]");
            String marked = lines(current);
            assertThat(marked)
                    .isNotEqualTo(lines(
                            page.locator("#navigation a:not([aria-current])").first()));
            focusByKeyboard(current);
            assertThat(lines(current)).isNotEqualTo(marked);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = ColorScheme.class,
            names = {"LIGHT", "DARK"})
    void anInvalidFieldIsToldFromAValidOneWithAndWithoutTheFocus(ColorScheme scheme) {
        Page page = forced(stillVisitor("en-GB").open("/sign-in"), scheme);
        String valid = lines(page.locator("#password"));
        Visitor failed = stillVisitor(CustomersScene.SIGN_IN_FAILED);
        CustomersScene.SIGN_IN_FAILED.enter(this, failed);
        forced(failed, scheme);
        Locator invalid = failed.page().locator("#password");
        assertThat(lines(invalid)).isNotEqualTo(valid).contains("double");
        invalid.focus();
        assertThat(lines(invalid)).contains("double", "2px solid");
        take(failed.page(), "sign-in-failed-" + scheme);
    }

    @ParameterizedTest
    @EnumSource(
            value = ColorScheme.class,
            names = {"LIGHT", "DARK"})
    void theBoxThatIsNotTickedIsToldFromOneThatNeedNotBe(ColorScheme scheme) {
        Visitor visitor = stillVisitor(CustomersScene.DIALOG_UNTICKED);
        CustomersScene.DIALOG.enter(this, visitor);
        Page page = forced(visitor, scheme);
        Locator box = page.locator("#agreed");
        String valid = lines(box);
        focusByKeyboard(box);
        String validFocused = lines(box);
        Visitor.agreeButton(page).click();
        assertThat(page.locator("#agreed-error")).isVisible();
        focusByKeyboard(box);
        String invalidFocused = lines(box);
        page.locator("#terms-cancel").focus();
        String invalid = lines(box);
        assertThat(List.of(valid, validFocused, invalid, invalidFocused)).doesNotHaveDuplicates();
        take(page, "dialog-" + scheme);
    }

    @ParameterizedTest
    @EnumSource(
            value = ColorScheme.class,
            names = {"LIGHT", "DARK"})
    void theButtonThatActsIsToldFromTheOthersAndFromABusyOne(ColorScheme scheme) {
        Page page = forced(signedIn(stillVisitor("en-GB"), tenant.admin()).open(termsOf("hipaa")), scheme);
        Locator agree = Visitor.agreeButton(page);
        String ready = lines(agree);
        assertThat(ready).isNotEqualTo(lines(page.locator("#terms-cancel")));
        page.locator("#agreement").evaluate("form => form.setAttribute('aria-busy', 'true')");
        assertThat(lines(agree)).isNotEqualTo(ready);
    }

    @ParameterizedTest
    @EnumSource(
            value = CustomersScene.class,
            mode = Mode.INCLUDE,
            names = {
                "CERTIFICATIONS",
                "CERTIFICATION",
                "COMPLIANCES",
                "ACTIVITY",
                "ORGANIZATION_SWITCHER",
                "TERMS_REDLINE"
            })
    void badgesCardsAndMenusHaveEdges(Scene scene) {
        Visitor visitor = stillVisitor(scene);
        scene.enter(this, visitor);
        Page page = forced(visitor, ColorScheme.LIGHT);
        for (Locator edged : page.locator(".badge:visible, .card:visible, .menu[open] .menu-panel, .count:visible")
                .all()) {
            assertThat(lines(edged))
                    .as(edged.evaluate("e => e.outerHTML").toString())
                    .contains("px solid");
        }
        take(page, scene.fileName());
    }

    private static Page forced(Visitor visitor, ColorScheme scheme) {
        visitor.page()
                .emulateMedia(new Page.EmulateMediaOptions()
                        .setForcedColors(ForcedColors.ACTIVE)
                        .setColorScheme(scheme));
        visitor.page()
                .evaluate("() => Promise.allSettled(document.getAnimations().map((animation) => animation.finished))");
        return visitor.page();
    }

    /** Only a focus set by the keyboard is visible. */
    private static void focusByKeyboard(Locator element) {
        element.focus();
        element.page().keyboard().press("Tab");
        element.page().keyboard().press("Shift+Tab");
        assertThat(element).isFocused();
    }

    private static String lines(Locator element) {
        return (String) element.evaluate(LINES);
    }

    private static void take(Page page, String name) {
        if (System.getProperty("screenshots") != null) {
            page.screenshot(new Page.ScreenshotOptions()
                    .setPath(SCREENSHOTS.resolve(name + ".png"))
                    .setFullPage(true));
        }
    }
}
