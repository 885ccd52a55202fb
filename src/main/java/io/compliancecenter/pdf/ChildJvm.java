package io.compliancecenter.pdf;

import java.net.URL;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Runs a main class of this program in a Java process of its own, with a small heap, for PDFs that are not trusted: loading a
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
            // The process ends too soon to profit from more.
            "-XX:TieredStopAtLevel=1",
            "-XX:-UsePerfData",
            "-Djava.awt.headless=true",
            // Else text layout loads the foreign function interface from Java 22 on, a tenth of the time of a check.
            "-Dsun.font.layout.ffm=false",
            // No log is needed; to start the application's logging would take longer than the check.
            "-Dorg.apache.commons.logging.LogFactory=org.apache.commons.logging.impl.LogFactoryImpl",
            "-Dorg.apache.commons.logging.Log=org.apache.commons.logging.impl.NoOpLog",
            "-Dslf4j.provider=org.slf4j.helpers.NOP_FallbackServiceProvider",
            "-Dslf4j.internal.verbosity=WARN");

    /** Windows needs the first to load its own libraries; the others set the encoding of file names. */
    private static final Set<String> NEEDED = Set.of("SystemRoot", "LANG", "LC_ALL", "LC_CTYPE");

    private ChildJvm() {}

    /** Prepares a process with a minimal environment. */
    public static ProcessBuilder command(Class<?> main, List<Path> files) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(LIMITS);
        if (isPackaged()) {
            // Only the launcher can load classes from the jars inside the jar.
            command.add("-Dloader.main=" + main.getName());
            command.add("org.springframework.boot.loader.launch.PropertiesLauncher");
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
     * Prepares a process that makes temporary files, which it may not be able to delete before it is ended.
     *
     * @param temporary the directory for them
     */
    public static ProcessBuilder command(Class<?> main, Path temporary, List<Path> files) {
        ProcessBuilder builder = command(main, files);
        builder.command().add(1, "-Djava.io.tmpdir=" + temporary);
        return builder;
    }

    private static boolean isPackaged() {
        URL location = ChildJvm.class.getProtectionDomain().getCodeSource().getLocation();
        return !location.getProtocol().equals("file");
    }
}
