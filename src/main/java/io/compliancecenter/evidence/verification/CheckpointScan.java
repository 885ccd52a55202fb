package io.compliancecenter.evidence.verification;

import io.compliancecenter.evidence.checkpoint.CheckpointBody;
import io.compliancecenter.evidence.checkpoint.InclusionProof;
import io.compliancecenter.evidence.checkpoint.MerkleTree;
import io.compliancecenter.evidence.checkpoint.PublicKeys;
import io.compliancecenter.evidence.timestamp.Timestamp;
import io.compliancecenter.evidence.timestamp.Timestamps;
import io.compliancecenter.evidence.timestamp.TrustedAuthorities;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Verifies that each checkpoint in the database is signed, follows the one before, and has the root of its tree. SQL, because two
 * cursors keep memory constant.
 */
final class CheckpointScan {

    private static final int FETCH = 500;
    private static final int LARGEST_TREE = 1 << 22;

    private static final String CHECKPOINTS = """
            select c.number, c.tree_size, c.root, c.body, c.signature, c.public_key, c.made_at, t.token
              from checkpoint c left join checkpoint_timestamp t on t.checkpoint = c.number order by c.number
            """;

    private static final String HEADS = """
            select h.checkpoint, h.chain_id, h.sequence, h.hash, s.slot
              from checkpoint_head h left join checkpoint_slot s on s.chain_id = h.chain_id
             order by h.checkpoint, h.chain_id
            """;

    private final VerificationReport report;
    private final Set<String> trustedKeys;
    private final String seed;
    private final TrustedAuthorities authorities;
    private final Set<String> unknownKeys = new HashSet<>();
    private final Set<String> unknownAuthorities = new TreeSet<>();

    private MerkleTree tree;
    private long number;
    private String previous = CheckpointBody.NONE;
    private Instant time = Instant.MIN;
    private long stamped;

    /**
     * Looks at nothing yet.
     *
     * @param trustedKeys the SHA-256 of each that may have signed, in lower-case hexadecimal; empty if any at all may
     * @param authorities whose time stamps count
     * @param seed of the leaves that stand for nothing
     */
    CheckpointScan(VerificationReport report, Set<String> trustedKeys, TrustedAuthorities authorities, byte[] seed) {
        this.report = report;
        this.trustedKeys = trustedKeys;
        this.authorities = authorities;
        this.seed = hex(seed);
        this.tree = new MerkleTree(List.of(padding(0)));
    }

    void run(Connection connection) throws SQLException {
        try (PreparedStatement checkpoints = connection.prepareStatement(CHECKPOINTS);
                PreparedStatement heads = connection.prepareStatement(HEADS)) {
            checkpoints.setFetchSize(FETCH);
            heads.setFetchSize(FETCH);
            try (ResultSet checkpoint = checkpoints.executeQuery();
                    ResultSet head = heads.executeQuery()) {
                boolean more = head.next();
                while (checkpoint.next()) {
                    CheckpointBody body = check(checkpoint);
                    while (more && head.getLong("checkpoint") <= number) {
                        place(head);
                        more = head.next();
                    }
                    if (body != null && !hex(tree.root()).equals(body.root())) {
                        fault("its root is not that of the ends of the chains that are stored with it");
                    }
                }
                if (more) {
                    report.problem("ends of chains are stored for checkpoint %d, which is not there"
                            .formatted(head.getLong("checkpoint")));
                }
            }
        }
    }

    /** @return null if it cannot be read */
    private @Nullable CheckpointBody check(ResultSet row) throws SQLException {
        long expected = number + 1;
        number = row.getLong("number");
        if (number != expected) {
            fault("comes after checkpoint %d; what was between them is missing".formatted(expected - 1));
        }
        CheckpointBody body;
        try {
            body = CheckpointBody.parse(row.getString("body"));
        } catch (IllegalArgumentException malformed) {
            fault(String.valueOf(malformed.getMessage()));
            return null;
        }
        if (body.number() != number
                || body.treeSize() != row.getInt("tree_size")
                || !body.root().equals(hex(row.getBytes("root")))
                || !body.time()
                        .equals(row.getObject("made_at", OffsetDateTime.class).toInstant())) {
            fault("what is stored beside its text is not what its text says");
        }
        if (!body.previous().equals(previous)) {
            fault("does not follow the one before it");
        }
        if (body.time().isBefore(time)) {
            fault("is older than the one before it");
        }
        checkSignature(row, body);
        checkSize(body.treeSize());
        previous = body.sha256();
        time = body.time();
        return body;
    }

    private void checkSignature(ResultSet row, CheckpointBody body) throws SQLException {
        String key = PublicKeys.pem(row.getBytes("public_key"));
        byte[] signature = row.getBytes("signature");
        if (!PublicKeys.verifies(key, body, signature)) {
            fault("its signature is not that of its key");
        } else if (!trustedKeys.isEmpty() && !trustedKeys.contains(body.keySha256())) {
            fault("was signed with another key than the vendor's, %s".formatted(body.keySha256()));
        } else if (trustedKeys.isEmpty() && unknownKeys.add(body.keySha256())) {
            report.note("signed with the key %s, which was compared with nothing".formatted(body.keySha256()));
        }
        byte[] token = row.getBytes("token");
        if (token != null) {
            try {
                Timestamp timestamp = Timestamps.check(token, signature, authorities);
                stamped++;
                if (!authorities.areGiven() && unknownAuthorities.add(timestamp.authority())) {
                    report.note("time stamps by %s: authority not checked".formatted(timestamp.authority()));
                }
            } catch (IllegalArgumentException wrong) {
                fault("its time stamp " + wrong.getMessage());
            }
        }
    }

    private void checkSize(int size) {
        if (Integer.bitCount(size) != 1 || size < tree.size() || size > LARGEST_TREE) {
            fault("its tree cannot have %d leaves".formatted(size));
        } else if (size > tree.size()) {
            List<byte[]> leaves = new ArrayList<>(tree.leaves());
            while (leaves.size() < size) {
                leaves.add(padding(leaves.size()));
            }
            tree = new MerkleTree(leaves);
        }
    }

    /** The leaf of a slot that no chain has. */
    private byte[] padding(int slot) {
        return MerkleTree.leafHash((seed + slot).getBytes(StandardCharsets.US_ASCII));
    }

    private void place(ResultSet head) throws SQLException {
        UUID chain = head.getObject("chain_id", UUID.class);
        int slot = head.getInt("slot");
        if (head.wasNull() || head.getLong("checkpoint") != number || slot < 0 || slot >= tree.size()) {
            fault("chain %s has no place in its tree".formatted(chain));
            return;
        }
        String text = InclusionProof.leafText(chain, head.getLong("sequence"), hex(head.getBytes("hash")));
        tree.set(slot, MerkleTree.leafHash(text.getBytes(StandardCharsets.US_ASCII)));
    }

    private void fault(String what) {
        report.problem("checkpoint %d: %s".formatted(number, what));
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    /** How many there are; the number of the last, if all are there. */
    long last() {
        return number;
    }

    long stamped() {
        return stamped;
    }
}
