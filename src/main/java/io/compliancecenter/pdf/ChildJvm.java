package io.compliancecenter.pdf;

import java.net.URL;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Starts a command of this program in a Java process of its own, with a small heap, for PDFs that are not trusted: loading a
 * hostile one can take any amount of memory and time.
 */
public final class ChildJvm {

    /** The heap of the process. */
    public static final int MEBIBYTES = 192;

    /** The status with which {@code -XX:+ExitOnOutOfMemoryError} ends a process. */
    public static final int OUT_OF_MEMORY = 3;

    private static final List<String> LIMITS = List.of(
            "-Xmx" + MEBIBYTES + "m",
            "-XX:MaxDirectMemorySize=16m",
            "-XX:+ExitOnOutOfMemoryError",
            "-XX:+UseSerialGC",
            // It lives too short for more.
            "-XX:TieredStopAtLevel=1",
            "-XX:-UsePerfData",
            "-Djava.awt.headless=true",
            // What PDFBox has to say is not asked for; the logging of the application would take longer than the check.
            "-Dorg.apache.commons.logging.LogFactory=org.apache.commons.logging.impl.LogFactoryImpl",
            "-Dorg.apache.commons.logging.Log=org.apache.commons.logging.impl.NoOpLog");

    /** Windows does not load its own libraries without the first; the others tell how file names are encoded. */
    private static final Set<String> NEEDED = Set.of("SystemRoot", "LANG", "LC_ALL", "LC_CTYPE");

    private ChildJvm() {}

    /**
     * A process that is yet to be started, with next to nothing of the environment.
     *
     * @param name of the command, as the first word on the program's command line
     * @param main the same as a main class, for where the program is not packed into a jar
     */
    public static ProcessBuilder command(String name, Class<?> main, List<Path> files) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(LIMITS);
        if (isPackaged()) {
            // The classes lie in jars inside the jar, which only the launcher can open; it knows the commands.
            command.add("org.springframework.boot.loader.launch.JarLauncher");
            command.add(name);
        } else {
            command.add(main.getName());
        }
        files.forEach(file -> command.add(file.toString()));

        ProcessBuilder builder = new ProcessBuilder(command);
        Map<String, String> environment = builder.environment();
        environment.keySet().retainAll(NEEDED);
        environment.put("CLASSPATH", System.getProperty("java.class.path"));
        return builder;
    }

    /**
     * The same, for a command that makes temporary files: it may be ended before it has deleted them.
     *
     * @param temporary the directory for them
     */
    public static ProcessBuilder command(String name, Class<?> main, Path temporary, List<Path> files) {
        ProcessBuilder builder = command(name, main, files);
        builder.command().add(1, "-Djava.io.tmpdir=" + temporary);
        return builder;
    }

    private static boolean isPackaged() {
        URL location = ChildJvm.class.getProtectionDomain().getCodeSource().getLocation();
        return !location.getProtocol().equals("file");
    }
}
