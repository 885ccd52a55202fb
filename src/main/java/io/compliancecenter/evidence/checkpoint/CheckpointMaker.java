package io.compliancecenter.evidence.checkpoint;

import io.compliancecenter.database.WorkerDatabase;
import io.compliancecenter.evidence.timestamp.TimestampAuthority;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.domain.Limit;

/** Signs the last entries of all chains, as they are in one snapshot of the database, and gets timestamps for the signatures. */
final class CheckpointMaker {

    private static final Logger log = LoggerFactory.getLogger(CheckpointMaker.class);

    /** A tree has at least this many leaves, and at least half are padding, so that it does not reveal the number of chains. */
    private static final int MIN_TREE_SIZE = 1024;

    private static final Limit STAMPED_AT_ONCE = Limit.of(100);

    private final WorkerDatabase database;
    private final Checkpoints checkpoints;
    private final SigningKey key;

    CheckpointMaker(WorkerDatabase database, Checkpoints checkpoints, SigningKey key) {
        this.database = database;
        this.checkpoints = checkpoints;
        this.key = key;
    }

    /**
     * Signs a checkpoint if any chain has grown since the last one.
     *
     * @return its number; empty if there is nothing to sign, or another instance is signing
     * @throws RecordAlteredException if an entry that was signed is missing or altered
     */
    Optional<Long> make() {
        try {
            return database.work(() -> sign());
        } catch (DuplicateKeyException another) {
            log.debug("Another instance signed the checkpoint", another);
            return Optional.empty();
        }
    }

    /**
     * Gets missing timestamps, in order. Checkpoints from before there was an authority are skipped: each names the one before,
     * so the first that is stamped stands for them. If the authority does not answer, the next call asks again.
     */
    void stamp(TimestampAuthority authority) throws IOException {
        List<Checkpoint> missing = database.work(() -> checkpoints.findByNumberGreaterThanOrderByNumber(
                checkpoints.findLastNumberWithTimestamp(), STAMPED_AT_ONCE));
        for (Checkpoint checkpoint : missing) {
            byte[] token = authority.stamp(checkpoint.signature());
            database.work(() -> checkpoints.addTimestamp(checkpoint.number(), token));
        }
    }

    /** Signs in the worker's current transaction. */
    Optional<Long> sign() {
        if (!checkpoints.tryLock()) {
            return Optional.empty();
        }
        checkpoints.findAlteredEntry().ifPresent(entry -> {
            throw new RecordAlteredException(entry + " is not the one that was signed");
        });
        Optional<CheckpointBody> last =
                checkpoints.findFirstByOrderByNumberDesc().map(Checkpoint::body);
        long number = last.map(CheckpointBody::number).orElse(0L) + 1;
        int treeSize = last.map(CheckpointBody::treeSize).orElse(MIN_TREE_SIZE);
        while (treeSize < 2 * checkpoints.countChains()) {
            treeSize *= 2;
        }
        checkpoints.placeNewChains(treeSize);
        if (checkpoints.addHeads(number) == 0) {
            return Optional.empty();
        }
        byte[] root = new MerkleTree(checkpoints.findLeaves(number, treeSize)).root();
        Instant now = checkpoints.currentTime();
        // Never earlier than the checkpoint before
        Instant time = last.map(CheckpointBody::time).filter(now::isBefore).orElse(now);
        CheckpointBody body = new CheckpointBody(
                number,
                time,
                treeSize,
                HexFormat.of().formatHex(root),
                last.map(CheckpointBody::sha256).orElse(CheckpointBody.NONE),
                key.sha256());
        if (last.isPresent() && !last.get().keySha256().equals(body.keySha256())) {
            log.warn("From checkpoint {} on, the record is signed with another key, {}", number, body.keySha256());
        }
        checkpoints.add(
                number, treeSize, root, body.text(), key.sign(body), key.publicKey(), time.atOffset(ZoneOffset.UTC));
        return Optional.of(number);
    }
}
