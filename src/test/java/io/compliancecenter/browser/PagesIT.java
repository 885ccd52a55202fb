package io.compliancecenter.browser;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every page against WCAG 2.2, from the narrowest screen of the standard (1.4.10 Reflow: 320 CSS pixels) to a wide one. Each page
 * is opened once, and then checked in all sizes and colours.
 *
 * <p>{@code target/screenshots} has a picture of each failure, and with {@code -Dscreenshots} of every check.
 */
class PagesIT extends PagesTest {

    private static final Path SCREENSHOTS = Path.of("target", "screenshots");

    // base.css: give --text-muted the colour #9aa3b2 to see it fail.
    @ParameterizedTest
    @MethodSource("io.compliancecenter.browser.Scene#all")
    void everyPageConformsDoesNotScrollSidewaysAndPrintsItsContentOnly(Scene scene) {
        Visitor visitor = stillVisitor(scene);
        scene.enter(this, visitor);
        SoftAssertions looks = new SoftAssertions();

        look(scene.fileName(), visitor, looks);
        looks.assertAll();
    }

    /** Checks a page in all sizes and colours, and on paper. */
    static void look(String name, Visitor visitor, SoftAssertions looks) {
        look(name, visitor, 1280, ColorScheme.LIGHT, Axe::violations, looks);
        // In the dark, only the colours differ.
        look(name, visitor, 1280, ColorScheme.DARK, Axe::violationsOnColour, looks);
        // A narrow page has another layout.
        look(name, visitor, 320, ColorScheme.DARK, Axe::violations, looks);
        look(name, visitor, 1600, ColorScheme.LIGHT, page -> List.of(), looks);
        // On the same visit, because opening a page takes longer than checking it.
        PrintIT.look(name, visitor.page(), looks);
    }

    /** For pages whose parts other pages have as well. */
    static void lookOnce(String name, Visitor visitor, SoftAssertions looks) {
        look(name, visitor, 320, ColorScheme.DARK, Axe::violations, looks);
    }

    private static void look(
            String scene,
            Visitor visitor,
            int width,
            ColorScheme scheme,
            Function<Page, List<String>> violations,
            SoftAssertions looks) {
        Page page = visitor.page();
        page.setViewportSize(width, width == 320 ? 640 : 800);
        visitor.setColorScheme(scheme);
        String name = "%s-%d-%s".formatted(scene, width, scheme).toLowerCase(Locale.ROOT);
        int found = looks.assertionErrorsCollected().size();
        looks.assertThat(overflow(page)).as("%s scrolls sideways by", name).isLessThanOrEqualTo(0);
        looks.assertThat(violations.apply(page)).as(name).isEmpty();
        if (looks.assertionErrorsCollected().size() > found || System.getProperty("screenshots") != null) {
            page.screenshot(new Page.ScreenshotOptions()
                    .setPath(SCREENSHOTS.resolve(name + ".png"))
                    .setFullPage(true));
        }
    }
}
