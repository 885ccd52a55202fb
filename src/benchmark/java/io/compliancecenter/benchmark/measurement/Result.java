package io.compliancecenter.benchmark.measurement;

import io.compliancecenter.benchmark.server.Cpu;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The result of a comparison.
 *
 * @param figures the ratio or figure of each round; empty if it was not measured
 * @param sides the things that were measured in turn, the application first
 * @param checks other conditions to meet
 * @param notes for the reader
 * @param missing why it was not measured; null if it was
 */
public record Result(
        List<Double> figures,
        List<Side> sides,
        List<Check> checks,
        List<String> notes,
        @Nullable String missing) {

    /**
     * One of the things that were measured in turn.
     *
     * @param unit of its figures
     */
    public record Side(String name, String unit, List<Sample> samples) {

        public Statistics figures() {
            return Statistics.of(samples.stream().map(Sample::figure).toList());
        }

        /** CPU seconds per request; null if that does not apply. */
        @Nullable
        public Cpu cpuOfRequest() {
            long requests = samples.stream().mapToLong(Sample::requests).sum();
            return requests == 0
                    ? null
                    : samples.stream()
                            .map(Sample::cpu)
                            .reduce(Cpu.NONE, Cpu::plus)
                            .dividedBy(requests);
        }
    }

    /** A condition to meet besides the target. */
    public record Check(String what, String found, boolean reached) {}

    public static Result of(List<Double> figures, List<Side> sides) {
        return new Result(figures, sides, List.of(), List.of(), null);
    }

    /** Combines the rounds of several results with the same sides. */
    public static Result of(List<Result> parts) {
        Result first = parts.get(0);
        List<Side> sides = IntStream.range(0, first.sides.size())
                .mapToObj(at -> new Side(
                        first.sides.get(at).name(),
                        first.sides.get(at).unit(),
                        parts.stream()
                                .flatMap(part -> part.sides.get(at).samples().stream())
                                .toList()))
                .toList();
        return of(parts.stream().flatMap(part -> part.figures.stream()).toList(), sides);
    }

    public static Result notMeasured(String reason) {
        return new Result(List.of(), List.of(), List.of(), List.of(), reason);
    }

    public Result with(Check check) {
        return new Result(figures, sides, and(checks, check), notes, missing);
    }

    public Result note(String note) {
        return new Result(figures, sides, checks, and(notes, note), missing);
    }

    public boolean reaches(Target target) {
        return missing == null
                && target.reachedBy(Statistics.of(figures).median())
                && checks.stream().allMatch(Check::reached);
    }

    private static <T> List<T> and(List<T> list, T one) {
        List<T> longer = new ArrayList<>(list);
        longer.add(one);
        return List.copyOf(longer);
    }
}
