package io.compliancecenter.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ForcedColors;
import io.compliancecenter.browser.chromium.Visitor;
import io.compliancecenter.browser.scene.CustomersScene;
import io.compliancecenter.browser.scene.PagesTest;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

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

    private static final String WITHOUT_EDGES = """
            () => {
              const lines = %s;
              const edged = document.querySelectorAll('.badge, .card, .menu[open] .menu-panel, .count');
              return [...edged]
                .filter((element) => element.checkVisibility({ visibilityProperty: true }))
                .filter((element) => !/px (solid|dashed)/.test(lines(element)))
                .map((element) => `${lines(element)} of ${element.outerHTML.slice(0, 120)}`);
            }
            """.formatted(LINES);

    private static final List<ColorScheme> SCHEMES = List.of(ColorScheme.LIGHT, ColorScheme.DARK);

    @Test
    void theCurrentTabIsTheOnlyUnderlinedOne() {
        Visitor visitor = admin().open(tenant.path("/compliances"));
        for (ColorScheme scheme : SCHEMES) {
            Page page = forced(visitor, scheme);
            page.mouse().move(0, 0);
            Locator current = page.locator("#tabs [aria-current]");
            Locator other = page.locator("#tabs a:not([aria-current])");
            assertThat(lines(current)).contains("4px solid");
            assertThat(lines(other)).startsWith(", , ");
            other.hover();
            assertThat(lines(other)).isNotEqualTo(lines(current)).contains("2px dotted");
            take(page, "tabs-" + scheme);
        }
    }

    @Test
    void theCurrentPageOfTheNavigationIsMarked() {
        Visitor visitor = admin().open(tenant.path("/activity"));
        for (ColorScheme scheme : SCHEMES) {
            Page page = forced(visitor, scheme);
            for (int width : new int[] {320, 1280}) {
                page.setViewportSize(width, 700);
                Locator current = page.locator("#navigation [aria-current]");
                current.blur();
                String marked = lines(current);
                assertThat(marked)
                        .isNotEqualTo(lines(page.locator("#navigation a:not([aria-current])")
                                .first()));
                focusByKeyboard(current);
                assertThat(lines(current)).isNotEqualTo(marked);
            }
        }
    }

    @Test
    void anInvalidFieldIsToldFromAValidOneWithAndWithoutTheFocus() {
        Visitor visitor = stillVisitor(CustomersScene.SIGN_IN_FAILED);
        Locator password = visitor.open("/sign-in").page().locator("#password");
        Map<ColorScheme, String> valid = inEach(visitor, () -> lines(password));
        CustomersScene.SIGN_IN_FAILED.enter(this, visitor);
        for (ColorScheme scheme : SCHEMES) {
            Page page = forced(visitor, scheme);
            password.blur();
            assertThat(lines(password)).isNotEqualTo(valid.get(scheme)).contains("double");
            password.focus();
            assertThat(lines(password)).contains("double", "2px solid");
            take(page, "sign-in-failed-" + scheme);
        }
    }

    @Test
    void theBoxThatIsNotTickedIsToldFromOneThatNeedNotBe() {
        Visitor visitor = stillVisitor(CustomersScene.DIALOG_UNTICKED);
        CustomersScene.DIALOG.enter(this, visitor);
        Page page = visitor.page();
        Locator box = page.locator("#agreed");
        Locator cancel = page.locator("#terms-cancel");
        cancel.focus();
        Map<ColorScheme, String> valid = inEach(visitor, () -> lines(box));
        focusByKeyboard(box);
        Map<ColorScheme, String> validFocused = inEach(visitor, () -> lines(box));
        Visitor.agreeButton(page).click();
        assertThat(page.locator("#agreed-error")).isVisible();
        focusByKeyboard(box);
        Map<ColorScheme, String> invalidFocused = inEach(visitor, () -> lines(box));
        cancel.focus();
        Map<ColorScheme, String> invalid = inEach(visitor, () -> lines(box));
        for (ColorScheme scheme : SCHEMES) {
            assertThat(List.of(
                            valid.get(scheme),
                            validFocused.get(scheme),
                            invalid.get(scheme),
                            invalidFocused.get(scheme)))
                    .as(scheme.toString())
                    .doesNotHaveDuplicates();
        }
        take(page, "dialog");
    }

    @Test
    void theButtonThatActsIsToldFromTheOthersAndFromABusyOne() {
        Visitor visitor = admin().open(termsOf("hipaa"));
        Page page = visitor.page();
        Locator agree = Visitor.agreeButton(page);
        Map<ColorScheme, String> other = inEach(visitor, () -> lines(page.locator("#terms-cancel")));
        Map<ColorScheme, String> ready = inEach(visitor, () -> lines(agree));
        page.locator("#agreement").evaluate("form => form.setAttribute('aria-busy', 'true')");
        Map<ColorScheme, String> busy = inEach(visitor, () -> lines(agree));
        for (ColorScheme scheme : SCHEMES) {
            assertThat(ready.get(scheme)).isNotEqualTo(other.get(scheme)).isNotEqualTo(busy.get(scheme));
        }
    }

    /** The badges, cards and menus that have no edge. {@link PagesIT} looks for them on every page. */
    @SuppressWarnings("unchecked") // the script returns strings
    static List<String> withoutEdges(Page page) {
        page.emulateMedia(new Page.EmulateMediaOptions().setForcedColors(ForcedColors.ACTIVE));
        List<String> found = (List<String>) page.evaluate(WITHOUT_EDGES);
        page.emulateMedia(new Page.EmulateMediaOptions().setForcedColors(ForcedColors.NONE));
        return found;
    }

    private static Map<ColorScheme, String> inEach(Visitor visitor, Supplier<String> lines) {
        Map<ColorScheme, String> found = new EnumMap<>(ColorScheme.class);
        for (ColorScheme scheme : SCHEMES) {
            forced(visitor, scheme);
            found.put(scheme, lines.get());
        }
        return found;
    }

    private static Page forced(Visitor visitor, ColorScheme scheme) {
        visitor.page()
                .emulateMedia(new Page.EmulateMediaOptions()
                        .setForcedColors(ForcedColors.ACTIVE)
                        .setColorScheme(scheme));
        Visitor.awaitAnimations(visitor.page());
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
