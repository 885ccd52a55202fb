package io.compliancecenter.evidence.verification;

import io.compliancecenter.evidence.EntryHeader;
import io.compliancecenter.evidence.EntryKind;
import io.compliancecenter.evidence.Payload;
import io.compliancecenter.evidence.checkpoint.CheckpointLine;
import io.compliancecenter.evidence.checkpoint.EvidenceDirectory;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGStatement;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import tools.jackson.core.JacksonException;

/**
 * All SQL of {@code verify --database}. Entries are streamed, each with the row that it is about, so that memory stays constant
 * however long the chains are.
 */
final class RecordDatabase {

    /** Rows that are read at a time. A payload has one to two kilobytes. */
    static final int FETCH = 1_000;

    /** Has the driver ask for binary values. As text, a payload would be twice as long, and be encoded and decoded. */
    private static final int BINARY = -1;

    private static final int MAX_DIFFERENCES = 101;

    private static final String ENDS = """
            select coalesce(head.chain_id, entries.chain_id) as what
              from evidence_chain head
              full join (select chain_id, max(sequence) as sequence from evidence_entry group by chain_id) entries
                on entries.chain_id = head.chain_id
              left join evidence_entry last on last.chain_id = entries.chain_id and last.sequence = entries.sequence
             where (head.sequence, head.hash, head.recorded_at)
                   is distinct from (last.sequence, last.hash, last.recorded_at)
               and (head.sequence <> 0 or entries.chain_id is not null)
             limit %d
            """;

    private static final String SIGNED = """
            select h.chain_id || ' entry ' || h.sequence || ': is not the entry that checkpoint ' || h.checkpoint
                   || ' covers' as what
              from (select *, lag(sequence, 1, 0::bigint) over (partition by chain_id order by checkpoint) as before
                      from checkpoint_head) h
              left join evidence_entry e on e.chain_id = h.chain_id and e.sequence = h.sequence
             where e.hash is distinct from h.hash or h.sequence <= h.before
             order by h.chain_id, h.checkpoint limit %d
            """;

    private static final String ENTRIES = """
            select e.chain_id, e.sequence, e.recorded_at, e.kind, e.payload, e.previous_hash, e.hash,
                   e.user_id, e.certificate_id, e.subject_id, %s, %s, %s
              from evidence_entry e
              left join acceptance a on a.id = case e.kind when 'acceptance-recorded' then e.subject_id end
                                    and a.organization_id = e.chain_id
              left join download_permit p on p.id = case e.kind when 'permit-granted' then e.subject_id end
                                         and p.organization_id = e.chain_id
              left join signed_agreement g
                on g.id = case e.kind when 'agreement-approved' then e.subject_id else p.signed_agreement_id end
             order by e.chain_id, e.sequence
            """.formatted(
                    RecordedFact.columns(RecordedFact.ACCEPTANCE),
                    RecordedFact.columns(RecordedFact.PERMIT),
                    RecordedFact.columns(RecordedFact.AGREEMENT));

    private static final int FIRST_FACT = 11;

    private static final String NOT_RECORDED = """
            select '%3$s ' || %1$s.id || ' of ' || %1$s.organization_id as what from %1$s
             where not exists (select from evidence_entry
                                where kind = '%2$s' and chain_id = organization_id and subject_id = %1$s.id)
             limit %%d
            """;

    private static final String AGREEMENT_NOT_RECORDED = """
            select 'agreement ' || id || ' of ' || organization_id as what from signed_agreement
             where state = 'APPROVED'
               and not exists (select from evidence_entry
                                where kind = 'agreement-approved' and chain_id = organization_id and subject_id = id)
                or (ended_at is not null)
                   <> exists (select from evidence_entry
                               where kind = 'agreement-ended' and chain_id = organization_id and subject_id = id)
             limit %d
            """;

