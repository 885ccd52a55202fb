package io.compliancecenter.benchmark.report;

import io.compliancecenter.benchmark.measurement.Figures;
import io.compliancecenter.benchmark.measurement.Statistics;
import io.compliancecenter.benchmark.measurement.Target;
import java.util.List;
import java.util.Locale;

/** A line's figures as SVG: a dot for each round, a bar for the median, a mark for the target. */
final class Chart {

    private static final int WIDTH = 640;
    private static final int LEFT = 8;
    private static final int HEIGHT = 64;
    private static final int MIDDLE = 28;

    private Chart() {}

    /** @return empty if there is nothing to show */
    static String of(Line line) {
        List<Double> figures = line.result().figures().stream()
                .filter(figure -> !figure.isInfinite())
                .toList();
        if (figures.isEmpty()) {
            return "";
        }
        Target target = line.comparison().target();
        Statistics statistics = Statistics.of(figures);
        double most = 1.15 * Math.max(statistics.most(), target.bound());
        StringBuilder svg = new StringBuilder();
        svg.append("<svg viewBox='0 0 %d %d' role='img' aria-label='%s, target %s'>"
                .formatted(WIDTH, HEIGHT, Figures.of(statistics, target.unit()), target));
        svg.append("<rect class='track' x='%d' y='%d' width='%d' height='16' rx='3'/>"
                .formatted(LEFT, MIDDLE - 8, WIDTH - 2 * LEFT));
        svg.append("<rect class='%s' x='%d' y='%d' width='%s' height='16' rx='3'/>"
                .formatted(
                        line.reached() ? "yes" : "no", LEFT, MIDDLE - 8, number(x(statistics.median(), most) - LEFT)));
        figures.forEach(figure ->
                svg.append("<circle class='round' cx='%s' cy='%d' r='4'/>".formatted(number(x(figure, most)), MIDDLE)));
        double at = x(target.bound(), most);
        svg.append("<line class='target' x1='%1$s' x2='%1$s' y1='%2$d' y2='%3$d'/>"
                .formatted(number(at), MIDDLE - 16, MIDDLE + 16));
        svg.append("<text x='%s' y='%d' text-anchor='%s'>%s</text>"
                .formatted(number(at), MIDDLE + 32, at > WIDTH - 80 ? "end" : at < 80 ? "start" : "middle", target));
        return svg.append("</svg>").toString();
    }

    private static double x(double figure, double most) {
        return LEFT + (WIDTH - 2 * LEFT) * figure / most;
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }
}
