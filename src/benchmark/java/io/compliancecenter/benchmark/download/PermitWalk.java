package io.compliancecenter.benchmark.download;

import io.compliancecenter.benchmark.measurement.Load;
import io.compliancecenter.benchmark.measurement.Sample;
import io.compliancecenter.benchmark.server.Cpu;
import io.compliancecenter.benchmark.server.Server;
import java.io.IOException;
import java.util.List;

/** Downloads with an unused permit each, so that no cached copy is measured. */
final class PermitWalk {

    /** The assumed rate of the first measurement, in downloads a second. */
    private static final int PERMITS = 200;

    private final Server server;
    private final Load load;
    private final Downloads downloads;
    private int permits;

    PermitWalk(Server server, Load load, Downloads downloads) {
        this.server = server;
        this.load = load;
        this.downloads = downloads;
        this.permits = (int) (PERMITS * load.duration().toMillis() / 1000);
    }

    /** Measures downloads a second. If the permits run out, measures again with more. */
    Sample sample() throws IOException, InterruptedException {
        while (true) {
            List<String> paths = downloads.take(permits);
            Cpu before = Cpu.of(server);
            Load.Outcome outcome = load.walking(paths).tolerantRun();
            Cpu cpu = Cpu.of(server).minus(before);
            // When wrk stops, one more request is open on each connection.
            int used = (int) outcome.requests() + 2 * load.connections();
            if (used > permits) {
                permits *= 3;
            } else {
                outcome.orFail(load);
                downloads.putBack(paths.subList(used, permits));
                permits = Math.max(permits, 2 * used);
                return new Sample(outcome.requestsPerSecond(), outcome.requests(), cpu);
            }
        }
    }
}
