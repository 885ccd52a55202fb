package io.compliancecenter.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Processors' time, in seconds, as Linux counts it for processes.
 *
 * @param jvm of the server
 * @param postgres of all processes of PostgreSQL, with those that have ended meanwhile
 */
record Cpu(double jvm, double postgres) {

    static final Cpu NONE = new Cpu(0, 0);

    /** {@code USER_HZ}, which is 100 on all platforms of Linux that Java runs on. */
    private static final double TICKS = 100;

    /** What a server has taken since it was started. */
    static Cpu of(Server server) throws IOException {
        double postgres = 0;
        List<ProcessHandle> processes = server.postgres();
        for (ProcessHandle process : processes) {
            postgres += seconds(process.pid(), process.equals(processes.get(0)));
        }
        return new Cpu(seconds(server.pid(), false), postgres);
    }

    Cpu minus(Cpu earlier) {
        return new Cpu(jvm - earlier.jvm, postgres - earlier.postgres);
    }

    Cpu plus(Cpu other) {
        return new Cpu(jvm + other.jvm, postgres + other.postgres);
    }

    Cpu dividedBy(double count) {
        return new Cpu(jvm / count, postgres / count);
    }

    /** Of a process, and with {@code ended} of its children that have ended. */
    static double seconds(long pid, boolean ended) {
        List<Double> times = times(Long.toString(pid));
        return times.get(0) + (ended ? times.get(1) : 0);
    }

    /** Of all programs that this one ran, and that have ended. */
    static double secondsOfEndedChildren() {
        return times("self").get(1);
    }

    /** proc_pid_stat(5): utime and stime, and both of those children that were waited for; zeros if it is gone. */
    private static List<Double> times(String pid) {
        try {
            String stat = Files.readString(Path.of("/proc", pid, "stat"));
            // The name of the program comes second, in brackets, and may hold anything.
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            return List.of(
                    (Double.parseDouble(fields[11]) + Double.parseDouble(fields[12])) / TICKS,
                    (Double.parseDouble(fields[13]) + Double.parseDouble(fields[14])) / TICKS);
        } catch (IOException gone) {
            return List.of(0.0, 0.0);
        }
    }
}
