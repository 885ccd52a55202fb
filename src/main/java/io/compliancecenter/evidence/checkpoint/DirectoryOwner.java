package io.compliancecenter.evidence.checkpoint;

import io.compliancecenter.support.PrivateFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Records which database a directory of checkpoints belongs to, so that a wrong directory is not mistaken for an altered record.
 * The identity moves with the database, wherever it is moved or restored to.
 */
public final class DirectoryOwner {

    private static final String FILE = "database-id.txt";

    private DirectoryOwner() {}

    /** The identity of a database, in lower-case hexadecimal. It does not reveal the seed that it is derived from. */
    public static String identity(JdbcClient owner) {
        return owner.sql("""
                        select encode(sha256('compliance-center database'::bytea || seed), 'hex') from checkpoint_padding
                        """).query(String.class).single();
    }

    /**
     * Whether the directory of the checkpoints belongs to the database, or to none yet.
     *
     * @param database its identity
     * @throws IOException if the directory cannot be read
     */
    public static boolean mayBe(String database, Path checkpoints) throws IOException {
        Path identity = checkpoints.resolveSibling(FILE);
        return Files.notExists(identity)
                || Files.readString(identity, StandardCharsets.ISO_8859_1)
                        .strip()
                        .equals(database);
    }

    /** Marks the directory as the database's, unless it is marked already. */
    static void claim(String database, Path checkpoints) throws IOException {
        Path identity = checkpoints.resolveSibling(FILE);
        if (Files.notExists(identity)) {
            PrivateFiles.write(identity, database + '\n');
        }
    }

    public static String foreign(Path checkpoints) {
        return "The checkpoints in %s belong to another database, or this database was replaced by another one"
                .formatted(checkpoints.toAbsolutePath().getParent());
    }
}
