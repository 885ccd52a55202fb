package io.compliancecenter.benchmark.measurement;

import io.compliancecenter.benchmark.server.Cpu;
import io.compliancecenter.benchmark.server.Server;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * A load by wrk: GET requests over keep-alive connections, each sent when the previous answer has arrived.
 *
 * @param base the target; its path is used if there are no {@code paths}
 * @param paths to request once each, in order; may be empty
 * @param cookies to send in turn, one for each session; may be empty
 * @param headers to send with each request
 * @param answerSize the minimum size of each answer in bytes, which detects a wrong page
 */
public record Load(
        URI base,
        List<String> paths,
        List<String> cookies,
        Map<String, String> headers,
        int connections,
        Duration duration,
        long answerSize) {

    /** Long enough that wrk does not count slow answers as lost. */
    private static final String TIMEOUT = "60s";

    public static Load on(URI uri) {
        return new Load(uri, List.of(), List.of(), Map.of(), 16, Duration.ofSeconds(10), 0);
    }

    public Load header(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new Load(base, paths, cookies, more, connections, duration, answerSize);
    }

    public Load of(List<String> people) {
        return new Load(base, paths, List.copyOf(people), headers, connections, duration, answerSize);
    }

    public Load connections(int number) {
        return new Load(base, paths, cookies, headers, number, duration, answerSize);
    }

    public Load lasting(Duration time) {
        return new Load(base, paths, cookies, headers, connections, time, answerSize);
    }

    public Load walking(List<String> through) {
        return new Load(base, List.copyOf(through), cookies, headers, connections, duration, answerSize);
    }

    public Load expecting(long bytes) {
        return new Load(base, paths, cookies, headers, connections, duration, bytes);
    }

    /**
     * The outcome. Times are in milliseconds.
     *
     * @param errors answers of another status than 2xx or 3xx, and connections that failed
     */
    public record Outcome(
            long requests, double seconds, long bytes, long errors, double p50, double p95, double p99, double most) {

        public double requestsPerSecond() {
            return requests / seconds;
        }

        /** @throws IllegalStateException if there was no answer, or an answer was an error or too short */
        public Outcome orFail(Load load) {
            if (errors > 0 || requests == 0 || bytes / requests < load.answerSize()) {
                throw new IllegalStateException("%s, answers of at least %d bytes expected: %s"
                        .formatted(load.base(), load.answerSize(), this));
            }
            return this;
        }
    }

    /** @throws IllegalStateException if wrk is missing or fails, or an answer was an error or too short */
    public Outcome run() throws IOException, InterruptedException {
        return tolerantRun().orFail(this);
    }

    /** Runs the load without checking for errors. */
    public Outcome tolerantRun() throws IOException, InterruptedException {
        List<String> options = new ArrayList<>(List.of("--connections", Integer.toString(connections)));
        options.addAll(List.of("--duration", Math.max(1, duration.toSeconds()) + "s", "--timeout", TIMEOUT));
        headers.forEach((name, value) -> options.addAll(List.of("--header", name + ": " + value)));
        return Wrk.run("load.lua", paths.isEmpty() ? cookies : paths, base, options);
    }

    /** Measures requests a second, and the server's CPU time. */
    public Sample sample(Server server) throws IOException, InterruptedException {
        return sample(server, Outcome::requestsPerSecond);
    }

    /** Measures another figure of the outcome. */
    public Sample sample(Server server, ToDoubleFunction<Outcome> figure) throws IOException, InterruptedException {
        Cpu before = Cpu.of(server);
        Outcome outcome = run();
        return new Sample(
                figure.applyAsDouble(outcome),
                outcome.requests(),
                Cpu.of(server).minus(before));
    }
}
