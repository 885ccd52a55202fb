package io.compliancecenter.embeddedpostgres.core;

import io.compliancecenter.support.StartupFailureException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HexFormat;
import java.util.Locale;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;
import org.springframework.util.FileSystemUtils;

/** PostgreSQL's programs, in an archive on the class path for the platform that built the application. */
final class Binaries {

    private final DataDirectory directory;
    private final String archive;

    Binaries(DataDirectory directory) {
        this.directory = directory;
        this.archive = "/postgres-%s-%s.txz".formatted(system(), processor());
    }

    /**
     * Unpacks the programs unless an earlier start has done so.
     *
     * <p>The directory is named after the archive's content, so each release of PostgreSQL has a directory of its own.
     *
     * @return the directory that holds {@code bin}, {@code lib} and {@code share}
     */
    Path unpack() throws IOException {
        Path unpacked = directory.binaries().resolve(checksum());
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

    /** Deletes the programs of other releases of PostgreSQL. */
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

    /** It tells releases apart, and protects from nothing; a cryptographic hash would take a good part of each start. */
    private String checksum() throws IOException {
        try (CheckedInputStream packed = new CheckedInputStream(open(), new CRC32())) {
            packed.transferTo(OutputStream.nullOutputStream());
            return HexFormat.of().toHexDigits((int) packed.getChecksum().getValue());
        }
    }

    private InputStream open() {
        InputStream packed = Binaries.class.getResourceAsStream(archive);
        if (packed == null) {
            throw new StartupFailureException(
                    "This build of Compliance Center contains no PostgreSQL for this machine (%s is not on the class path)."
                            .formatted(archive),
                    "Build it on a machine with the same operating system and processor, or set spring.datasource.url to a PostgreSQL of your own.");
        }
        return packed;
    }

    private static String system() {
        String name = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        return name.replaceFirst("^mac.*", "darwin").replaceFirst("^windows.*", "windows");
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
