package io.compliancecenter.evidence.checkpoint;

import java.util.ArrayList;
import java.util.List;

/** Texts of lines, each of them {@code name: value}, below a line that says what they are. */
final class SignedLines {

    private SignedLines() {}

    /** A line, without its end. */
    record Line(String name, String value) {}

    static String text(String format, Iterable<Line> lines) {
        StringBuilder text = new StringBuilder(format).append('\n');
        lines.forEach(line ->
                text.append(line.name()).append(": ").append(line.value()).append('\n'));
        return text.toString();
    }

    /** @throws IllegalArgumentException if the text is not of that format */
    static List<Line> parse(String format, String text) {
        if (!text.startsWith(format + '\n') || !text.endsWith("\n")) {
            throw new IllegalArgumentException("is not a " + format);
        }
        List<Line> lines = new ArrayList<>();
        for (String line : text.substring(format.length() + 1).split("\n")) {
            int colon = line.indexOf(": ");
            if (colon < 0) {
                throw new IllegalArgumentException("has a line that is none");
            }
            lines.add(new Line(line.substring(0, colon), line.substring(colon + 2)));
        }
        return lines;
    }

    /** @throws IllegalArgumentException if there is no line of that name */
    static String value(List<Line> lines, String name) {
        return lines.stream()
                .filter(line -> line.name().equals(name))
                .map(Line::value)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("has no " + name));
    }
}
