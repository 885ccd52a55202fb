package io.compliancecenter.benchmark;

import java.io.IOException;
import java.util.List;

/** Downloads, each with a permit that was not used before: whatever is kept of a copy does not count. */
final class PermitWalk {

    /** A second, for the first time. */
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

    /** Takes downloads a second. If there were not permits enough, it takes them once more with more. */
    Sample sample() throws IOException, InterruptedException {
        while (true) {
            List<String> paths = downloads.take(permits);
            Cpu before = Cpu.of(server);
            Load.Outcome outcome = load.walking(paths).tolerantRun();
            Cpu cpu = Cpu.of(server).minus(before);
            // When it stops, wrk has asked for as many more as it has connections.
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
