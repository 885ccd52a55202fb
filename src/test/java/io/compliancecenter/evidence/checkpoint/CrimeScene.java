package io.compliancecenter.evidence.checkpoint;

import io.compliancecenter.testing.Fixtures.Tenant;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A record in the hands of somebody who owns the database.
 *
 * @param sql in a transaction that will be rolled back
 * @param tenant whose chain it is
 * @param key the vendor's own
 */
record CrimeScene(JdbcClient sql, Tenant tenant, SigningKey key) {

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
                "acceptance",
                "download_permit")) {
            sql.sql("alter table " + table + " disable trigger user").update();
            sql.sql("alter table " + table + " no force row level security").update();
        }
        List<String> constraints = sql.sql("""
                        select format('alter table %s drop constraint %I cascade', conrelid::regclass, conname)
                          from pg_constraint
                         where contype in ('f', 'p', 'u')
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
                            .formatHex(MerkleTree.root(Checkpoints.leaves(sql, before.number(), before.treeSize()))),
                    previous,
                    before.keySha256());
            sql.sql("update checkpoint set root = ?, body = ?, signature = ? where number = ?")
                    .params(HexFormat.of().parseHex(body.root()), body.text(), key.sign(body), body.number())
                    .update();
            previous = body.sha256();
        }
    }
}
