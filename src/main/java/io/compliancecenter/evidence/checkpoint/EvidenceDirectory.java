package io.compliancecenter.evidence.checkpoint;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;

/**
 * Where the key is, and what is kept outside of the database: the checkpoints, and the public keys that check them.
 *
 * @param path for the checkpoints and public keys
 * @param key the private key
 * @param ours whether the key may be made here if it is not there
 */
public record EvidenceDirectory(Path path, Path key, boolean ours) {

    private static final Logger log = LoggerFactory.getLogger(EvidenceDirectory.class);

    private static final String PREFIX = "compliance-center.evidence.";
    private static final String PUBLIC_KEY = "public-key";

    /**
     * What the settings say: with the embedded database, all is beside its data unless they say otherwise.
     *
     * @return empty if there is neither a setting nor an embedded database, and so nothing is signed
     * @throws SigningKeyException if the settings name a key but no directory
     */
    public static Optional<EvidenceDirectory> of(Environment settings) {
        String key = settings.getProperty(PREFIX + "signing-key");
        Path directory = directory(settings);
        if (StringUtils.hasText(key)) {
            if (directory == null) {
                throw new SigningKeyException(
                        "There is a signing key, but no directory (compliance-center.evidence.directory) for what it signs.",
                        null);
            }
            return Optional.of(new EvidenceDirectory(directory, Path.of(key.strip()), false));
        }
        return directory == null || isExternal(settings)
                ? Optional.empty()
                : Optional.of(new EvidenceDirectory(directory, directory.resolve("signing-key.pem"), true));
    }

    /** The directory alone, for those who only read in it; null if none is set and the database is not embedded. */
    static @Nullable Path directory(Environment settings) {
        String directory = settings.getProperty(PREFIX + "directory");
        if (StringUtils.hasText(directory)) {
            return Path.of(directory.strip()).toAbsolutePath().normalize();
        }
        return isExternal(settings)
                ? null
                : Path.of(settings.getProperty("compliance-center.embedded-database.directory", "data/postgresql"))
                        .toAbsolutePath()
                        .normalize()
                        .resolveSibling("evidence");
    }

    private static boolean isExternal(Environment settings) {
        return StringUtils.hasText(settings.getProperty("spring.datasource.url"));
    }

    /** The checkpoints that were signed, one on each line. */
    Path checkpoints() {
        return path.resolve("checkpoints.jsonl");
    }

    /**
     * Reads the key, or makes one if it may, and leaves its public half in the directory.
     *
     * @throws SigningKeyException if there is none that can be used
     */
    SigningKey open() {
        try {
            PrivateFiles.createDirectory(path);
            if (ours) {
                PrivateFiles.deleteUnfinished(path);
                if (Files.notExists(key)) {
                    PrivateFiles.write(key, SigningKey.generate());
                    log.info("Made the key that signs the record; keep a copy of {} in a safe place", key);
                }
            }
            SigningKey read = SigningKey.read(key);
            keepPublicKey(PublicKeys.pem(read.publicKey()), read.sha256());
            return read;
        } catch (IOException failure) {
            throw new SigningKeyException("The directory %s cannot be used: %s.".formatted(path, failure), failure);
        }
    }

    /** A key of before stays: it checks what it signed. */
    private void keepPublicKey(String pem, String sha256) throws IOException {
        if (publicKeys(path).contains(pem)) {
            return;
        }
        Path first = path.resolve(PUBLIC_KEY + ".pem");
        PrivateFiles.write(
                Files.notExists(first) ? first : path.resolve(PUBLIC_KEY + "-" + sha256.substring(0, 16) + ".pem"),
                pem);
    }

    /** The public keys in a directory, in PEM. */
    static List<String> publicKeys(Path directory) throws IOException {
        List<String> keys = new ArrayList<>();
        if (Files.isDirectory(directory)) {
            try (Stream<Path> files = Files.list(directory)) {
                for (Path file : files.sorted().toList()) {
                    String name = String.valueOf(file.getFileName());
                    if (name.startsWith(PUBLIC_KEY) && name.endsWith(".pem")) {
                        keys.add(Files.readString(file));
                    }
                }
            }
        }
        return keys;
    }
}
