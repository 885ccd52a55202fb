package io.compliancecenter.browser;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every page against WCAG 2.2, from the narrowest screen that it knows (1.4.10 Reflow: 320 CSS pixels) to a wide one. A
 * visitor is led to a page once, and then looks at it in every way.
 *
 * <p>{@code target/screenshots} holds a picture of each look that found something, and with {@code -Dscreenshots} of all.
 */
class PagesIT extends PagesTest {

    private static final Path SCREENSHOTS = Path.of("target", "screenshots");

    // base.css: give --text-muted the colour #9aa3b2 to see it fail.
    @ParameterizedTest
    @EnumSource(Scene.class)
    void everyPageConformsDoesNotScrollSidewaysAndPrintsItsContentOnly(Scene scene) {
        Visitor visitor = stillVisitor(scene);
        scene.enter(this, visitor);
        SoftAssertions looks = new SoftAssertions();

        look(scene, visitor, 1280, ColorScheme.LIGHT, Axe::violations, looks);
        // The page is the same in the dark, but for its colours.
        look(scene, visitor, 1280, ColorScheme.DARK, Axe::violationsOnColour, looks);
        // A narrow one is laid out otherwise.
        look(scene, visitor, 320, ColorScheme.DARK, Axe::violations, looks);
        look(scene, visitor, 1600, ColorScheme.LIGHT, page -> List.of(), looks);
        // One visit for all, because getting there takes longer than looking.
        PrintIT.look(scene, visitor.page(), looks);
        looks.assertAll();
    }

    private static void look(
            Scene scene,
            Visitor visitor,
            int width,
            ColorScheme scheme,
            Function<Page, List<String>> violations,
            SoftAssertions looks) {
        Page page = visitor.page();
        page.setViewportSize(width, width == 320 ? 640 : 800);
        visitor.wear(scheme);
        String name = "%s-%d-%s".formatted(scene.fileName(), width, scheme).toLowerCase(Locale.ROOT);
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
