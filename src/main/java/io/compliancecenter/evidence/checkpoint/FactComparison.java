package io.compliancecenter.evidence.checkpoint;

import io.compliancecenter.download.Sha256;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * Tells in one reading of a table whether its rows are what the entries tell of, each once, and not which of them are not. An
 * entry that is not spelled as this version's functions would spell it counts as different.
 */
final class FactComparison {

    private final FactText fact;
    private final byte[] key = new byte[32];
    private final MultisetSum entries = new MultisetSum();
    private final MultisetSum rows = new MultisetSum();
    private final MessageDigest digest = Sha256.digest();
    private final TextBuffer text = new TextBuffer();

    FactComparison(FactText fact) {
        this.fact = fact;
        new SecureRandom().nextBytes(key);
    }

    /** Takes an entry, whatever it tells of. */
    void add(EntryRow entry) {
        if (fact.isOf(entry)) {
            text.clear();
            FactText.write(entry, text);
            entries.add(hash());
        }
    }

    /** Whether the table holds what the entries that were taken tell of, and nothing else. */
    boolean holds(Connection connection) throws SQLException, IOException {
        CopyScan.run(connection, fact.query(), fact.fields(), fact, row -> {
            text.clear();
            fact.write(row, text);
            rows.add(hash());
        });
        return entries.sameAs(rows);
    }

    private byte[] hash() {
        digest.update(key);
        text.digest(digest);
        return digest.digest();
    }
}
