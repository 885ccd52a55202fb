package io.compliancecenter.benchmark.report;

import io.compliancecenter.benchmark.measurement.Comparison;
import io.compliancecenter.benchmark.measurement.Figures;
import io.compliancecenter.benchmark.measurement.Result;
import io.compliancecenter.benchmark.server.Cpu;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.springframework.web.util.HtmlUtils;

/** The measured lines as one self-contained HTML file. */
public final class Page {

    private Page() {}

    public static String of(Machine machine, List<Line> lines) throws IOException {
        StringBuilder body = new StringBuilder();
        body.append("<h1>Compliance Center, measured</h1>\n");
        body.append("<p>").append(text(machine.toString())).append("</p>\n");
        body.append(
                "<p>Each figure is the median of several rounds, in which both sides were measured in turn, with the"
                        + " least and the most. Processors’ time is that of one request.</p>\n");
        summary(lines, body);
        lines.forEach(line -> section(line, body));
        return """
                <!DOCTYPE html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <title>Compliance Center, measured</title>
                <style>
                %s</style>
                </head>
                <body>
                <main>
                %s</main>
                </body>
                </html>
                """.formatted(style(), body);
    }

    private static void summary(List<Line> lines, StringBuilder body) {
        body.append("<div class='wide'><table><caption>Summary</caption>\n");
        head(body, "Line", "What", "Against", "Median (least–most)", "Target", "Verdict");
        for (Line line : lines) {
            Comparison comparison = line.comparison();
            body.append("<tr>");
            body.append("<th scope='row'><a href='#%1$s'>%1$s</a></th>".formatted(text(comparison.name())));
            cell(body, comparison.what());
            cell(body, comparison.against());
            figure(body, line.figure());
            figure(body, comparison.target().toString());
            body.append("<td>").append(badge(line.verdict())).append("</td></tr>\n");
        }
        body.append("</tbody></table></div>\n");
    }

    private static void section(Line line, StringBuilder body) {
        Comparison comparison = line.comparison();
        body.append(
                "<section id='%1$s'><h2>%1$s %2$s</h2>\n".formatted(text(comparison.name()), badge(line.verdict())));
        body.append("<p>%s; against %s.</p>\n".formatted(text(comparison.what()), text(comparison.against())));
        body.append(Chart.of(line));
        if (!line.result().sides().isEmpty()) {
            body.append("<div class='wide'><table>\n");
            head(body, "Measured", "Median (least–most)", "JVM, ms", "PostgreSQL, ms");
            for (Result.Side side : line.result().sides()) {
                Cpu cpu = side.cpuOfRequest();
                body.append("<tr><th scope='row'>").append(text(side.name())).append("</th>");
                figure(body, Figures.of(side.figures(), side.unit()));
                figure(body, Figures.milliseconds(cpu == null ? null : cpu.jvm()));
                figure(body, Figures.milliseconds(cpu == null ? null : cpu.postgres()));
                body.append("</tr>\n");
            }
            body.append("</tbody></table></div>\n");
        }
        if (!line.result().checks().isEmpty()) {
            body.append("<ul>\n");
            line.result()
                    .checks()
                    .forEach(check -> body.append("<li>%s: %s %s</li>\n"
                            .formatted(
                                    text(check.what()),
                                    text(check.found()),
                                    badge(check.reached() ? "reached" : "not reached"))));
            body.append("</ul>\n");
        }
        line.remarks().forEach(remark -> body.append("<p>").append(text(remark)).append("</p>\n"));
        body.append("</section>\n");
    }

    private static void head(StringBuilder body, String... names) {
        body.append("<thead><tr>");
        for (String name : names) {
            body.append("<th scope='col'>").append(text(name)).append("</th>");
        }
        body.append("</tr></thead><tbody>\n");
    }

    private static void cell(StringBuilder body, String content) {
        body.append("<td>").append(text(content)).append("</td>");
    }

    private static void figure(StringBuilder body, String content) {
        body.append("<td class='figure'>").append(text(content)).append("</td>");
    }

    private static String badge(String verdict) {
        String sign = switch (verdict) {
            case "reached" -> "✓";
            case "not reached" -> "✗";
            default -> "–";
        };
        return "<span class='badge %s'>%s %s</span>".formatted(verdict.replace(' ', '-'), sign, verdict);
    }

    private static String text(String content) {
        return HtmlUtils.htmlEscape(content, StandardCharsets.UTF_8.name());
    }

    private static String style() throws IOException {
        try (InputStream source = Page.class.getResourceAsStream("/benchmark/page.css")) {
            return new String(source.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
