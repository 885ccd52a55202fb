package io.compliancecenter.evidence.checkpoint;

import io.compliancecenter.database.OwnerDatabase;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Signs the last entries of all chains, as they are in one snapshot of the database. */
final class CheckpointMaker {

    private static final Logger log = LoggerFactory.getLogger(CheckpointMaker.class);

    /** A tree has at least this many leaves, and at least half are padding, so that it does not reveal the number of chains. */
    private static final int LEAST_TREE_SIZE = 1024;

    private final OwnerDatabase database;
    private final SigningKey key;
    private final SecureRandom random = new SecureRandom();

    CheckpointMaker(OwnerDatabase database, SigningKey key) {
        this.database = database;
        this.key = key;
    }

    /** A chain that has grown since it was last signed, or was never signed. */
    private record Moved(
            UUID chainId, long sequence, @Nullable Long covered, boolean kept, boolean placed) {}

    private record Last(long number, String body) {}

    /**
     * Signs a checkpoint if any chain has grown since the last one.
     *
     * @return its number; empty if there is nothing to sign, or another instance is signing
     * @throws RecordAlteredException if an entry that was signed is missing or altered
     */
    Optional<Long> make() {
        try {
            return database.work(this::make);
        } catch (DuplicateKeyException another) {
            log.debug("Another instance signed the checkpoint", another);
            return Optional.empty();
        }
    }

    Optional<Long> make(JdbcClient owner) {
        if (!owner.sql("select pg_try_advisory_xact_lock(hashtextextended('compliance_center.checkpoint', 0))")
                .query(Boolean.class)
                .single()) {
            return Optional.empty();
        }
        List<Moved> moved = moved(owner);
        if (moved.isEmpty()) {
            return Optional.empty();
        }
        moved.forEach(CheckpointMaker::check);
        Optional<Last> last = owner.sql("select number, body from checkpoint order by number desc limit 1")
                .query(Last.class)
                .optional();
        CheckpointBody before =
                last.map(row -> CheckpointBody.parse(row.body())).orElse(null);
        long number = before == null ? 1 : before.number() + 1;
        int treeSize = place(
                owner,
                moved.stream()
                        .filter(chain -> !chain.placed())
                        .map(Moved::chainId)
                        .toList(),
                before == null ? LEAST_TREE_SIZE : before.treeSize());
        addHeads(owner, number);
        CheckpointBody body = new CheckpointBody(
                number,
                now(owner, before),
                treeSize,
                HexFormat.of().formatHex(new MerkleTree(leaves(owner, number, treeSize)).root()),
                before == null ? CheckpointBody.NONE : before.sha256(),
                key.sha256());
        if (before != null && !before.keySha256().equals(body.keySha256())) {
            log.warn("From checkpoint {} on, the record is signed with another key, {}", number, body.keySha256());
        }
        add(owner, body);
        return Optional.of(number);
    }

    private static List<byte[]> leaves(JdbcClient owner, long number, int treeSize) {
        return owner.sql("select leaf from tree_leaves(:number, :size)")
                .param("number", number)
                .param("size", treeSize)
                .query((row, index) -> row.getBytes("leaf"))
                .list();
    }

    private static List<Moved> moved(JdbcClient owner) {
        return owner.sql("""
                        select c.chain_id, c.sequence, signed.sequence as covered,
                               coalesce(entry.hash = signed.hash, signed.hash is null) as kept,
                               place.chain_id is not null as placed
                          from evidence_chain c
                          left join checkpoint_slot place on place.chain_id = c.chain_id
                          left join lateral (select sequence, hash from checkpoint_head
                                              where chain_id = c.chain_id order by checkpoint desc limit 1) signed on true
                          left join evidence_entry entry
                            on entry.chain_id = c.chain_id and entry.sequence = signed.sequence
                         where (c.sequence, c.hash) is distinct from (signed.sequence, signed.hash) and c.sequence > 0
                        """).query(Moved.class).list();
    }

    /** Refuses to sign over entries that were signed and are now missing or altered. */
    private static void check(Moved chain) {
        if (!chain.kept() || (chain.covered() != null && chain.covered() >= chain.sequence())) {
            throw new RecordAlteredException(
                    "Entry %d of chain %s is not the one that was signed".formatted(chain.covered(), chain.chainId()));
        }
    }

    /** Gives each new chain a random free slot. */
    private int place(JdbcClient owner, List<UUID> newcomers, int sizeBefore) {
        Set<Integer> taken = new HashSet<>(owner.sql("select slot from checkpoint_slot")
                .query(Integer.class)
                .list());
        int size = sizeBefore;
        while (size < 2 * (taken.size() + newcomers.size())) {
            size *= 2;
        }
        for (UUID chain : newcomers) {
            int slot;
            do {
                slot = random.nextInt(size);
            } while (!taken.add(slot));
            owner.sql("insert into checkpoint_slot (chain_id, slot) values (?, ?)")
                    .params(chain, slot)
                    .update();
        }
        return size;
    }

    private static void addHeads(JdbcClient owner, long number) {
        owner.sql("""
                        insert into checkpoint_head (chain_id, checkpoint, sequence, hash)
                        select c.chain_id, :number, c.sequence, c.hash
                          from evidence_chain c
                          left join lateral (select sequence, hash from checkpoint_head
                                              where chain_id = c.chain_id order by checkpoint desc limit 1) signed on true
                         where (c.sequence, c.hash) is distinct from (signed.sequence, signed.hash) and c.sequence > 0
                        """).param("number", number).update();
    }

    /** The database's time, but never earlier than the checkpoint before. */
    private static Instant now(JdbcClient owner, @Nullable CheckpointBody before) {
        Instant now = owner.sql("select clock_timestamp()")
                .query(OffsetDateTime.class)
                .single()
                .toInstant()
                .truncatedTo(ChronoUnit.MICROS);
        return before == null || now.isAfter(before.time()) ? now : before.time();
    }

    private void add(JdbcClient owner, CheckpointBody body) {
        owner.sql("""
                        insert into checkpoint (number, tree_size, root, body, signature, public_key, made_at)
                        values (:number, :size, :root, :body, :signature, :key, :time)
                        """)
                .param("number", body.number())
                .param("size", body.treeSize())
                .param("root", HexFormat.of().parseHex(body.root()))
                .param("body", body.text())
                .param("signature", key.sign(body))
                .param("key", key.publicKey())
                .param("time", body.time().atOffset(ZoneOffset.UTC))
                .update();
    }
}
