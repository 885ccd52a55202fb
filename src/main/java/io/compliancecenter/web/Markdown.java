package io.compliancecenter.web;

import java.util.regex.Pattern;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.owasp.html.HtmlPolicyBuilder;
import org.owasp.html.PolicyFactory;

/**
 * Turns the vendor's Markdown (CommonMark) into HTML that can be put on a page as it is. HTML inside the Markdown is shown
 * as text, and whatever is not plain writing is taken out: the files are the vendor's, but the page is the customer's.
 */
public final class Markdown {

    private static final Parser PARSER = Parser.builder().build();

    private static final HtmlRenderer RENDERER =
            HtmlRenderer.builder().escapeHtml(true).omitSingleParagraphP(false).build();

    private static final PolicyFactory PLAIN_WRITING = new HtmlPolicyBuilder()
            .allowElements(
                    "h1",
                    "h2",
                    "h3",
                    "h4",
                    "h5",
                    "h6",
                    "p",
                    "br",
                    "hr",
                    "ul",
                    "ol",
                    "li",
                    "blockquote",
                    "em",
                    "strong",
                    "code",
                    "pre",
                    "a")
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
     * Renders a text.
     *
     * @param markdown CommonMark, possibly hostile
     * @return HTML that holds no script, style, image, form or frame
     */
    public static String toHtml(String markdown) {
        return PLAIN_WRITING.sanitize(RENDERER.render(PARSER.parse(markdown)));
    }
}
