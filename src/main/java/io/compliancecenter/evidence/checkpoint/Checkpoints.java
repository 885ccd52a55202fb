package io.compliancecenter.evidence.checkpoint;

import io.compliancecenter.database.WorkerDatabase;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.NativeQuery;
import org.springframework.data.repository.Repository;

/** All checkpoints and what they cover. Only for {@link WorkerDatabase#work}: no other role may read or write all of this. */
interface Checkpoints extends Repository<Checkpoint, Long> {

    Optional<Checkpoint> findFirstByOrderByNumberDesc();

    List<Checkpoint> findByNumberIn(Collection<Long> numbers);

    List<Checkpoint> findByNumberGreaterThanOrderByNumber(long number, Limit limit);

    /** @param first included, as is the last */
    List<Checkpoint> findByNumberBetweenAndTimestampTokenIsNotNullOrderByNumber(long first, long last, Limit limit);

    /** The last checkpoint that has a timestamp; the last but one of all if none has. */
    @NativeQuery("""
            select coalesce((select max(checkpoint) from checkpoint_timestamp), (select max(number) - 1 from checkpoint), 0)
            """)
    long findLastNumberWithTimestamp();

    /** Whether no other transaction signs, until the end of this one. */
    @NativeQuery("select pg_try_advisory_xact_lock(hashtextextended('compliance_center.checkpoint', 0))")
    boolean tryLock();

    /** An entry that was signed, and is missing or altered, in a chain that has changed since. */
    @NativeQuery("""
            select 'Entry ' || signed.sequence || ' of chain ' || c.chain_id
              from evidence_chain c
             cross join lateral (select sequence, hash from checkpoint_head
                                  where chain_id = c.chain_id order by checkpoint desc limit 1) signed
              left join evidence_entry entry on entry.chain_id = c.chain_id and entry.sequence = signed.sequence
             where (c.sequence, c.hash) is distinct from (signed.sequence, signed.hash)
               and (entry.hash is distinct from signed.hash or signed.sequence >= c.sequence)
             limit 1
            """)
    Optional<String> findAlteredEntry();

    /** How many chains a tree has to hold. */
    @NativeQuery("""
            select count(*) from (select chain_id from checkpoint_slot
                                   union select chain_id from evidence_chain where sequence > 0) chain
            """)
    long countChains();

    /** Gives each new chain a random free slot. */
    @Modifying
    @NativeQuery("""
            insert into checkpoint_slot (chain_id, slot)
            select chain_id, slot
              from (select chain_id, row_number() over () as place from evidence_chain c
                     where sequence > 0 and not exists (select from checkpoint_slot s where s.chain_id = c.chain_id)) added
              join (select slot, row_number() over (order by gen_random_uuid()) as place
                      from generate_series(0, cast(:size as integer) - 1) slot
                     where slot not in (select s.slot from checkpoint_slot s)) free using (place)
            """)
    void placeNewChains(int size);

    /** Adds the last entry of each chain that has grown since its last head. */
    @Modifying
    @NativeQuery("""
            insert into checkpoint_head (chain_id, checkpoint, sequence, hash)
            select c.chain_id, :number, c.sequence, c.hash
              from evidence_chain c
              left join lateral (select sequence, hash from checkpoint_head
                                  where chain_id = c.chain_id order by checkpoint desc limit 1) signed on true
             where (c.sequence, c.hash) is distinct from (signed.sequence, signed.hash) and c.sequence > 0
            """)
    int addHeads(long number);

    @NativeQuery("select leaf from tree_leaves(:number, :size)")
    List<byte[]> findLeaves(long number, int size);

    @NativeQuery("select clock_timestamp()")
    Instant currentTime();

    @Modifying
    @NativeQuery("""
            insert into checkpoint (number, tree_size, root, body, signature, public_key, made_at)
            values (:number, :size, :root, :body, :signature, :key, :time)
            """)
    void add(long number, int size, byte[] root, String body, byte[] signature, byte[] key, OffsetDateTime time);

    @Modifying
    @NativeQuery("insert into checkpoint_timestamp (checkpoint, token) values (:number, :token) on conflict do nothing")
    int addTimestamp(long number, byte[] token);

    @NativeQuery("select " + EvidenceDirectory.DATABASE_ID + " from checkpoint_padding")
    String findDatabaseId();
}
