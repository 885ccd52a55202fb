package io.compliancecenter.evidence.checkpoint;

import io.compliancecenter.support.PrivateFiles;
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
    private static final String DEFAULT_DATABASE = "data/postgresql";
    private static final String PUBLIC_KEY = "public-key";

    /** Tells whether a directory's checkpoints are of this installation's database. */
    @FunctionalInterface
    public interface Ownership {

        boolean isOurs(Path checkpoints) throws IOException;
    }

    /** Whether this instance is to sign the record, if it can. */
    static boolean isWanted(Environment settings) {
        return settings.getProperty(PREFIX + "signing", Boolean.class, true);
    }

    /**
     * What the settings say: with the embedded database, all is beside its data unless they say otherwise.
     *
     * @param ownership whether an existing directory may be used that is not clearly this database's
     * @return empty if there is neither a setting nor an embedded database, and so nothing is signed
     * @throws SigningKeyException if the settings name a key but no directory
     */
    static Optional<EvidenceDirectory> of(Environment settings, Ownership ownership) throws IOException {
        if (!isWanted(settings)) {
            return Optional.empty();
        }
        String key = settings.getProperty(PREFIX + "signing-key");
        Path directory = directory(settings, ownership);
        if (directory == null && StringUtils.hasText(key)) {
            throw new SigningKeyException(
                    "There is a signing key, but no directory (compliance-center.evidence.directory) for what it signs.",
                    null);
        }
        return Optional.ofNullable(directory)
                .map(there -> StringUtils.hasText(key)
                        ? new EvidenceDirectory(there, Path.of(key.strip()), false)
                        : new EvidenceDirectory(there, there.resolve("signing-key.pem"), true));
    }

    /** The directory alone, for those who only read in it; null if none is set and the database is not embedded. */
    public static @Nullable Path directory(Environment settings, Ownership ownership) throws IOException {
        String directory = settings.getProperty(PREFIX + "directory");
        if (StringUtils.hasText(directory)) {
            return Path.of(directory.strip()).toAbsolutePath().normalize();
        }
        return isExternal(settings) ? null : besideEmbedded(settings, ownership);
    }

    /**
     * Named after the database's directory, as there may be another database beside it. Earlier versions named it
     * {@code evidence} whatever the database's was named.
     */
    private static Path besideEmbedded(Environment settings, Ownership ownership) throws IOException {
        Path database = Path.of(settings.getProperty("compliance-center.embedded-database.directory", DEFAULT_DATABASE))
                .toAbsolutePath()
                .normalize();
        Path shared = database.resolveSibling("evidence");
        if (database.endsWith(Path.of(DEFAULT_DATABASE).getFileName())) {
            return shared;
        }
        Path own = database.resolveSibling(database.getFileName() + "-evidence");
        Path earlier = checkpoints(shared);
        return Files.notExists(own) && Files.exists(earlier) && ownership.isOurs(earlier) ? shared : own;
    }

    static boolean isExternal(Environment settings) {
        return StringUtils.hasText(settings.getProperty("spring.datasource.url"));
    }

    /** The checkpoints that were signed, one on each line. */
    public Path checkpoints() {
        return checkpoints(path);
    }

    /** The same, in any directory. */
    public static Path checkpoints(Path directory) {
        return directory.resolve("checkpoints.jsonl");
    }

    /**
     * Reads the key, or makes one if it may, and leaves its public half in the directory.
     *
     * @param mayMakeKey whether the record may go on with a new key if there is none here
     * @throws SigningKeyException if there is none that can be used
     */
    SigningKey open(boolean mayMakeKey) {
        try {
            PrivateFiles.createDirectory(path);
            if (ours) {
                PrivateFiles.deleteUnfinished(path);
                if (Files.notExists(key) && !mayMakeKey) {
                    throw new SigningKeyException(
                            "There is no signing key %s, though the record in the database is signed with one: the"
                                            .formatted(key)
                                    + " directory is another one than before, or was emptied, as a container's is that has no"
                                    + " volume for it.",
                            null);
                }
                if (Files.notExists(key) && PrivateFiles.create(key, SigningKey.generate())) {
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
    public static List<String> publicKeys(Path directory) throws IOException {
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
