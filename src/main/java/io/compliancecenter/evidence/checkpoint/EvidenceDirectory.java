package io.compliancecenter.evidence.checkpoint;

import io.compliancecenter.embeddedpostgres.EmbeddedPostgresProperties;
import io.compliancecenter.support.PrivateFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;

/**
 * The directory outside the database that keeps the checkpoints and the public keys that verify them.
 *
 * @param key the file of the private key
 * @param generatesKey whether the key may be generated if it does not exist
 */
public record EvidenceDirectory(Path path, Path key, boolean generatesKey) {

    private static final Logger log = LoggerFactory.getLogger(EvidenceDirectory.class);

    private static final String PUBLIC_KEY = "public-key";

    /** The id of the database that the directory belongs to. */
    private static final String MARK = "database-id.txt";

    /**
     * SQL for the id of a database, in lower-case hexadecimal. It moves with the database, wherever that is moved or restored to,
     * and does not reveal the seed that it is derived from.
     */
    public static final String DATABASE_ID =
            "encode(sha256(convert_to('compliance-center database', 'UTF8') || seed), 'hex')";

    /** Whether this instance signs the record, if it can. */
    static boolean isWanted(Environment settings) {
        return !Boolean.FALSE.equals(EvidenceProperties.of(settings).signing());
    }

    /**
     * The configured directory. With the embedded database it defaults to one beside the database's.
     *
     * @return empty if no directory is configured and the database is not embedded, so that nothing is signed
     */
    static Optional<EvidenceDirectory> of(Environment settings) {
        if (!isWanted(settings)) {
            return Optional.empty();
        }
        String key = EvidenceProperties.of(settings).signingKey();
        Path directory = directory(settings);
        if (directory == null && StringUtils.hasText(key)) {
            throw SigningKey.unusable(
                    "A signing key is configured, but no directory (compliance-center.evidence.directory) for what it signs.",
                    null);
        }
        return Optional.ofNullable(directory)
                .map(path -> StringUtils.hasText(key)
                        ? new EvidenceDirectory(path, Path.of(key.strip()), false)
                        : new EvidenceDirectory(path, path.resolve("signing-key.pem"), true));
    }

    /** The path of the directory; null if none is configured and the database is not embedded. */
    public static @Nullable Path directory(Environment settings) {
        String directory = EvidenceProperties.of(settings).directory();
        if (StringUtils.hasText(directory)) {
            return Path.of(directory.strip()).toAbsolutePath().normalize();
        }
        return isExternal(settings) ? null : EmbeddedPostgresProperties.besideDatabase(settings, "evidence");
    }

    static boolean isExternal(Environment settings) {
        return StringUtils.hasText(settings.getProperty("spring.datasource.url"));
    }

    /** The file of signed checkpoints. */
    public Path checkpoints() {
        return checkpoints(path);
    }

    public static Path checkpoints(Path directory) {
        return directory.resolve("checkpoints.jsonl");
    }

    /**
     * Reads the key, or generates one if it may, and keeps its public half in the directory.
     *
     * @param mayGenerate whether the record may go on with a new key
     */
    SigningKey open(boolean mayGenerate) {
        try {
            PrivateFiles.createDirectory(path);
            if (generatesKey) {
                PrivateFiles.deleteUnfinished(path);
                if (Files.notExists(key) && !mayGenerate) {
                    throw SigningKey.unusable(
                            "The signing key %s does not exist, but the record in the database was signed with one."
                                            .formatted(key)
                                    + " The directory is not the one used before, or it was emptied, as happens in a"
                                    + " container without a volume.",
                            null);
                }
                if (Files.notExists(key) && PrivateFiles.create(key, SigningKey.generate())) {
                    log.info("Generated the key that signs the record. Keep a copy of {} in a safe place", key);
                }
            }
            SigningKey read = SigningKey.read(key);
            keepPublicKey(PublicKeys.pem(read.publicKey()), read.sha256());
            return read;
        } catch (IOException failure) {
            throw SigningKey.unusable("The directory %s cannot be used: %s.".formatted(path, failure), failure);
        }
    }

    /** Earlier keys stay: they verify what they signed. */
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
            try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, PUBLIC_KEY + "*.pem")) {
                for (Path file : files) {
                    keys.add(Files.readString(file));
                }
            }
        }
        return keys;
    }

    /**
     * Whether the directory of the checkpoints belongs to a database, or to none yet, so that a wrong directory is not mistaken
     * for an altered record.
     */
    public static boolean mayBelongTo(String databaseId, Path checkpoints) throws IOException {
        Path mark = checkpoints.resolveSibling(MARK);
        return Files.notExists(mark)
                || Files.readString(mark, StandardCharsets.ISO_8859_1).strip().equals(databaseId);
    }

    /** Marks the directory as the database's, unless it is marked already. */
    static void claim(String databaseId, Path checkpoints) throws IOException {
        Path mark = checkpoints.resolveSibling(MARK);
        if (Files.notExists(mark)) {
            PrivateFiles.write(mark, databaseId + '\n');
        }
    }

    /** The directory of checkpoints belongs to another database. */
    public static final class ForeignException extends RuntimeException {

        private static final long serialVersionUID = 1;

        public ForeignException(Path checkpoints) {
            super("The checkpoints in %s belong to another database, or this database was replaced by another one"
                    .formatted(checkpoints.toAbsolutePath().getParent()));
        }
    }
}
