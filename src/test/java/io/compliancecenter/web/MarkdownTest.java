package io.compliancecenter.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MarkdownTest {

    @Test
    void plainWritingIsRendered() {
        assertThat(Markdown.toHtml("# Title\n\n1. *one*\n2. [two](https://example.com/a)\n", 1))
                .contains("<h2>Title</h2>", "<ol>", "<em>one</em>", "href=\"https://example.com/a\"", "noopener");
    }

    @ParameterizedTest
    @CsvSource({
        "'# One\n\n## Two', 'h3: One, h4: Two'",
        "'## One\n\n#### Three', 'h3: One, h5: Three'",
        "'###### Six', 'h3: Six'",
        "'# One\n\n###### Six', 'h3: One, h6: Six'"
    })
    void headingsStandBelowTheHeadingOfThePage(String markdown, String expected) {
        var html = Jsoup.parseBodyFragment(Markdown.toHtml(markdown, 2));
        assertThat(html.select("h1, h2, h3, h4, h5, h6"))
                .extracting(heading -> heading.tagName() + ": " + heading.text())
                .containsExactly(expected.split(", "));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script>alert(1)</script>",
                "<img src=x onerror=alert(1)>",
                "[x](javascript:alert(1))",
                "[x](data:text/html,<script>alert(1)</script>)",
                "[x](http://insecure.example)",
                "![x](https://tracker.example/p.png)",
                "<style>*{display:none}</style>",
                "<form action=https://evil.example><input name=p>",
                "<iframe src=https://evil.example></iframe>",
                "<https://example.com\" onclick=alert(1)>",
                "[x]: javascript:alert(1)\n\n[x]"
            })
    void whateverIsNotPlainWritingIsTakenOut(String hostile) {
        var html = Jsoup.parseBodyFragment(Markdown.toHtml(hostile, 1));
        assertThat(html.select("script, style, img, form, input, iframe, [onclick], [onerror], [style]"))
                .isEmpty();
        assertThat(html.select("a[href]").eachAttr("href"))
                .allMatch(href -> href.startsWith("https://") || href.startsWith("mailto:"));
    }
}
