package io.compliancecenter.benchmark.server;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The packaged application, extracted so that other classes can be added to its class path. */
public record Packaged(Path jar, Path extracted, Path ownClasses) {

    private static final String OWN_PACKAGE = "benchmark";

    /** Extracts the jar. */
    public static Packaged extract(Path jar, Path output) throws IOException, InterruptedException {
        if (Files.notExists(jar)) {
            throw new IllegalStateException("There is no " + jar + ": build it with ./mvnw package -DskipTests.");
        }
        Path extracted = output.resolve("extracted");
        Tools.output(List.of(
                Tools.java(null),
                "-Djarmode=tools",
                "-jar",
                jar.toString(),
                "extract",
                "--force",
                "--destination",
                extracted.toString()));
        return new Packaged(jar, extracted.resolve(jar.getFileName()), copyOwnClasses(output.resolve("classes")));
    }

    /** Copies only the classes for the server's JVM: the application would scan the others for components. */
    private static Path copyOwnClasses(Path directory) throws IOException {
        Path target = Files.createDirectories(directory.resolve(OWN_PACKAGE));
        try (Stream<Path> classes = Files.list(testClasses().resolve(OWN_PACKAGE))) {
            for (Path file :
                    classes.filter(name -> name.toString().endsWith(".class")).toList()) {
                Files.copy(file, target.resolve(file.getFileName()), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
            }
        }
        return directory;
    }

    private static Path testClasses() {
        try {
            return Path.of(Packaged.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** The arguments of {@code java}. */
    public List<String> withBareServlet() {
        return List.of("-cp", extracted + File.pathSeparator + ownClasses, OWN_PACKAGE + ".MeasuredServer");
    }
}
