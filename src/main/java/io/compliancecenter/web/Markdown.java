package io.compliancecenter.web;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Heading;
import org.commonmark.node.Node;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.owasp.html.HtmlPolicyBuilder;
import org.owasp.html.PolicyFactory;

/**
 * Renders the vendor's Markdown (CommonMark) as HTML that is safe on a page. HTML inside the Markdown is shown as text, and
 * only elements for plain text are kept: the vendor writes the files, but the customer opens the page.
 */
public final class Markdown {

    private static final int DEEPEST_HEADING = 6;

    private static final Parser PARSER = Parser.builder().build();

    private static final HtmlRenderer RENDERER =
            HtmlRenderer.builder().escapeHtml(true).omitSingleParagraphP(false).build();

    private static final PolicyFactory PLAIN_WRITING = new HtmlPolicyBuilder()
            .allowCommonBlockElements()
            .allowCommonInlineFormattingElements()
            .allowElements("hr", "pre", "a")
            .allowAttributes("start")
            .onElements("ol")
            .allowAttributes("href")
            .matching(Pattern.compile("(https://|mailto:).*"))
            .onElements("a")
            .allowUrlProtocols("https", "mailto")
            .requireRelsOnLinks("noopener", "noreferrer")
            .toFactory();

    private Markdown() {}

    /**
     * Renders a text that stands below a heading of the page.
     *
     * @param markdown CommonMark, possibly hostile
     * @param below level of that heading; the text's highest headings become one level deeper, and the others follow
     * @return HTML that holds no script, style, image, form or frame
     */
    public static String toHtml(String markdown, int below) {
        Node text = PARSER.parse(markdown);
        List<Heading> headings = headings(text);
        int highest = headings.stream().mapToInt(Heading::getLevel).min().orElse(1);
        headings.forEach(
                heading -> heading.setLevel(Math.min(heading.getLevel() - highest + below + 1, DEEPEST_HEADING)));
        return PLAIN_WRITING.sanitize(RENDERER.render(text));
    }

    private static List<Heading> headings(Node text) {
        List<Heading> headings = new ArrayList<>();
        text.accept(new AbstractVisitor() {
            @Override
            public void visit(Heading heading) {
                headings.add(heading);
            }
        });
        return headings;
    }
}
