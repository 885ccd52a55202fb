package io.compliancecenter.database;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;
import org.springframework.util.FileSystemUtils;

/** PostgreSQL's programs, packed on the class path for the platform that built the application. */
final class EmbeddedPostgresBinaries {

    private final EmbeddedPostgresDirectory directory;
    private final String archive;

    EmbeddedPostgresBinaries(EmbeddedPostgresDirectory directory) {
        this.directory = directory;
        this.archive = "/postgres-%s-%s.txz".formatted(system(), processor());
    }

    /**
     * Unpacks the programs unless an earlier start did.
     *
     * <p>The directory is named after the archive's content, so another release of PostgreSQL is another directory.
     *
     * @return the directory that holds {@code bin}, {@code lib} and {@code share}
     */
    Path unpack() throws IOException {
        Path unpacked = directory.binaries().resolve(digest().substring(0, 16));
        if (Files.notExists(unpacked)) {
            Path unfinished = directory.createUnfinished();
            try (InputStream packed = open()) {
                unpack(packed, unfinished);
            }
            Files.createDirectories(directory.binaries());
            Files.move(unfinished, unpacked, StandardCopyOption.ATOMIC_MOVE);
        }
        return unpacked;
    }

    /** Removes the programs of releases that the application no longer brings. */
    void deleteOthers(Path current) throws IOException {
        try (Stream<Path> all = Files.list(directory.binaries())) {
            for (Path other : all.filter(path -> !path.equals(current)).toList()) {
                FileSystemUtils.deleteRecursively(other);
            }
        }
    }

    private static void unpack(InputStream packed, Path target) throws IOException {
        try (var tar = new TarArchiveInputStream(new XZCompressorInputStream(new BufferedInputStream(packed)))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                Path path = target.resolve(entry.getName());
                if (entry.isDirectory()) {
                    Files.createDirectories(path);
                    continue;
                }
                Files.createDirectories(path.getParent());
                if (entry.isSymbolicLink()) {
                    Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
                } else {
                    Files.copy(tar, path);
                    boolean executable = (entry.getMode() & 0100) != 0;
                    if (executable && !path.toFile().setExecutable(true)) {
                        throw new IOException("%s cannot be made executable".formatted(path));
                    }
                }
            }
        }
    }

    private String digest() throws IOException {
        try (InputStream packed = open()) {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            byte[] buffer = new byte[1 << 16];
            for (int read = packed.read(buffer); read >= 0; read = packed.read(buffer)) {
                sha256.update(buffer, 0, read);
            }
            return HexFormat.of().formatHex(sha256.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    private InputStream open() {
        InputStream packed = EmbeddedPostgresBinaries.class.getResourceAsStream(archive);
        if (packed == null) {
            throw new EmbeddedPostgresException(
                    "This build of Compliance Center holds no PostgreSQL for this machine (%s is not on the class path)."
                            .formatted(archive),
                    "Build it on a machine of this kind, or set spring.datasource.url to a PostgreSQL of your own.",
                    null);
        }
        return packed;
    }

    private static String system() {
        String name = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        if (name.startsWith("windows")) {
            return "windows";
        }
        return name.startsWith("mac") ? "darwin" : name;
    }

    private static String processor() {
        String name = System.getProperty("os.arch", "").toLowerCase(Locale.ROOT);
        return switch (name) {
            case "amd64", "x86_64" -> "x86_64";
            case "aarch64", "arm64" -> "arm_64";
            default -> name;
        };
    }
}