    /**
     * Permits that no agreement allowed then: by its dates, its name and its state, and by the places of the entries in the chain, which
     * cannot be moved as a date can.
     */
    private static final String OUTSIDE_AGREEMENT = """
            select 'permit ' || p.id || ' of ' || p.organization_id as what
              from download_permit p
              join signed_agreement g on g.id = p.signed_agreement_id
              left join evidence_entry e on e.chain_id = p.organization_id and e.kind = 'permit-granted' and e.subject_id = p.id
             where g.state <> 'APPROVED' or g.organization_id <> p.organization_id
                or g.organization_name is distinct from p.organization_name
                or p.granted_at < g.in_force_from or p.granted_at >= g.in_force_until
                or p.granted_at < g.approved_at or p.granted_at > g.ended_at
                or not exists (select from evidence_entry begun
                                where begun.chain_id = p.organization_id and begun.kind = 'agreement-approved'
                                  and begun.subject_id = g.id and begun.sequence < e.sequence)
                or exists (select from evidence_entry ended
                            where ended.chain_id = p.organization_id and ended.kind = 'agreement-ended'
                              and ended.subject_id = g.id and ended.sequence < e.sequence)
             limit %d
            """;

    private static final String RECORDED_TWICE = """
            select kind || ' ' || coalesce(subject_id::text, 'of nothing') || ' of ' || chain_id as what
              from evidence_entry where kind in ('acceptance-recorded', 'permit-granted', 'agreement-approved')
             group by chain_id, kind, subject_id having count(*) > 1 limit %d
            """;

    private static final String CHECKPOINTS =
            "select c.*, t.token from checkpoint c left join checkpoint_timestamp t on t.checkpoint = c.number ";

    /** About an acceptance, a permit or an agreement. */
    static final String DIFFERS = "%s: differs from its entry in the chain, or one of the two is missing";

    private final JdbcClient database;
    private final JdbcTemplate jdbc;

    /** @param connection in a transaction if rows are streamed */
    RecordDatabase(Connection connection) {
        this.jdbc = new JdbcTemplate(new SingleConnectionDataSource(connection, true));
        this.database = JdbcClient.create(jdbc);
        database.sql("set search_path = compliance_center, pg_temp").update();
    }

    /** A row of {@code checkpoint}, with its timestamp. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record StoredCheckpoint(
            long number,
            int treeSize,
            byte[] root,
            String body,
            byte[] signature,
            byte[] publicKey,
            OffsetDateTime madeAt,
            byte @Nullable [] token) {}

    /** A row of {@code checkpoint_head}, with the chain's slot. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record StoredHead(
            long checkpoint,
            UUID chainId,
            long sequence,
            byte[] hash,
            @Nullable Integer slot) {}

    /** All entries, by chain and sequence. Computing one takes longer than reading it, and may be done in another thread. */
    Stream<Supplier<StoredEntry>> entries() {
        // By the index: sorting would take as much disk as the entries themselves.
        database.sql("set local enable_sort = off").update();
        Stream<Supplier<StoredEntry>> entries =
                jdbc.queryForStream(RecordDatabase::prepareEntries, statement -> {}, RecordDatabase::entry);
        database.sql("set local enable_sort = on").update();
        return entries;
    }

    private static PreparedStatement prepareEntries(Connection connection) throws SQLException {
        PreparedStatement entries = connection.prepareStatement(ENTRIES);
        entries.setFetchSize(FETCH);
        entries.unwrap(PGStatement.class).setPrepareThreshold(BINARY);
        return entries;
    }

    private static Supplier<StoredEntry> entry(ResultSet row, int number) throws SQLException {
        UUID chain = row.getObject(1, UUID.class);
        long sequence = row.getLong(2);
        Instant recordedAt = row.getObject(3, OffsetDateTime.class).toInstant();
        String kind = row.getString(4);
        byte[] payload = row.getBytes(5);
        byte[] previousHash = row.getBytes(6);
        byte[] hash = row.getBytes(7);
        UUID user = row.getObject(8, UUID.class);
        UUID certificate = row.getObject(9, UUID.class);
        UUID subject = row.getObject(10, UUID.class);
        List<RecordedFact> facts = RecordedFact.of(kind);
        @Nullable Object[] values = new @Nullable Object[facts.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = row.getObject(firstColumn(facts) + i);
        }
        return () -> {
            Payload content = content(payload);
            return new StoredEntry(
                    EntryHeader.of(chain, sequence, recordedAt, kind, previousHash, payload),
                    HexFormat.of().formatHex(hash),
                    content,
                    user,
                    certificate,
                    subject,
                    content == null || RecordedFact.areSame(facts, values, content));
        };
    }

