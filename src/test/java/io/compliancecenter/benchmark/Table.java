package io.compliancecenter.benchmark;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The lines that were measured, as text. */
record Table(List<Line> lines) {

    /** A comparison and what it gave. */
    record Line(Comparison comparison, Result result) {

        String figure() {
            if (result.figures().isEmpty()) {
                return "–";
            }
            Statistics figures = Statistics.of(result.figures());
            String unit = comparison.target().unit();
            return "%s (%s–%s)"
                    .formatted(
                            Target.Figures.of(figures.median(), unit),
                            Target.Figures.of(figures.least(), ""),
                            Target.Figures.of(figures.most(), ""));
        }

        String verdict() {
            if (result.missing() != null) {
                return "not measured";
            }
            return result.reaches(comparison.target()) ? "reached" : "NOT REACHED";
        }
    }

    private static final List<String> HEAD =
            List.of("line", "what", "measured", "median (least–most)", "target", "", "ms of JVM", "ms of PostgreSQL");

    /** In columns, for a terminal. */
    String text() {
        List<List<String>> rows = new ArrayList<>(List.of(HEAD));
        for (Line line : lines) {
            rows.add(List.of(
                    line.comparison().name(),
                    line.comparison().what(),
                    "against " + line.comparison().against(),
                    line.figure(),
                    line.comparison().target().toString(),
                    line.verdict(),
                    "",
                    ""));
            for (Result.Side side : line.result().sides()) {
                Cpu cpu = side.cpuOfRequest();
                rows.add(List.of(
                        "",
                        "",
                        "  " + side.name(),
                        spread(side),
                        "",
                        "",
                        milliseconds(cpu == null ? null : cpu.jvm()),
                        milliseconds(cpu == null ? null : cpu.postgres())));
            }
            for (Result.Check check : line.result().checks()) {
                rows.add(List.of(
                        "",
                        "",
                        "  " + check.what(),
                        check.found(),
                        "",
                        check.reached() ? "reached" : "NOT REACHED",
                        "",
                        ""));
            }
        }
        StringBuilder text = new StringBuilder();
        List<Integer> widths = new ArrayList<>();
        for (int column = 0; column < HEAD.size(); column++) {
            int at = column;
            widths.add(rows.stream().mapToInt(row -> row.get(at).length()).max().orElseThrow());
        }
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int column = 0; column < HEAD.size(); column++) {
                line.append(pad(row.get(column), widths.get(column))).append("  ");
            }
            text.append(line.toString().stripTrailing()).append('\n');
        }
        for (Line line : lines) {
            if (line.result().missing() != null) {
                text.append('\n')
                        .append(line.comparison().name())
                        .append(": ")
                        .append(line.result().missing());
            }
            for (String note : line.result().notes()) {
                text.append('\n').append(line.comparison().name()).append(": ").append(note);
            }
        }
        return text.append('\n').toString();
    }

    static String spread(Result.Side side) {
        Statistics figures = side.figures();
        return "%s (%s–%s)"
                .formatted(
                        Target.Figures.of(figures.median(), side.unit()),
                        Target.Figures.of(figures.least(), ""),
                        Target.Figures.of(figures.most(), ""));
    }

    static String milliseconds(@Nullable Double seconds) {
        return seconds == null ? "" : String.format(Locale.ROOT, "%.3f", seconds * 1000);
    }

    private static String pad(String text, int width) {
        return text + " ".repeat(width - text.length());
    }
}
