package io.compliancecenter.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every page against what a machine can check of WCAG 2.2, levels A and AA. */
class AccessibilityIT extends PagesTest {

    private static final List<String> WCAG_2_2_AA = List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa");

    // app.css: give --text-muted the colour #9aa3b2 to see it fail.
    @ParameterizedTest
    @EnumSource(Scene.class)
    void everyPageConformsInLightAndDark(Scene scene) {
        Visitor visitor = stillVisitor();
        scene.enter(this, visitor);
        for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            visitor.wear(scheme);
            assertThat(violations(visitor.page())).as("%s, %s", scene, scheme).isEmpty();
        }
    }

    private static List<String> violations(Page page) {
        return new AxeBuilder(page)
                .withTags(WCAG_2_2_AA).analyze().getViolations().stream()
                        .flatMap(rule -> rule.getNodes().stream()
                                .map(node -> rule.getId() + ": " + node.getHtml() + " " + node.getFailureSummary()))
                        .toList();
    }
}