    private static int firstColumn(List<RecordedFact> facts) {
        int first = FIRST_FACT;
        first += facts == RecordedFact.ACCEPTANCE ? 0 : RecordedFact.ACCEPTANCE.size();
        return facts == RecordedFact.AGREEMENT ? first + RecordedFact.PERMIT.size() : first;
    }

    /** Null if it is not JSON. */
    static @Nullable Payload content(byte[] payload) {
        try {
            return Payload.parse(payload);
        } catch (JacksonException malformed) {
            return null;
        }
    }

    /** All checkpoints, by number. */
    Stream<StoredCheckpoint> checkpoints() {
        return database
                .sql(CHECKPOINTS + "order by c.number")
                .withFetchSize(FETCH)
                .query(StoredCheckpoint.class)
                .stream();
    }

    /** All heads, by checkpoint. */
    Stream<StoredHead> heads() {
        return database.sql("""
                        select h.*, s.slot from checkpoint_head h left join checkpoint_slot s on s.chain_id = h.chain_id
                         order by h.checkpoint, h.chain_id
                        """).withFetchSize(FETCH).query(StoredHead.class).stream();
    }

    /** The lines that the file outside the database should have for these checkpoints. */
    List<CheckpointLine> lines(List<Long> numbers) {
        return database
                .sql(CHECKPOINTS + "where c.number in (:numbers)")
                .param("numbers", numbers)
                .query(StoredCheckpoint.class)
                .list()
                .stream()
                .flatMap(row ->
                        CheckpointLine.of(row.number(), row.body(), row.signature(), row.publicKey(), row.token())
                                .stream())
                .toList();
    }

    /** The seed of the leaves in unused slots. */
    byte[] seed() {
        return database.sql("select seed from checkpoint_padding limit 1")
                .query(byte[].class)
                .optional()
                .orElseGet(() -> new byte[32]);
    }

    String databaseId() {
        return database.sql("select " + EvidenceDirectory.DATABASE_ID + " from checkpoint_padding")
                .query(String.class)
                .single();
    }

    /** How many entries no checkpoint covers yet. */
    long uncovered() {
        return database.sql("""
                        select coalesce(sum(c.sequence - coalesce((
                                   select max(sequence) from checkpoint_head h where h.chain_id = c.chain_id), 0)), 0)
                          from evidence_chain c
                        """).query(Long.class).single();
    }

    /** Compares the entries with what is stored about the chains, and finds acceptances, permits and agreements without an entry. */
    void compare(VerificationReport report) {
        compare(ENDS, "chain %s: its last entry is not the one that is stored for it", report);
        compare(SIGNED, "chain %s", report);
        compare(NOT_RECORDED.formatted("acceptance", EntryKind.ACCEPTANCE.code(), "acceptance"), DIFFERS, report);
        compare(NOT_RECORDED.formatted("download_permit", EntryKind.PERMIT.code(), "permit"), DIFFERS, report);
        compare(AGREEMENT_NOT_RECORDED, DIFFERS, report);
        compare(OUTSIDE_AGREEMENT, "%s: was granted outside the time of the agreement that it names", report);
        compare(RECORDED_TWICE, "%s: is recorded more than once", report);
    }

    private void compare(String sql, String sentence, VerificationReport report) {
        attempt(
                report,
                () -> database.sql(sql.formatted(MAX_DIFFERENCES))
                        .query(String.class)
                        .list()
                        .forEach(what -> report.problem(sentence, what)));
    }

    /** Makes a failure, such as that of a table that was altered, a problem of one step that does not stop the others. */
    void attempt(VerificationReport report, Runnable step) {
        database.sql("savepoint step").update();
        try {
            step.run();
        } catch (DataAccessException | CompletionException unreadable) {
            database.sql("rollback to savepoint step").update();
            report.problem(
                    "a table cannot be compared with the chains: %s",
                    NestedExceptionUtils.getMostSpecificCause(unreadable).getMessage());
        }
    }
}
