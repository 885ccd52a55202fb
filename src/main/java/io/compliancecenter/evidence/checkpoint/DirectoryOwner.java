package io.compliancecenter.evidence.checkpoint;

import io.compliancecenter.evidence.checkpoint.CheckpointLine.Signed;
import io.compliancecenter.support.PrivateFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Tells which database a file of checkpoints is of, so that a directory that was mixed up is not taken for a record that was
 * altered. The identity is kept beside the file, and is one with the database wherever that is moved or restored to.
 */
public final class DirectoryOwner {

    private static final String FILE = "database-id.txt";

    private DirectoryOwner() {}

    /** What a database is known by, in lower-case hexadecimal; the secret that it is made from cannot be told from it. */
    static String identity(JdbcClient owner) {
        return owner.sql("""
                        select encode(sha256('compliance-center database'::bytea || seed), 'hex') from checkpoint_padding
                        """).query(String.class).single();
    }

    /**
     * Whether the file, or its directory if there is no such file yet, may be this database's.
     *
     * @param checkpoints where the file is or would be
     * @throws IOException if what is there cannot be read
     */
    public static boolean mayBe(JdbcClient owner, Path checkpoints) throws IOException {
        Path identity = checkpoints.resolveSibling(FILE);
        if (Files.exists(identity)) {
            return Files.readString(identity, StandardCharsets.ISO_8859_1)
                    .strip()
                    .equals(identity(owner));
        }
        // From before identities were kept: two databases have no first checkpoint in common.
        return !(CheckpointFile.first(checkpoints).orElse(null) instanceof Signed first)
                || CheckpointComparison.signed(owner, "number = :first", Map.of("first", first.number()))
                        .contains(first);
    }

    /**
     * Marks the file's directory as this database's.
     *
     * @throws ForeignDirectoryException if it is another one's
     * @throws IOException if it cannot be read or written
     */
    static void claim(JdbcClient owner, Path checkpoints) throws IOException {
        if (!mayBe(owner, checkpoints)) {
            throw new ForeignDirectoryException(foreign(checkpoints));
        }
        Path identity = checkpoints.resolveSibling(FILE);
        if (Files.notExists(identity)) {
            PrivateFiles.write(identity, identity(owner) + '\n');
        }
    }

    /** What to say of a file that is of another database. */
    public static String foreign(Path checkpoints) {
        return "The checkpoints in %s are of another database, or this database was replaced by another one"
                .formatted(checkpoints.toAbsolutePath().getParent());
    }
}
