package io.compliancecenter.benchmark.report;

import io.compliancecenter.benchmark.measurement.Comparison;
import io.compliancecenter.benchmark.measurement.Result;
import io.compliancecenter.benchmark.measurement.Sample;
import io.compliancecenter.benchmark.server.Cpu;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;

/** All figures as JSON. */
public final class Json {

    private static final ObjectMapper MAPPER = JsonMapper.builder().build();

    private Json() {}

    public static String of(Machine machine, List<Line> lines) {
        Map<String, @Nullable Object> all = new LinkedHashMap<>();
        all.put("machine", machine);
        all.put("lines", lines.stream().map(Json::line).toList());
        return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(all);
    }

    private static Map<String, @Nullable Object> line(Line line) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        Comparison comparison = line.comparison();
        fields.put("name", comparison.name());
        fields.put("what", comparison.what());
        fields.put("against", comparison.against());
        fields.put("target", comparison.target());
        fields.put("figures", numbers(line.result().figures()));
        fields.put("reached", line.result().missing() == null ? line.reached() : null);
        fields.put("sides", line.result().sides().stream().map(Json::side).toList());
        fields.put("checks", line.result().checks());
        fields.put("remarks", line.remarks());
        return fields;
    }

    private static Map<String, @Nullable Object> side(Result.Side side) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        Cpu cpu = side.cpuOfRequest();
        fields.put("name", side.name());
        fields.put("unit", side.unit());
        fields.put(
                "figures", numbers(side.samples().stream().map(Sample::figure).toList()));
        fields.put("requests", side.samples().stream().map(Sample::requests).toList());
        fields.put("jvmSecondsOfRequest", cpu == null ? null : cpu.jvm());
        fields.put("postgresSecondsOfRequest", cpu == null ? null : cpu.postgres());
        return fields;
    }

    /** JSON has no infinity; null means that there was no answer. */
    private static List<@Nullable Double> numbers(List<Double> figures) {
        return Arrays.asList(figures.stream()
                .map(figure -> Double.isInfinite(figure) ? null : figure)
                .toArray(Double[]::new));
    }
}
