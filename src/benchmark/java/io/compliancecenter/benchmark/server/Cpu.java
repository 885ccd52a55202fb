package io.compliancecenter.benchmark.server;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * CPU time in seconds, as counted by Linux.
 *
 * @param jvm of the server
 * @param compilers the part of {@code jvm} that the JIT compilers took
 * @param postgres of all PostgreSQL processes, including those that have ended
 */
public record Cpu(double jvm, double compilers, double postgres) {

    public static final Cpu NONE = new Cpu(0, 0, 0);

    /** {@code USER_HZ}, which is 100 on all Linux platforms that Java supports. */
    private static final double TICKS = 100;

    /** The CPU time of a server since its start. */
    public static Cpu of(Server server) throws IOException {
        double postgres = 0;
        List<ProcessHandle> processes = server.postgres();
        for (ProcessHandle process : processes) {
            postgres += seconds(process.pid(), process.equals(processes.get(0)));
        }
        Cpu jvm = ofJvm(server.pid());
        return new Cpu(jvm.jvm, jvm.compilers, postgres);
    }

    /** The CPU time of a JVM since its start. */
    public static Cpu ofJvm(long pid) throws IOException {
        return new Cpu(seconds(pid, false), compilers(pid), 0);
    }

    public Cpu minus(Cpu earlier) {
        return new Cpu(jvm - earlier.jvm, compilers - earlier.compilers, postgres - earlier.postgres);
    }

    public Cpu plus(Cpu other) {
        return new Cpu(jvm + other.jvm, compilers + other.compilers, postgres + other.postgres);
    }

    public Cpu dividedBy(double count) {
        return new Cpu(jvm / count, compilers / count, postgres / count);
    }

    /** Of the threads {@code C1 CompilerThread0} and similar; Linux truncates names to 15 letters. */
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

    /** Of a process; with {@code ended}, also of its children that have ended. */
    private static double seconds(long pid, boolean ended) {
        List<Double> times = times(stat(Path.of("/proc", Long.toString(pid))));
        return times.get(0) + (ended ? times.get(1) : 0);
    }

    /** Of all child processes that have ended. */
    public static double secondsOfEndedChildren() {
        return times(stat(Path.of("/proc/self"))).get(1);
    }

    /** proc_pid_stat(5) of a process or thread; empty if it has ended. */
    private static String stat(Path of) {
        try {
            return Files.readString(of.resolve("stat"));
        } catch (IOException gone) {
            return "";
        }
    }

    /** utime plus stime of the process, and of its children that have ended. */
    private static List<Double> times(String stat) {
        if (stat.isEmpty()) {
            return List.of(0.0, 0.0);
        }
        // The second field is the program's name in brackets, which may contain anything.
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return List.of(
                (Double.parseDouble(fields[11]) + Double.parseDouble(fields[12])) / TICKS,
                (Double.parseDouble(fields[13]) + Double.parseDouble(fields[14])) / TICKS);
    }
}
