package io.compliancecenter.evidence.verification;

import io.compliancecenter.evidence.EntryHeader;
import io.compliancecenter.evidence.EntryKind;
import io.compliancecenter.evidence.Payload;
import io.compliancecenter.evidence.checkpoint.CheckpointLine;
import io.compliancecenter.evidence.checkpoint.EvidenceDirectory;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import tools.jackson.core.JacksonException;

/**
 * All SQL of {@code verify --database}. Rows are streamed, so that memory stays constant however long the chains are; whole
 * tables are joined by PostgreSQL, which returns only differences.
 */
final class RecordDatabase {

    /** Rows that are in memory at a time. A payload has one to two kilobytes. */
    private static final int FETCH = 1_000;

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

    // "offset 0" makes PostgreSQL parse each payload once instead of once for each value. What "jsonb" does not
    // distinguish, such as a repeated key, changes the entry's hash.
    private static final String ACCEPTANCES = """
            with entry as (
                select chain_id, subject_id, convert_from(payload, 'UTF8')::jsonb as fact
                  from evidence_entry where kind = 'acceptance-recorded' offset 0)
            select coalesce(a.id, entry.subject_id) || ' of ' || coalesce(a.organization_id, entry.chain_id) as what
              from acceptance a
              full join entry on entry.chain_id = a.organization_id and entry.subject_id = a.id
             where a.id is null or entry.chain_id is null
                or (a.id::text, a.organization_id::text, a.organization_name, a.organization_name,
                    a.user_id::text, a.name, a.email, a.role, a.terms_version::text, a.terms_locale, encode(a.terms_sha256, 'hex'), a.certificate_id::text,
                    a.checkbox_label, a.button_label, a.locale, a.accepted_at, host(a.client_address),
                    a.user_agent, a.sign_in_method, a.signed_in_at, a.idempotency_key::text)
                   is distinct from
                   (fact #>> '{acceptance}', fact #>> '{organization,id}', fact #>> '{organization,name}',
                    fact #>> '{onBehalfOf}',
                    fact #>> '{member,id}', fact #>> '{member,name}', fact #>> '{member,email}', fact #>> '{member,role}',
                    fact #>> '{terms,version}', fact #>> '{terms,locale}', fact #>> '{terms,sha256}',
                    fact #>> '{certificate,id}', fact #>> '{words,checkbox}', fact #>> '{words,button}',
                    fact #>> '{words,locale}', (fact #>> '{acceptedAt}')::timestamptz, fact #>> '{client,address}',
                    fact #>> '{client,userAgent}', fact #>> '{signIn,method}', (fact #>> '{signIn,at}')::timestamptz,
                    fact #>> '{idempotencyKey}')
             limit %d
            """;

    private static final String PERMITS = """
            with entry as (
                select chain_id, subject_id, convert_from(payload, 'UTF8')::jsonb as fact
                  from evidence_entry where kind = 'permit-granted' offset 0)
            select coalesce(p.id, entry.subject_id) || ' of ' || coalesce(p.organization_id, entry.chain_id) as what
              from download_permit p
              full join entry on entry.chain_id = p.organization_id and entry.subject_id = p.id
             where p.id is null or entry.chain_id is null
                or (p.id::text, p.acceptance_id::text, encode(p.serial, 'hex'), lower(p.copy_kind),
                    p.organization_id::text, p.organization_name, p.user_id::text, p.name, p.email,
                    p.certificate_id::text, p.granted_at, p.expires_at)
                   is distinct from
                   (fact #>> '{permit}', fact #>> '{acceptance}', fact #>> '{serial}', fact #>> '{copy}',
                    fact #>> '{organization,id}', fact #>> '{organization,name}', fact #>> '{member,id}',
                    fact #>> '{member,name}', fact #>> '{member,email}', fact #>> '{certificate,id}',
                    (fact #>> '{grantedAt}')::timestamptz, (fact #>> '{expiresAt}')::timestamptz)
             limit %d
            """;

    private static final String RECORDED_TWICE = """
            select kind || ' ' || coalesce(subject_id::text, 'of nothing') || ' of ' || chain_id as what
              from evidence_entry where kind in ('acceptance-recorded', 'permit-granted')
             group by chain_id, kind, subject_id having count(*) > 1 limit %d
            """;

