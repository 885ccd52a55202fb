package io.compliancecenter.browser;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.compliancecenter.browser.chromium.Axe;
import io.compliancecenter.browser.chromium.Visitor;
import io.compliancecenter.browser.scene.LongWords;
import io.compliancecenter.browser.scene.PagesTest;
import io.compliancecenter.browser.scene.Scene;
import io.compliancecenter.testing.fixtures.Fixtures;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * Every page against WCAG 2.2, from the narrowest screen of the standard (1.4.10 Reflow: 320 CSS pixels) to a wide one, and with
 * words that are longer than its lines. Each page is opened once, and then checked in all sizes and colours.
 *
 * <p>{@code target/screenshots} has a picture of each failure, and with {@code -Dscreenshots} of every check.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PagesIT extends PagesTest {

    private static final Path SCREENSHOTS = Path.of("target", "screenshots");

    private LongWords longWords;

    @BeforeAll
    void publishLongWords(@Autowired Fixtures fixtures) {
        longWords = new LongWords(fixtures);
        longWords.publish();
    }

    @AfterAll
    void unpublishLongWords() {
        longWords.unpublish();
    }

    @BeforeEach
    void nameEverybodyAtLength() {
        tenant = longWords.name(tenant);
        fixtures.publishTerms(terms());
    }

    @Override
    protected String terms() {
        return LongWords.addTo(super.terms());
    }

    // base.css: give --text-muted the colour #9aa3b2, or take "overflow-wrap: anywhere" away, to see it fail.
    @ParameterizedTest
    @MethodSource("io.compliancecenter.browser.scene.Scene#all")
    void everyPageConformsDoesNotScrollSidewaysHoldsLongWordsAndPrintsItsContentOnly(Scene scene) {
        Visitor visitor = stillVisitor(scene);
        scene.enter(this, visitor);
        SoftAssertions looks = new SoftAssertions();

        String atLength = scene.fileName() + "-long-words";
        look(atLength, visitor, 1280, ColorScheme.LIGHT, LongWords::spilled, looks);
        LongWords.leaveOut(visitor.page());
        look(scene.fileName(), visitor, looks);
        LongWords.putBack(visitor.page());
        look(atLength, visitor, 320, ColorScheme.DARK, LongWords::spilled, looks);
        look(atLength, visitor, 390, ColorScheme.DARK, LongWords::spilled, looks);
        looks.assertAll();
    }

    /** Checks a page in all sizes and colours, and on paper. Each size and colour costs, so they change one at a time. */
    static void look(String name, Visitor visitor, SoftAssertions looks) {
        look(name, visitor, 1280, ColorScheme.LIGHT, Axe::violations, looks);
        look(name + "-forced", visitor, 1280, ColorScheme.LIGHT, ForcedColoursIT::withoutEdges, looks);
        // A narrow page has another layout.
        look(name, visitor, 320, ColorScheme.DARK, Axe::violations, looks);
        // As wide as 1280 px, for style sheets. In the dark, only the colours differ, of which axe has seen most at 320
        // px.
        look(name, visitor, 1600, ColorScheme.DARK, Axe::violationsOnColour, looks);
        // On the same visit, because opening a page takes longer than checking it.
        PrintIT.look(name, visitor.page(), looks);
    }

    /** For pages whose parts other pages have as well. */
    static void lookOnce(String name, Visitor visitor, SoftAssertions looks) {
        look(name, visitor, 320, ColorScheme.DARK, Axe::violations, looks);
    }

    /** For pages that are steps of a journey. */
    static void lookWideAndNarrow(String name, Visitor visitor, SoftAssertions looks) {
        look(name, visitor, 1280, ColorScheme.LIGHT, Axe::violations, looks);
        look(name, visitor, 320, ColorScheme.DARK, Axe::violations, looks);
    }

    private static void look(
            String scene,
            Visitor visitor,
            int width,
            ColorScheme scheme,
            Function<Page, List<?>> faults,
            SoftAssertions looks) {
        Page page = visitor.page();
        page.setViewportSize(width, width == 320 ? 640 : 800);
        visitor.setColorScheme(scheme);
        String name = "%s-%d-%s".formatted(scene, width, scheme).toLowerCase(Locale.ROOT);
        int found = looks.assertionErrorsCollected().size();
        Visitor.checkWidth(page, name, looks);
        looks.assertThat(faults.apply(page)).as(name).isEmpty();
        if (looks.assertionErrorsCollected().size() > found || System.getProperty("screenshots") != null) {
            page.screenshot(new Page.ScreenshotOptions()
                    .setPath(SCREENSHOTS.resolve(name + ".png"))
                    .setFullPage(true));
        }
    }
}
