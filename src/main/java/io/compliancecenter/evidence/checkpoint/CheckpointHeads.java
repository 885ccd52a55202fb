package io.compliancecenter.evidence.checkpoint;

import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.NativeQuery;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;
import org.springframework.transaction.annotation.Transactional;

/** What was signed over the current Organization's chain. */
@Transactional(readOnly = true)
public interface CheckpointHeads extends Repository<CheckpointHead, CheckpointHead.Id> {

    /** The first checkpoint that covers the entry; empty if there is none yet. */
    @Query("""
            select h from CheckpointHead h join fetch h.checkpoint
             where h.id.chainId = :chain and h.sequence >= :sequence order by h.sequence limit 1
            """)
    Optional<CheckpointHead> findCovering(UUID chain, long sequence);

    /** Proves that the checkpoint covers the chain up to the head. */
    default InclusionProof prove(CheckpointHead head) {
        CheckpointBody body = head.checkpoint().body();
        int slot = findSlot(head.chain());
        MerkleTree tree = new MerkleTree(findLeaves(body.number(), body.treeSize()));
        return new InclusionProof(
                body.number(),
                head.chain(),
                head.sequence(),
                head.hash(),
                slot,
                body.treeSize(),
                tree.path(slot).stream().map(HexFormat.of()::formatHex).toList());
    }

    /** Where the chain's leaf is in the tree of every checkpoint. */
    @NativeQuery("select slot from checkpoint_slot where chain_id = :chain")
    int findSlot(UUID chain);

    /** The hashes of all leaves, from a function of the database: other chains are not visible here. */
    @NativeQuery("select leaf from checkpoint_leaves(:number, :treeSize)")
    List<byte[]> findLeaves(long number, int treeSize);
}
