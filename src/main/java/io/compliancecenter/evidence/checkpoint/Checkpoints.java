package io.compliancecenter.evidence.checkpoint;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** What was signed over the current Organization's chain. */
@Repository
@Transactional(readOnly = true)
public class Checkpoints {

    private static final String CHECKPOINT = """
            select c.body, c.signature, c.public_key, t.token, h.sequence
              from checkpoint_head h
              join checkpoint c on c.number = h.checkpoint
              left join checkpoint_timestamp t on t.checkpoint = c.number
             where h.chain_id = :chain
            """;

    private final JdbcClient database;

    Checkpoints(JdbcClient database) {
        this.database = database;
    }

    /** The first checkpoint that covers the entry; empty if none does yet. */
    public Optional<Checkpoint> covering(UUID chain, long sequence) {
        return database.sql(CHECKPOINT + " and h.sequence >= :sequence order by h.sequence limit 1")
                .param("chain", chain)
                .param("sequence", sequence)
                .query(Checkpoints::checkpoint)
                .optional();
    }

    /** That the checkpoint covers the chain up to the entry that was its last one then. */
    public InclusionProof proof(UUID chain, Checkpoint checkpoint) {
        CheckpointBody body = checkpoint.body();
        int slot = database.sql("select slot from checkpoint_slot where chain_id = :chain")
                .param("chain", chain)
                .query(Integer.class)
                .single();
        String hash = database.sql("""
                        select encode(hash, 'hex') from checkpoint_head
                         where chain_id = :chain and checkpoint = :number
                        """)
                .param("chain", chain)
                .param("number", body.number())
                .query(String.class)
                .single();
        List<byte[]> leaves = leaves(database, body.number(), body.treeSize());
        return new InclusionProof(
                body.number(),
                chain,
                checkpoint.headSequence(),
                hash,
                slot,
                body.treeSize(),
                MerkleTree.path(leaves, slot).stream()
                        .map(HexFormat.of()::formatHex)
                        .toList());
    }

    /** The leaves of a checkpoint that there is; refused for any other number or size. */
    public static List<byte[]> leaves(JdbcClient database, long number, int treeSize) {
        return leaves(database, "checkpoint_leaves", number, treeSize);
    }

    /** The leaves that a checkpoint with this number will have. For the owner only. */
    static List<byte[]> leavesToSign(JdbcClient owner, long number, int treeSize) {
        return leaves(owner, "tree_leaves", number, treeSize);
    }

    private static List<byte[]> leaves(JdbcClient database, String function, long number, int treeSize) {
        return database.sql("select leaf from " + function + "(:number, :size)")
                .param("number", number)
                .param("size", treeSize)
                .query((row, index) -> row.getBytes("leaf"))
                .list();
    }

    private static Checkpoint checkpoint(ResultSet row, int number) throws SQLException {
        return new Checkpoint(
                CheckpointBody.parse(row.getString("body")),
                row.getBytes("signature"),
                row.getBytes("public_key"),
                row.getBytes("token"),
                row.getLong("sequence"));
    }
}
