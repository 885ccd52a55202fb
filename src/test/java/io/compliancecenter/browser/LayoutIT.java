package io.compliancecenter.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every page from the narrowest screen that WCAG 2.2 knows (1.4.10 Reflow: 320 CSS pixels) to a wide one. */
class LayoutIT extends PagesTest {

    private static final Path SCREENSHOTS = Path.of("target", "screenshots");

    @ParameterizedTest
    @EnumSource(Scene.class)
    void noPageScrollsSideways(Scene scene) {
        Visitor visitor = stillVisitor(scene);
        Page page = visitor.page();
        scene.enter(this, visitor);
        for (int width : List.of(320, 1600)) {
            page.setViewportSize(width, width == 320 ? 640 : 1000);
            assertThat(overflow(page)).as("%s at %d pixels", scene, width).isLessThanOrEqualTo(0);
            for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
                visitor.wear(scheme);
                String name =
                        scene.fileName() + "-" + width + "-" + scheme.name().toLowerCase(Locale.ROOT);
                page.screenshot(new Page.ScreenshotOptions()
                        .setPath(SCREENSHOTS.resolve(name + ".png"))
                        .setFullPage(true));
            }
        }
    }

    /** By how many pixels the page is wider than the window. */
    private static int overflow(Page page) {
        return (int) page.evaluate("() => document.documentElement.scrollWidth - document.documentElement.clientWidth");
    }
}
