package io.compliancecenter.benchmark;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Processors' time, in seconds, as Linux counts it for processes.
 *
 * @param jvm of the server
 * @param compilers that part of {@code jvm} which its compilers took
 * @param postgres of all processes of PostgreSQL, with those that have ended meanwhile
 */
record Cpu(double jvm, double compilers, double postgres) {

    static final Cpu NONE = new Cpu(0, 0, 0);

    /** {@code USER_HZ}, which is 100 on all platforms of Linux that Java runs on. */
    private static final double TICKS = 100;

    /** What a server has taken since it was started. */
    static Cpu of(Server server) throws IOException {
        double postgres = 0;
        List<ProcessHandle> processes = server.postgres();
        for (ProcessHandle process : processes) {
            postgres += seconds(process.pid(), process.equals(processes.get(0)));
        }
        Cpu jvm = ofJvm(server.pid());
        return new Cpu(jvm.jvm, jvm.compilers, postgres);
    }

    /** What a JVM has taken since it was started. */
    static Cpu ofJvm(long pid) throws IOException {
        return new Cpu(seconds(pid, false), compilers(pid), 0);
    }

    Cpu minus(Cpu earlier) {
        return new Cpu(jvm - earlier.jvm, compilers - earlier.compilers, postgres - earlier.postgres);
    }

    Cpu plus(Cpu other) {
        return new Cpu(jvm + other.jvm, compilers + other.compilers, postgres + other.postgres);
    }

    Cpu dividedBy(double count) {
        return new Cpu(jvm / count, compilers / count, postgres / count);
    }

    /** Of the threads that HotSpot calls {@code C1 CompilerThread0} and the like, of which Linux keeps 15 letters. */
    private static double compilers(long pid) throws IOException {
        double seconds = 0;
        try (DirectoryStream<Path> threads = Files.newDirectoryStream(Path.of("/proc", Long.toString(pid), "task"))) {
            for (Path thread : threads) {
                String stat = stat(thread);
                if (stat.contains(" CompilerThre")) {
                    seconds += times(stat).get(0);
                }
            }
        }
        return seconds;
    }

    /** Of a process, and with {@code ended} of its children that have ended. */
    private static double seconds(long pid, boolean ended) {
        List<Double> times = times(stat(Path.of("/proc", Long.toString(pid))));
        return times.get(0) + (ended ? times.get(1) : 0);
    }

    /** Of all programs that this one ran, and that have ended. */
    static double secondsOfEndedChildren() {
        return times(stat(Path.of("/proc/self"))).get(1);
    }

    /** proc_pid_stat(5), of a process or of a thread; empty if it is gone. */
    private static String stat(Path of) {
        try {
            return Files.readString(of.resolve("stat"));
        } catch (IOException gone) {
            return "";
        }
    }

    /** Its utime and stime, and both of those children that were waited for. */
    private static List<Double> times(String stat) {
        if (stat.isEmpty()) {
            return List.of(0.0, 0.0);
        }
        // The name of the program comes second, in brackets, and may hold anything.
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return List.of(
                (Double.parseDouble(fields[11]) + Double.parseDouble(fields[12])) / TICKS,
                (Double.parseDouble(fields[13]) + Double.parseDouble(fields[14])) / TICKS);
    }
}
