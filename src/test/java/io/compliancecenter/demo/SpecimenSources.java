package io.compliancecenter.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/** The generator of the specimen certificates, which only the profile {@code specimens} compiles, and what it wrote. */
public final class SpecimenSources {

    /** In the format of {@code sha256sum}. */
    public static final Path CHECKSUMS = Path.of("src/specimens/SHA256SUMS");

    private SpecimenSources() {}

    /** The sources of the generator and the certificates, in order. */
    public static List<Path> files() throws IOException {
        try (Stream<Path> sources = Files.walk(Path.of("src/specimens/java"));
                Stream<Path> certificates = Files.list(DemoFolder.LOCATION.resolve("certificates"))) {
            return Stream.concat(sources, certificates)
                    .filter(Files::isRegularFile)
                    .filter(file -> !file.toString().endsWith("Test.java"))
                    .sorted()
                    .toList();
        }
    }

    public static String sha256(Path file) throws IOException {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
