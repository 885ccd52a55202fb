package io.compliancecenter.browser;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;
import java.util.List;
import java.util.Map;

/** What a machine can check of WCAG 2.2, levels A and AA, on a page as it is shown at the moment. */
final class Axe {

    private static final List<String> WCAG_2_2_AA = List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa");

    /** The rules among them that look at colours. */
    private static final List<String> ON_COLOUR = List.of("color-contrast", "link-in-text-block");

    // Not by the builder, which would load the script again for each look, and return what conforms as well. Preloading
    // would
    // fetch stylesheets, for a rule that is off, and media, of which there are none.
    private static final String VIOLATIONS = """
            async (runOnly) => {
              const { violations } = await axe.run(document, { runOnly, resultTypes: ['violations'], preload: false });
              return violations.flatMap((rule) =>
                rule.nodes.map((node) => `${rule.id}: ${node.html} ${node.failureSummary}`));
            }
            """;

    private Axe() {}

    /** What violates any rule. */
    static List<String> violations(Page page) {
        return violations(page, Map.of("type", "tag", "values", WCAG_2_2_AA));
    }

    /** What violates a rule that depends on colours. */
    static List<String> violationsOnColour(Page page) {
        return violations(page, Map.of("type", "rule", "values", ON_COLOUR));
    }

    @SuppressWarnings("unchecked") // the script returns strings
    private static List<String> violations(Page page, Map<String, Object> runOnly) {
        if ((boolean) page.evaluate("() => !window.axe")) {
            page.evaluate("() => {" + AxeBuilder.getAxeScript() + "}");
        }
        return (List<String>) page.evaluate(VIOLATIONS, runOnly);
    }
}
