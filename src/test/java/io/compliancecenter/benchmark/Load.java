package io.compliancecenter.benchmark;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What wrk sends, in a process of its own: GET requests, as fast as the answers come, over connections that stay open.
 *
 * @param base where to; its path is used if there are no {@code paths}
 * @param paths to ask for, one after the other, each of them once if there are enough; may be empty
 * @param headers to send with each request
 */
record Load(URI base, List<String> paths, Map<String, String> headers, int connections, Duration duration) {

    static Load on(URI uri) {
        return new Load(uri, List.of(), Map.of(), 16, Duration.ofSeconds(10));
    }

    Load header(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new Load(base, paths, more, connections, duration);
    }

    Load connections(int number) {
        return new Load(base, paths, headers, number, duration);
    }

    Load lasting(Duration time) {
        return new Load(base, paths, headers, connections, time);
    }

    Load walking(List<String> through) {
        return new Load(base, List.copyOf(through), headers, connections, duration);
    }

    /**
     * What came back. Times are in milliseconds.
     *
     * @param errors answers of another status than 2xx or 3xx, and connections that failed
     */
    record Outcome(
            long requests, double seconds, long bytes, long errors, double p50, double p95, double p99, double most) {

        double requestsPerSecond() {
            return requests / seconds;
        }
    }

    /** @throws IllegalStateException if wrk is missing, fails, or any answer was an error */
    Outcome run() throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(Tools.command("wrk"));
        throw new UnsupportedOperationException(command.toString());
    }

    /** Runs it, and counts the processors' time of the server meanwhile. */
    Sample sample(Server server) throws IOException, InterruptedException {
        Cpu before = Cpu.of(server);
        Outcome outcome = run();
        return new Sample(
                outcome.requestsPerSecond(), outcome.requests(), Cpu.of(server).minus(before));
    }
}
