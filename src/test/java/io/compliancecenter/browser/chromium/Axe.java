package io.compliancecenter.browser.chromium;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;
import java.util.List;
import java.util.Map;

/** Checks a page, in its present state, against the rules of WCAG 2.2, levels A and AA, that a machine can check. */
public final class Axe {

    private static final List<String> WCAG_2_2_AA = List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa");

    /** Those of the rules that depend on colours. */
    private static final List<String> ON_COLOUR = List.of("color-contrast", "link-in-text-block");

    // By far the most costly rule measures the contrast of each text. Texts in the same colours, on elements that look
    // the same up to the root, have the same contrast, so it measures the first and the last of them, once.
    private static final String PREPARE = """
            () => {
              axe.configure({ rules: [{ id: 'color-contrast', selector: '[data-contrast]' }] });
              const measured = new Set();

              const look = (element, looks) => {
                if (!looks.has(element)) {
                  const style = getComputedStyle(element);
                  const { parentElement } = element;
                  looks.set(element, [
                    parentElement ? look(parentElement, looks) : '',
                    element.localName, element.className.baseVal ?? element.className, style.position, style.opacity,
                    style.backgroundColor, style.backgroundImage, style.mixBlendMode, style.filter, style.clipPath,
                  ].join());
                }
                return looks.get(element);
              };

              // What cannot be used need not have contrast.
              const isInactive = (element) =>
                !!element.closest(':disabled, [aria-disabled=true]') || !!element.closest('label')?.control?.disabled;

              /** Marks what the rule measures. */
              window.markForContrast = () => {
                document.querySelectorAll('[data-contrast]').forEach((marked) => marked.removeAttribute('data-contrast'));
                const looks = new Map();
                const alike = new Map();
                document.querySelectorAll('body, body *').forEach((element) => {
                  const hasText = [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim())
                    || element.matches('input, select, textarea');
                  if (!hasText || !element.checkVisibility({ visibilityProperty: true })) {
                    return;
                  }
                  const { color, fontSize, fontWeight, textShadow } = getComputedStyle(element);
                  const key =
                    [color, fontSize, fontWeight, textShadow, isInactive(element), look(element, looks)].join();
                  alike.set(key, [(alike.get(key) ?? [element])[0], element]);
                });
                for (const [key, elements] of alike) {
                  if (!measured.has(key)) {
                    elements.forEach((element) => element.setAttribute('data-contrast', ''));
                  }
                  measured.add(key);
                }
              };
            }
            """;

    // Not by the builder, which would send the script for each look, and return what conforms as well. Preloading would
    // fetch stylesheets, for a rule that is off, and media, of which there are none.
    private static final String VIOLATIONS = """
            async (runOnly) => {
              if (!window.axe) {
                loadAxe();
              }
              markForContrast();
              const { violations } = await axe.run(document, { runOnly, resultTypes: ['violations'], preload: false });
              return violations.flatMap((rule) =>
                rule.nodes.map((node) => `${rule.id}: ${node.html} ${node.failureSummary}`));
            }
            """;

    private Axe() {}

    /**
     * Has all documents of a page know how to load axe. Its script is sent to the browser once, and what Chromium has compiled of
     * it serves the documents that follow.
     */
    static void prepare(Page page) {
        page.addInitScript("window.loadAxe = () => {" + AxeBuilder.getAxeScript() + "\n(" + PREPARE + ")(); };");
    }

    /** The violations of all rules. */
    public static List<String> violations(Page page) {
        return violations(page, Map.of("type", "tag", "values", WCAG_2_2_AA));
    }

    /** The violations of rules that depend on colours. */
    public static List<String> violationsOnColour(Page page) {
        return violations(page, Map.of("type", "rule", "values", ON_COLOUR));
    }

    @SuppressWarnings("unchecked") // the script returns strings
    private static List<String> violations(Page page, Map<String, Object> runOnly) {
        return (List<String>) page.evaluate(VIOLATIONS, runOnly);
    }
}
