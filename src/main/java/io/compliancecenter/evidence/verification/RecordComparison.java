package io.compliancecenter.evidence.verification;

import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Compares the entries with the acceptances and permits that they are about, and the last entries with what is stored about them.
 * SQL, because PostgreSQL joins whole tables and returns only differences.
 */
final class RecordComparison {

    private static final int MOST = 101;

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
            select h.chain_id || ' entry ' || h.sequence || ': is not the one that was there when checkpoint '
                   || h.checkpoint || ' was signed' as what
              from (select *, lag(sequence, 1, 0::bigint) over (partition by chain_id order by checkpoint) as before
                      from checkpoint_head) h
              left join evidence_entry e on e.chain_id = h.chain_id and e.sequence = h.sequence
             where e.hash is distinct from h.hash or h.sequence <= h.before
             order by h.chain_id, h.checkpoint limit %d
            """;

    // Each payload is read once: "jsonb" keeps what it has read, and "offset 0" keeps PostgreSQL from reading it anew
    // for each value. What "jsonb" does not tell apart, such as a key that stands there twice, alters the entry's hash.
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

    private static final String TOLD_TWICE = """
            select kind || ' ' || coalesce(subject_id::text, 'of nothing') || ' of ' || chain_id as what
              from evidence_entry where kind in ('acceptance-recorded', 'permit-granted')
             group by chain_id, kind, subject_id having count(*) > 1 limit %d
            """;

    private final JdbcClient database;
    private final VerificationReport report;

    /** @param database in a transaction */
    RecordComparison(JdbcClient database, VerificationReport report) {
        this.database = database;
        this.report = report;
    }

    void run() {
        // Room to keep the smaller side of each comparison in memory.
        database.sql("set local work_mem = '64MB'").update();
        compare(ENDS, "chain %s: its end is not the one that is stored for it");
        compare(SIGNED, "chain %s");
        compare(ACCEPTANCES, "acceptance %s: is not as it was recorded in the chain, or one of the two is missing");
        compare(PERMITS, "permit %s: is not as it was recorded in the chain, or one of the two is missing");
        compare(TOLD_TWICE, "%s: is recorded more than once");
    }

    private void compare(String sql, String sentence) {
        // What fails here fails by itself: a payload that is no JSON stops one comparison and not the others.
        database.sql("savepoint comparison").update();
        try {
            database.sql(sql.formatted(MOST))
                    .query(String.class)
                    .list()
                    .forEach(what -> report.problem(sentence.formatted(what)));
        } catch (DataAccessException unreadable) {
            database.sql("rollback to savepoint comparison").update();
            report.problem("a table cannot be compared with the chains: "
                    + unreadable.getMostSpecificCause().getMessage());
        }
    }
}