    private static final String CHECKPOINTS =
            "select c.*, t.token from checkpoint c left join checkpoint_timestamp t on t.checkpoint = c.number ";

    private final JdbcClient database;

    /** @param connection in a transaction if rows are streamed */
    RecordDatabase(Connection connection) {
        this.database = JdbcClient.create(new SingleConnectionDataSource(connection, true));
        database.sql("set search_path = compliance_center, pg_temp").update();
    }

    /**
     * An entry as it is stored, and what of it can be checked by itself.
     *
     * @param header computed from what is stored
     * @param hash as it is stored, in lower-case hexadecimal
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record StoredEntry(
            EntryHeader header,
            String hash,
            byte[] payload,
            @Nullable UUID user,
            @Nullable UUID certificate,
            @Nullable UUID subject) {

        /**
         * Whether the columns that the entry is searched by match its payload. They are not hashed, so that altering them could
         * hide an entry.
         */
        boolean matchesPayload() {
            try {
                Payload content = Payload.parse(payload);
                boolean isAcceptance = header.kind().equals(EntryKind.ACCEPTANCE.code());
                return content.text("member", "id").equals(Objects.toString(user, ""))
                        && content.text("certificate", "id").equals(Objects.toString(certificate, ""))
                        && content.text(isAcceptance ? "acceptance" : "permit").equals(Objects.toString(subject, ""));
            } catch (JacksonException malformed) {
                return false;
            }
        }
    }

    /** A row of {@code checkpoint}, with its time stamp. */
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

    /** All entries, by chain and sequence. */
    Stream<StoredEntry> entries() {
        // By the index: sorting would take as much disk as the entries themselves.
        database.sql("set local enable_sort = off").update();
        Stream<StoredEntry> entries = database.sql("""
                        select chain_id, sequence, recorded_at, kind, payload, previous_hash, hash,
                               user_id, certificate_id, subject_id
                          from evidence_entry order by chain_id, sequence
                        """).withFetchSize(FETCH).query(RecordDatabase::entry).stream();
        database.sql("set local enable_sort = on").update();
        return entries;
    }

    private static StoredEntry entry(ResultSet row, int number) throws SQLException {
        byte[] payload = row.getBytes(5);
        return new StoredEntry(
                EntryHeader.of(
                        row.getObject(1, UUID.class),
                        row.getLong(2),
                        row.getObject(3, OffsetDateTime.class).toInstant(),
                        row.getString(4),
                        row.getBytes(6),
                        payload),
                HexFormat.of().formatHex(row.getBytes(7)),
                payload,
                row.getObject(8, UUID.class),
                row.getObject(9, UUID.class),
                row.getObject(10, UUID.class));
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

    /** Compares the entries with the acceptances and permits that they are about, and with what is stored about the chains. */
    void compare(VerificationReport report) {
        // Enough to keep the smaller side of each comparison in memory.
        database.sql("set local work_mem = '64MB'").update();
        compare(ENDS, "chain %s: its last entry is not the one that is stored for it", report);
        compare(SIGNED, "chain %s", report);
        compare(
                ACCEPTANCES,
                "acceptance %s: differs from its entry in the chain, or one of the two is missing",
                report);
        compare(PERMITS, "permit %s: differs from its entry in the chain, or one of the two is missing", report);
        compare(RECORDED_TWICE, "%s: is recorded more than once", report);
    }

    private void compare(String sql, String sentence, VerificationReport report) {
        // A failure, such as a payload that is not JSON, stops one comparison and not the others.
        database.sql("savepoint comparison").update();
        try {
            database.sql(sql.formatted(MAX_DIFFERENCES))
                    .query(String.class)
                    .list()
                    .forEach(what -> report.problem(sentence, what));
        } catch (DataAccessException unreadable) {
            database.sql("rollback to savepoint comparison").update();
            report.problem(
                    "a table cannot be compared with the chains: %s",
                    unreadable.getMostSpecificCause().getMessage());
        }
    }
}
