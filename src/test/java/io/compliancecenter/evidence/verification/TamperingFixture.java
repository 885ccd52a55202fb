package io.compliancecenter.evidence.verification;

import io.compliancecenter.evidence.checkpoint.CheckpointBody;
import io.compliancecenter.evidence.checkpoint.MerkleTree;
import io.compliancecenter.evidence.checkpoint.SigningKey;
import io.compliancecenter.evidence.timestamp.StampingParty;
import io.compliancecenter.testing.fixtures.Fixtures.Tenant;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.function.IntUnaryOperator;
import java.util.function.UnaryOperator;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A record in the hands of somebody who owns the database.
 *
 * @param sql in a transaction that will be rolled back
 * @param tenant whose chain it is
 * @param key the vendor's own
 */
record TamperingFixture(JdbcClient sql, Tenant tenant, SigningKey key) {

    UUID chain() {
        return tenant.id();
    }

    void takeProtectionsAway() {
        sql.sql("set search_path = compliance_center").update();
        for (String table : List.of(
                "evidence_entry",
                "checkpoint",
                "checkpoint_head",
                "checkpoint_slot",
                "checkpoint_timestamp",
                "acceptance",
                "download_permit")) {
            sql.sql("alter table " + table + " disable trigger user").update();
            sql.sql("alter table " + table + " no force row level security").update();
        }
        List<String> constraints = sql.sql("""
                        select format('alter table %s drop constraint %I cascade', conrelid::regclass, conname)
                          from pg_constraint
                         where contype in ('c', 'f', 'p', 'u')
                           and conrelid in ('evidence_entry'::regclass, 'checkpoint_head'::regclass,
                                            'checkpoint'::regclass, 'checkpoint_slot'::regclass,
                                            'checkpoint_timestamp'::regclass, 'acceptance'::regclass,
                                            'download_permit'::regclass)
                           and (contype = 'f' or conrelid <> 'evidence_entry'::regclass)
                         order by contype
                        """).query(String.class).list();
        constraints.forEach(drop -> sql.sql(drop).update());
    }

    int updateEntry(Random random, String change) {
        return sql.sql("update evidence_entry set " + change + " where chain_id = ? and sequence = ?")
                .params(random.nextInt(4) == 0 ? new UUID(0, 0) : chain(), random.nextInt(1, 12))
                .update();
    }

    int updateCheckpoint(Random random, String change) {
        return sql.sql("""
                        update checkpoint set %s
                         where number = (select number from checkpoint order by number desc offset %d limit 1)
                        """.formatted(change, random.nextInt(5))).update();
    }

    int updateChain(String change) {
        return ofChain("update evidence_chain set " + change + " where chain_id = ?");
    }

    /** @param statement with the chain as its one parameter */
    int ofChain(String statement) {
        return sql.sql(statement).param(chain()).update();
    }

    /** A change of each column, but of those that say nothing beyond what others say. */
    List<String> changes(String table) {
        return sql.sql("""
                        select column_name || ' = ' || replace(case data_type
                                   when 'uuid' then 'gen_random_uuid()'
                                   when 'text' then $$coalesce(%, '') || 'x'$$
                                   when 'integer' then '% + 1'
                                   when 'date' then 'coalesce(%, current_date) - 1'
                                   when 'bytea' then 'substring(sha256(%) for length(%))'
                                   when 'boolean' then 'not %'
                                   when 'inet' then $$inet '192.0.2.77'$$
                                   when 'timestamp with time zone' then $$coalesce(%, now()) - interval '1 microsecond'$$
                               end, '%', column_name)
                          from information_schema.columns
                         where table_schema = 'compliance_center' and table_name = :table
                           and (table_name = 'acceptance'
                                or column_name not in ('lifetime', 'granted_in', 'idempotency_key'))
                         order by ordinal_position
                        """).param("table", table).query(String.class).list();
    }

    /** Adds a row beside one that is there, which no entry tells of. */
    int smuggle(String table) {
        return ofChain("""
                insert into %1$s select (jsonb_populate_record(t, jsonb_build_object('id', gen_random_uuid()))).*
                  from %1$s t where organization_id = ? limit 1
                """.formatted(table));
    }

    void setHead(int last) {
        sql.sql("""
                        update evidence_chain c set sequence = e.sequence, hash = e.hash, recorded_at = e.recorded_at
                          from evidence_entry e where c.chain_id = ? and e.chain_id = c.chain_id and e.sequence = ?
                        """).params(chain(), last).update();
    }

