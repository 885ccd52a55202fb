package io.compliancecenter.browser.scene;

import com.microsoft.playwright.Page;
import io.compliancecenter.testing.fixtures.Fixtures;
import io.compliancecenter.testing.fixtures.Fixtures.Tenant;
import io.compliancecenter.testing.fixtures.Fixtures.User;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Words that are longer than a line, in every text from outside, beside the words that are there. A visit can
 * {@linkplain #leaveOut leave them out}, and look at the same page as it is without them.
 */
public final class LongWords {

    private static final String WORD =
            "Rindfleischetikettierungsüberwachungsaufgabenübertragungsinformationssicherheitsmanagementsystem";

    private static final String LETTERS = "a".repeat(60);

    private static final String ADDED = " " + WORD;

    private static final String MARKDOWN = "# Heading" + ADDED + "\n\n- Item" + ADDED + "\n\n";

    private static final String LONG_AT = LETTERS + "@" + LETTERS + ".";

    private static final Map<String, List<String>> TEXTS = Map.of(
            "vendor", List.of("name", "introduction"),
            "vendor_translation", List.of("introduction"),
            "compliance", List.of("name", "summary", "how_we_comply"),
            "compliance_translation", List.of("name", "summary", "how_we_comply"),
            "compliance_link", List.of("label"),
            "certification", List.of("name", "summary", "renewal_description"),
            "certification_translation", List.of("name", "summary", "renewal_description"),
            "certification_audit", List.of("name"));

    private static final Map<String, String> MARKDOWN_TEXTS = Map.of(
            "compliance", "description",
            "compliance_translation", "description",
            "certification", "assures",
            "certification_translation", "assures");

    // A text is spilled if it is not within the boxes around it, unless they scroll. Only a chart may scroll sideways.
    private static final String SPILLED = """
            () => {
              const isClipped = (element) => getComputedStyle(element).clipPath === 'inset(50%)';
              const spilled = [];
              const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
              while (texts.nextNode()) {
                const text = texts.currentNode;
                const ancestors = [];
                for (let one = text.parentElement; one && one !== document.body; one = one.parentElement) {
                  ancestors.push(one);
                }
                if (!text.data.trim() || !text.parentElement.checkVisibility({ visibilityProperty: true })
                    || ancestors.some((one) => isClipped(one) || one.matches('select, script, textarea, .chart-scroll'))) {
                  continue;
                }
                const range = document.createRange();
                range.selectNodeContents(text);
                const box = range.getBoundingClientRect();
                if (box.left < -1 || box.right > innerWidth + 1) {
                  spilled.push(`${text.data.slice(0, 40)} is out of the window`);
                }
                for (const around of ancestors) {
                  const style = getComputedStyle(around);
                  const edge = around.getBoundingClientRect();
                  const isBox = style.display !== 'inline' && style.display !== 'contents';
                  if (isBox && (box.left < edge.left - 1 || box.right > edge.right + 1)) {
                    spilled.push(`${text.data.slice(0, 40)} sticks out of ${around.outerHTML.slice(0, 90)}`);
                    break;
                  }
                  if (/auto|scroll/.test(style.overflowY) || /absolute|fixed/.test(style.position)) {
                    break;
                  }
                  if (style.overflowY === 'hidden' && (box.top < edge.top - 1 || box.bottom > edge.bottom + 1)) {
                    spilled.push(`${text.data.slice(0, 40)} is cut off by ${around.outerHTML.slice(0, 90)}`);
                    break;
                  }
                }
              }
              return spilled;
            }
            """;

    private static final String LEAVE_OUT = """
            (words) => {
              window.withLongWords = [];
              const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
              while (texts.nextNode()) {
                const text = texts.currentNode;
                const without = words.reduce((data, word) => data.replaceAll(word, ''), text.data);
                if (without !== text.data) {
                  window.withLongWords.push([text, text.data]);
                  text.data = without;
                }
              }
            }
            """;

    private final Fixtures fixtures;
    private final List<UUID> certificates = new ArrayList<>();

    public LongWords(Fixtures fixtures) {
        this.fixtures = fixtures;
    }

    /** Publishes them, for everybody. */
    public void publish() {
        TEXTS.forEach((table, columns) -> columns.forEach(
                column -> fixtures.update("update %1$s set %2$s = %2$s || ?".formatted(table, column), ADDED)));
        MARKDOWN_TEXTS.forEach((table, column) -> fixtures.update(
                "update %1$s set %2$s = ? || %2$s || ? where %2$s <> ''".formatted(table, column), MARKDOWN, ADDED));
        fixtures.update("update vendor set support = replace(support, '@', ?)", LONG_AT);
        for (String certification : List.of("hipaa", "iso-iec-27001-2013")) {
            certificates.add(fixtures.anotherVersion(certification, "Assessors" + ADDED, "Report-" + WORD + ".pdf"));
        }
    }

    /** Takes them back. */
    public void unpublish() {
        certificates.forEach(
                certificate -> fixtures.update("update certificate set retired_at = now() where id = ?", certificate));
        fixtures.update("update vendor set support = replace(support, ?, '@')", LONG_AT);
        MARKDOWN_TEXTS.forEach((table, column) -> fixtures.update(
                "update %1$s set %2$s = replace(replace(%2$s, ?, ''), ?, '')".formatted(table, column),
                MARKDOWN,
                ADDED));
        TEXTS.forEach((table, columns) -> columns.forEach(column ->
                fixtures.update("update %1$s set %2$s = replace(%2$s, ?, '')".formatted(table, column), ADDED)));
    }

    /** Names an Organization and its people at length. */
    public Tenant name(Tenant tenant) {
        String name = tenant.name() + ADDED;
        fixtures.update("update organization set name = ? where id = ?", name, tenant.id());
        return new Tenant(tenant.id(), tenant.slug(), name, name(tenant.admin()), name(tenant.member()));
    }

    private User name(User user) {
        String name = user.name() + ADDED;
        String email = user.email().replace("@", LONG_AT);
        fixtures.update("update user_account set name = ?, email = ? where id = ?", name, email, user.id());
        return new User(user.id(), email, name);
    }

    /** Puts them into each kind of paragraph of Markdown. */
    public static String addTo(String terms) {
        return MARKDOWN + "> Quotation" + ADDED + "\n\n1. Number" + ADDED + "\n\n```\nCode" + ADDED + "\n```\n\n"
                + terms;
    }

    /** The texts that are not within the boxes around them. */
    public static List<?> spilled(Page page) {
        return (List<?>) page.evaluate(SPILLED);
    }

    /** Leaves them out of the texts of a page. */
    public static void leaveOut(Page page) {
        page.evaluate(LEAVE_OUT, List.of(ADDED, WORD, LETTERS + ".", LETTERS));
    }

    /** Puts those that were left out back. */
    public static void putBack(Page page) {
        page.evaluate("() => window.withLongWords.forEach(([text, data]) => text.data = data)");
    }
}
