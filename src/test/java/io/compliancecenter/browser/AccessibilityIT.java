package io.compliancecenter.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.options.ColorScheme;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every page against what a machine can check of WCAG 2.2, levels A and AA. */
class AccessibilityIT extends PagesTest {

    private static final List<String> WCAG_2_2_AA = List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa");

    /** The rules among them that look at colours. */
    private static final List<String> ON_COLOUR = List.of("color-contrast", "link-in-text-block");

    // tokens.css: give --text-muted the colour #9aa3b2 to see it fail.
    @ParameterizedTest
    @EnumSource(Scene.class)
    void everyPageConformsInLightAndDark(Scene scene) {
        Visitor visitor = stillVisitor(scene);
        scene.enter(this, visitor);
        visitor.wear(ColorScheme.LIGHT);
        assertThat(violations(new AxeBuilder(visitor.page()).withTags(WCAG_2_2_AA)))
                .as("%s in light", scene)
                .isEmpty();
        // The page is the same in the dark, but for its colours.
        visitor.wear(ColorScheme.DARK);
        assertThat(violations(new AxeBuilder(visitor.page()).withRules(ON_COLOUR)))
                .as("%s in the dark", scene)
                .isEmpty();
    }

    private static List<String> violations(AxeBuilder axe) {
        // Without the tab of its own that it opens to look into foreign frames, of which there are none.
        return axe.setLegacyMode(true).analyze().getViolations().stream()
                .flatMap(rule -> rule.getNodes().stream()
                        .map(node -> rule.getId() + ": " + node.getHtml() + " " + node.getFailureSummary()))
                .toList();
    }
}
