package io.compliancecenter.benchmark.report;

import io.compliancecenter.benchmark.measurement.Comparison;
import io.compliancecenter.benchmark.measurement.Figures;
import io.compliancecenter.benchmark.measurement.Result;
import io.compliancecenter.benchmark.server.Cpu;
import java.util.ArrayList;
import java.util.List;

/** The measured lines as a table for the terminal. */
public final class Table {

    private static final List<String> HEAD = List.of(
            "line", "median (least–most)", "target", "verdict", "CPU of a request: JVM ms", "PostgreSQL ms", "");

    private Table() {}

    public static String of(List<Line> lines) {
        List<List<String>> rows = new ArrayList<>(List.of(HEAD));
        lines.forEach(line -> add(line, rows));
        StringBuilder text = new StringBuilder(columns(rows));
        for (Line line : lines) {
            for (String remark : line.remarks()) {
                text.append('\n').append(line.comparison().name()).append(": ").append(remark);
            }
        }
        return text.append('\n').toString();
    }

    private static void add(Line line, List<List<String>> rows) {
        Comparison comparison = line.comparison();
        rows.add(List.of(
                comparison.name(),
                line.figure(),
                comparison.target().toString(),
                line.verdict(),
                "",
                "",
                comparison.what() + "; against " + comparison.against()));
        for (Result.Side side : line.result().sides()) {
            Cpu cpu = side.cpuOfRequest();
            rows.add(List.of(
                    "",
                    Figures.of(side.figures(), side.unit()),
                    "",
                    "",
                    Figures.milliseconds(cpu == null ? null : cpu.jvm()),
                    Figures.milliseconds(cpu == null ? null : cpu.postgres()),
                    "  " + side.name()));
        }
        for (Result.Check check : line.result().checks()) {
            rows.add(List.of(
                    "", check.found(), "", check.reached() ? "reached" : "not reached", "", "", "  " + check.what()));
        }
    }

    private static String columns(List<List<String>> rows) {
        StringBuilder text = new StringBuilder();
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int column = 0; column < HEAD.size(); column++) {
                line.append(row.get(column))
                        .append(" ".repeat(width(rows, column) - row.get(column).length() + 2));
            }
            text.append(line.toString().stripTrailing()).append('\n');
        }
        return text.toString();
    }

    private static int width(List<List<String>> rows, int column) {
        return rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
    }
}