    /** Changes an entry and writes all that follows anew, so that the chain holds in itself. */
    int rewrite(int from) {
        sql.sql("""
                        do $$
                        declare
                            chain uuid := '%s';
                            e evidence_entry;
                            last bytea := coalesce((select hash from evidence_entry where chain_id = chain and sequence = %d - 1),
                                                   decode(repeat('00', 32), 'hex'));
                        begin
                            for e in select * from evidence_entry where chain_id = chain and sequence >= %d order by sequence loop
                                e.payload := case when e.sequence = %d
                                    then convert_to(replace(convert_from(e.payload, 'UTF8'), '@', '@x'), 'UTF8')
                                    else e.payload end;
                                update evidence_entry set payload = e.payload, previous_hash = last,
                                       hash = sha256(convert_to(evidence_entry_text(chain, e.sequence, e.recorded_at, e.kind,
                                                                                    last, e.payload), 'UTF8'))
                                 where chain_id = chain and sequence = e.sequence returning hash into last;
                            end loop;
                        end $$
                        """.formatted(chain(), from, from, from)).update();
        setHead(sql.sql("select max(sequence) from evidence_entry where chain_id = ?")
                .param(chain())
                .query(Integer.class)
                .single());
        return from < 12 ? 1 : 0;
    }

    /** Puts another checkpoint in the place of the last, and signs it with the vendor's own key. */
    int signLast(UnaryOperator<CheckpointBody> forgery) {
        CheckpointBody last = CheckpointBody.parse(sql.sql("select body from checkpoint order by number desc limit 1")
                .query(String.class)
                .single());
        CheckpointBody forged = forgery.apply(last);
        return sql.sql("""
                        update checkpoint set root = ?, tree_size = ?, made_at = ?, body = ?, signature = ?
                         where number = ?
                        """)
                .params(
                        HexFormat.of().parseHex(forged.root()),
                        forged.treeSize(),
                        forged.time().atOffset(ZoneOffset.UTC),
                        forged.text(),
                        key.sign(forged),
                        last.number())
                .update();
    }

    int signLastWithSize(IntUnaryOperator size) {
        return signLast(last -> new CheckpointBody(
                last.number(),
                last.time(),
                size.applyAsInt(last.treeSize()),
                last.root(),
                last.previous(),
                last.keySha256()));
    }

    /** Gives the last checkpoint a valid timestamp of another time than its own. */
    int stampLast(Duration delay) throws Exception {
        sql.sql("delete from checkpoint_timestamp").update();
        CheckpointBody last = CheckpointBody.parse(sql.sql("select body from checkpoint order by number desc limit 1")
                .query(String.class)
                .single());
        byte[] signature = sql.sql("select signature from checkpoint where number = ?")
                .param(last.number())
                .query(byte[].class)
                .single();
        byte[] token = StampingParty.root("Root")
                .stamper("Stamper")
                .stamp(signature, last.time().plus(delay));
        return sql.sql("insert into checkpoint_timestamp (checkpoint, token) values (?, ?)")
                .params(last.number(), token)
                .update();
    }

    /** Signs all checkpoints anew, with the vendor's own key, over what is in the database now. */
    void signAnew() {
        sql.sql("""
                        update checkpoint_head h set hash = e.hash
                          from evidence_entry e where e.chain_id = h.chain_id and e.sequence = h.sequence
                        """).update();
        String previous = CheckpointBody.NONE;
        for (String text : sql.sql("select body from checkpoint order by number")
                .query(String.class)
                .list()) {
            CheckpointBody before = CheckpointBody.parse(text);
            CheckpointBody body = new CheckpointBody(
                    before.number(),
                    before.time(),
                    before.treeSize(),
                    HexFormat.of()
                            .formatHex(new MerkleTree(sql.sql("select leaf from tree_leaves(?, ?)")
                                            .params(before.number(), before.treeSize())
                                            .query(byte[].class)
                                            .list())
                                    .root()),
                    previous,
                    before.keySha256());
            sql.sql("update checkpoint set root = ?, body = ?, signature = ? where number = ?")
                    .params(HexFormat.of().parseHex(body.root()), body.text(), key.sign(body), body.number())
                    .update();
            previous = body.sha256();
        }
    }
}
