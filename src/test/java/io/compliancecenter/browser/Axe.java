package io.compliancecenter.browser;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;
import java.util.List;
import java.util.Map;

/** Checks a page, in its present state, against the rules of WCAG 2.2, levels A and AA, that a machine can check. */
final class Axe {

    private static final List<String> WCAG_2_2_AA = List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa");

    /** Those of the rules that depend on colours. */
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

    /** The violations of all rules. */
    static List<String> violations(Page page) {
        return violations(page, Map.of("type", "tag", "values", WCAG_2_2_AA));
    }

    /** The violations of rules that depend on colours. */
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
