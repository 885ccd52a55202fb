package io.compliancecenter.evidence.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.compliancecenter.database.OwnerDatabase;
import io.compliancecenter.testing.Actor;
import io.compliancecenter.testing.Actors;
import io.compliancecenter.testing.Fixtures;
import io.compliancecenter.testing.Fixtures.Issued;
import io.compliancecenter.testing.Fixtures.Tenant;
import io.compliancecenter.testing.IntegrationTest;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Savepoint;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.flyway.autoconfigure.FlywayConnectionDetails;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * Whatever somebody does who owns the database and takes its triggers and constraints away is found. Each crime is committed
 * in a transaction that is checked from inside and rolled back.
 */
@IntegrationTest
class DatabaseVerificationIT {

    private static final long SEED = 20261124;
    private static final int CRIMES = 300;

    @Autowired
    Checkpointing checkpointing;

    @Autowired
    OwnerDatabase owner;

    @Autowired
    JdbcConnectionDetails application;

    @Autowired
    FlywayConnectionDetails ownerDetails;

    @Autowired
    Fixtures fixtures;

    @Autowired
    Actors actors;

    @TempDir
    Path directory;

    Tenant tenant;
    Issued issued;
    Path file;
    List<String> keys;

    final ByteArrayOutputStream output = new ByteArrayOutputStream();

    @BeforeEach
    void record() throws Exception {
        tenant = fixtures.organization();
        issued = fixtures.certificate();
        Actor admin = actors.adminOf(tenant);
        for (int round = 0; round < 3; round++) {
            UUID permit = admin.permit(issued, "1 minute");
            admin.inTransaction(sql -> sql.sql("select record_delivery(?, 0, 10, 10, 10, sha256(''))")
                    .param(permit)
                    .query((row, number) -> row)
                    .list());
            admin.inTransaction(sql -> sql.sql("select record_denial(?, 'for a test')")
                    .param(issued.certificate())
                    .query((row, number) -> row)
                    .list());
            checkpointing.run();
        }
        EvidenceDirectory evidence = checkpointing.directory().orElseThrow();
        file = evidence.checkpoints();
        keys = EvidenceDirectory.publicKeys(evidence.path());
    }

    @AfterEach
    void retire() {
        fixtures.retire(issued);
    }

    @Test
    void aRecordThatWasLeftAloneHolds() throws Exception {
        long faults = new DatabaseVerification(file, keys, print()).verify(dataSource());
        assertThat(output()).endsWith("\nALL HOLDS\n");
        assertThat(faults).isZero();
    }

    @Test
    void entriesThatAreNotCoveredYetAreTold() throws Exception {
        actors.adminOf(tenant).permit(issued, "1 minute");
        long faults = new DatabaseVerification(file, keys, print()).verify(dataSource());
        assertThat(faults).isZero();
        assertThat(output()).contains("entries are newer than the last checkpoint");
        checkpointing.run();
    }

    // CheckpointScan: "trustedKeys.contains"
    @Test
    void anotherKeyThanTheVendorsIsNamed() throws Exception {
        String other = PublicKeys.pem(SigningKey.parse(SigningKey.generate()).publicKey());
        assertThat(new DatabaseVerification(file, List.of(other), print()).verify(dataSource()))
                .isPositive();
        assertThat(output()).contains("was signed with another key than the vendor's");
    }

    // DatabaseVerification: compareWithFile
    @Test
    void whatTheFileHasOtherwiseIsNamed() throws Exception {
        List<String> lines = Files.readAllLines(file);
        Path altered = directory.resolve("altered.jsonl");
        CheckpointLine.Signed last = (CheckpointLine.Signed) lines.stream()
                .map(CheckpointLine::parse)
                .filter(CheckpointLine.Signed.class::isInstance)
                .reduce((one, next) -> next)
                .orElseThrow();
        Map<String, String> crimes = Map.of(
                String.join("\n", lines) + "\n" + new CheckpointLine.Signed(last.number() + 1, "x", "", "").json()
                        + "\n",
                "checkpoint " + (last.number() + 1) + ", which the database does not have",
                String.join("\n", lines).replace(last.signature(), "AA==") + "\n",
                "checkpoint " + last.number() + ", which the database has otherwise",
                String.join("\n", lines.subList(1, lines.size())) + "\n",
                "lacks checkpoint 1",
                lines.get(0) + "\n",
                "ends with checkpoint 1, and the database with",
                lines.get(0) + "\nx\n",
                "Line 2 of");
        for (Map.Entry<String, String> crime : crimes.entrySet()) {
            Files.writeString(altered, crime.getKey());
            output.reset();
            assertThat(new DatabaseVerification(altered, keys, print()).verify(dataSource()))
                    .isPositive();
            assertThat(output()).contains(crime.getValue());
        }
        output.reset();
        assertThat(new DatabaseVerification(directory.resolve("none"), keys, print()).verify(dataSource()))
                .isEqualTo(1);
    }

    /** Fails without any one of the checks; which one is in the crime's name. */
    @Test
    void everyCrimeIsFound() throws Exception {
        Random random = new Random(SEED);
        int committed = 0;
        Set<Crime> seen = EnumSet.noneOf(Crime.class);
        try (Connection connection = dataSource().getConnection()) {
            connection.setAutoCommit(false);
            JdbcClient sql = JdbcClient.create(new SingleConnectionDataSource(connection, true));
            takeProtectionsAway(sql);
            assertThat(new DatabaseVerification(file, keys, print()).verify(connection, connection))
                    .as(output())
                    .isZero();
            while (committed < CRIMES) {
                Crime crime = Crime.values()[random.nextInt(Crime.values().length)];
                Savepoint before = connection.setSavepoint();
                int changed = crime.commit(this, sql, random);
                if (changed > 0) {
                    output.reset();
                    long faults = new DatabaseVerification(file, keys, print()).verify(connection, connection);
                    assertThat(faults)
                            .as("%s, number %d: %s", crime, committed, output())
                            .isPositive();
                    assertThat(output()).as(crime.toString()).contains(crime.finding);
                    seen.add(crime);
                    committed++;
                }
                connection.rollback(before);
            }
            connection.rollback();
        }
        assertThat(seen).containsExactlyInAnyOrder(Crime.values());
    }

    private static void takeProtectionsAway(JdbcClient sql) {
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

    /** What somebody does, and what must be said of it. */
    enum Crime {
        PAYLOAD_BYTE("is not what was recorded") {
            @Override
            int commit(DatabaseVerificationIT test, JdbcClient sql, Random random) {
                return test.updateEntry(
                        sql,
                        random,
                        "payload = set_byte(payload, %1$d %% length(payload), get_byte(payload, %1$d %% length(payload)) # %2$d)"
                                .formatted(random.nextInt(5000), 1 << random.nextInt(8)));
            }
        },
        HASH("is not what was recorded") {
            @Override
            int commit(DatabaseVerificationIT test, JdbcClient sql, Random random) {
                return test.updateEntry(sql, random, "hash = " + randomHash(random));
            }
        },
        PREVIOUS_HASH("does not follow the one before it") {
            @Override
            int commit(DatabaseVerificationIT test, JdbcClient sql, Random random) {
                return test.updateEntry(sql, random, "previous_hash = " + randomHash(random));
            }
        },
        TIME("is not what was recorded") {
            @Override
            int commit(DatabaseVerificationIT test, JdbcClient sql, Random random) {
                return test.updateEntry(
                        sql,
                        random,
                        "recorded_at = recorded_at + %d * interval '1 microsecond'"
                                .formatted(random.nextBoolean() ? 1 : -1_000_000L * random.nextInt(1, 1_000_000)));
            }
        },
        KIND("is not what was recorded") {
            @Override
            int commit(DatabaseVerificationIT test, JdbcClient sql, Random random) {
                return test.updateEntry(sql, random, "kind = kind || 'x'");
            }
        },
        FILED_ELSEWHERE("is filed under another") {
            @Override
            int commit(DatabaseVerificationIT test, JdbcClient sql, Random random) {
                String column =
                        List.of("user_id", "certificate_id", "subject_id").get(random.nextInt(3));
                String value =
                        random.nextBoolean() ? "gen_random_uuid()" : "nullif(coalesce(%1$s, gen_random_uuid()), %1$s)";
                return test.updateEntry(sql, random, column + " = " + value.formatted(column));
            }
        },
        REMOVED("what was") {
            @Override
            int commit(DatabaseVerificationIT test, JdbcClient sql, Random random) {
                return sql.sql("""
                                delete from evidence_entry e where (chain_id, sequence) = (
                                    select chain_id, sequence from evidence_entry o
                                     where exists (select from evidence_entry later where later.chain_id = o.chain_id
                                                      and later.sequence > o.sequence)
                                     order by chain_id, sequence offset %d limit 1)
                                """.formatted(random.nextInt(20))).update();
            }
        },
        SWAPPED("is not what was recorded") {
            @Override
            int commit(DatabaseVerificationIT test, JdbcClient sql, Random random) {
                int first = random.nextInt(1, 12);
                return sql.sql("""
                                update evidence_entry e set payload = o.payload, kind = o.kind, user_id = o.user_id,
                                       certificate_id = o.certificate_id, subject_id = o.subject_id
                                  from evidence_entry o
                                 where e.chain_id = ? and o.chain_id = e.chain_id and e.sequence + o.sequence = ?
                                   and e.sequence in (?, ?)
                                """)
                        .params(test.tenant.id(), 2 * first + 1, first, first + 1)
                        .update();
            }
        },
        TAIL_CUT("is not the one that was there when checkpoint") {
            @Override
            int commit(DatabaseVerificationIT test, JdbcClient sql, Random random) {
                int last = random.nextInt(1, 12);
                int cut = sql.sql("delete from evidence_entry where chain_id = ? and sequence > ?")
                        .params(test.tenant.id(), last)
                        .update();
                test.setHead(sql, last);
                return cut;
            }
        },
        HEAD_LEFT_BEHIND("its end is not the one that is stored for it") {
            @Override
            int commit(DatabaseVerificationIT test, JdbcClient sql, Random random) {
                return sql.sql("""
                                update evidence_chain set hash = %s where chain_id = ?
                                """.formatted(randomHash(random)))
                        .param(test.tenant.id())
                        .update();
            }
        },
        REWRITTEN("is not the one that was there when checkpoint") {
            @Override
            int commit(DatabaseVerificationIT test, JdbcClient sql, Random random) {
                return test.rewrite(sql, random.nextInt(1, 12));
            }
        },
        REWRITTEN_AND_SIGNED_ANEW("which the database has otherwise") {
            @Override
            int commit(DatabaseVerificationIT test, JdbcClient sql, Random random) {
                int rewritten = test.rewrite(sql, random.nextInt(1, 12));
                test.signAnew(sql);
                return rewritten;
            }
        },
        CHECKPOINT_TEXT("checkpoint") {
            @Override
            int commit(DatabaseVerificationIT test, JdbcClient sql, Random random) {
                return test.updateCheckpoint(
                        sql, random, "body = overlay(body placing 'a' from %d)".formatted(random.nextInt(1, 300)));
            }
        },
        CHECKPOINT_SIGNATURE("its signature is not that of its key") {
            @Override
            int commit(DatabaseVerificationIT test, JdbcClient sql, Random random) {
                int at = random.nextInt(64);
                return test.updateCheckpoint(
                        sql,
                        random,
                        "signature = set_byte(signature, %1$d, get_byte(signature, %1$d) # 1)".formatted(at));
            }
        },
        CHECKPOINT_COLUMNS("what is stored beside its text is not what its text says") {
            @Override
            int commit(DatabaseVerificationIT test, JdbcClient sql, Random random) {
                return test.updateCheckpoint(
                        sql,
                        random,
                        List.of(
                                        "root = " + randomHash(random),
                                        "tree_size = tree_size * 2",
                                        "made_at = made_at - interval '1 h'")
                                .get(random.nextInt(3)));
            }
        },
        CHECKPOINT_REMOVED("missing") {
            @Override
            int commit(DatabaseVerificationIT test, JdbcClient sql, Random random) {
                return sql.sql("""
                                delete from checkpoint where number =
                                    (select number from checkpoint where number < (select max(number) from checkpoint)
                                      order by number desc offset %d limit 1)
                                """.formatted(random.nextInt(5))).update();
            }
        },
        LAST_CHECKPOINT_REMOVED("which the database does not have") {
            @Override
            int commit(DatabaseVerificationIT test, JdbcClient sql, Random random) {
                sql.sql("delete from checkpoint_head where checkpoint = (select max(number) from checkpoint)")
                        .update();
                return sql.sql("delete from checkpoint where number = (select max(number) from checkpoint)")
                        .update();
            }
        },
        SIGNED_HEAD("its root is not that") {
            @Override
            int commit(DatabaseVerificationIT test, JdbcClient sql, Random random) {
                return sql.sql("""
                                update checkpoint_head set %s
                                 where (chain_id, checkpoint) = (select chain_id, checkpoint from checkpoint_head
                                                                  where chain_id = ? order by checkpoint offset %d limit 1)
                                """.formatted(
                                random.nextBoolean() ? "hash = " + randomHash(random) : "sequence = sequence - 1",
                                random.nextInt(3)))
                        .param(test.tenant.id())
                        .update();
            }
        },
        SIGNED_HEAD_REMOVED("its root is not that") {
            @Override
            int commit(DatabaseVerificationIT test, JdbcClient sql, Random random) {
                return sql.sql("""
                                delete from checkpoint_head
                                 where (chain_id, checkpoint) = (select chain_id, checkpoint from checkpoint_head
                                                                  where chain_id = ? order by checkpoint offset %d limit 1)
                                """.formatted(random.nextInt(3)))
                        .param(test.tenant.id())
                        .update();
            }
        },
        PLACE("its root is not that") {
            @Override
            int commit(DatabaseVerificationIT test, JdbcClient sql, Random random) {
                return sql.sql("update checkpoint_slot set slot = (slot + 1) % 1024 where chain_id = ?")
                        .param(test.tenant.id())
                        .update();
            }
        },
        ACCEPTANCE("is not as it was recorded in the chain") {
            @Override
            int commit(DatabaseVerificationIT test, JdbcClient sql, Random random) {
                String change = List.of(
                                "name = name || 'x'",
                                "accepted_at = accepted_at - interval '1 microsecond'",
                                "checkbox_label = 'I never agreed'",
                                "client_address = '192.0.2.1'",
                                "user_id = gen_random_uuid()")
                        .get(random.nextInt(5));
                return sql.sql("update acceptance set " + change + " where organization_id = ?")
                        .param(test.tenant.id())
                        .update();
            }
        },
        ACCEPTANCE_REMOVED("is not as it was recorded in the chain") {
            @Override
            int commit(DatabaseVerificationIT test, JdbcClient sql, Random random) {
                return sql.sql("delete from acceptance where organization_id = ?")
                        .param(test.tenant.id())
                        .update();
            }
        },
        PERMIT("is not as it was recorded in the chain") {
            @Override
            int commit(DatabaseVerificationIT test, JdbcClient sql, Random random) {
                String change = List.of(
                                "serial = substring(sha256(serial) for 16)",
                                "email = 'x' || email",
                                "expires_at = expires_at + interval '1 day'",
                                "acceptance_id = gen_random_uuid()")
                        .get(random.nextInt(4));
                return sql.sql("update download_permit set " + change + " where organization_id = ?")
                        .param(test.tenant.id())
                        .update();
            }
        },
        RECORDED_TWICE("is recorded more than once") {
            @Override
            int commit(DatabaseVerificationIT test, JdbcClient sql, Random random) {
                return sql.sql("""
                                select append_evidence(chain_id, kind, convert_from(payload, 'UTF8')::json, user_id,
                                                       certificate_id, subject_id)
                                  from evidence_entry where chain_id = ? and kind = 'permit-granted' limit 1
                                """)
                        .param(test.tenant.id())
                        .query(Long.class)
                        .list()
                        .size();
            }
        };

        private final String finding;

        Crime(String finding) {
            this.finding = finding;
        }

        /** How many rows it changed; none if it could not be committed where chance wanted it. */
        abstract int commit(DatabaseVerificationIT test, JdbcClient sql, Random random);

        private static String randomHash(Random random) {
            byte[] hash = new byte[32];
            random.nextBytes(hash);
            return "'\\x" + HexFormat.of().formatHex(hash) + "'::bytea";
        }
    }

    private int updateEntry(JdbcClient sql, Random random, String change) {
        return sql.sql("update evidence_entry set " + change + " where chain_id = ? and sequence = ?")
                .params(random.nextInt(4) == 0 ? new UUID(0, 0) : tenant.id(), random.nextInt(1, 12))
                .update();
    }

    private int updateCheckpoint(JdbcClient sql, Random random, String change) {
        return sql.sql("""
                        update checkpoint set %s
                         where number = (select number from checkpoint order by number desc offset %d limit 1)
                        """.formatted(change, random.nextInt(5))).update();
    }

    private void setHead(JdbcClient sql, int last) {
        sql.sql("""
                        update evidence_chain c set sequence = e.sequence, hash = e.hash, recorded_at = e.recorded_at
                          from evidence_entry e where c.chain_id = ? and e.chain_id = c.chain_id and e.sequence = ?
                        """).params(tenant.id(), last).update();
    }

    /** Changes an entry and writes all that follows anew, so that the chain holds in itself. */
    private int rewrite(JdbcClient sql, int from) {
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
                        """.formatted(tenant.id(), from, from, from)).update();
        setHead(
                sql,
                sql.sql("select max(sequence) from evidence_entry where chain_id = ?")
                        .param(tenant.id())
                        .query(Integer.class)
                        .single());
        return from < 12 ? 1 : 0;
    }

    /** Signs all checkpoints anew, with the vendor's own key, over what is in the database now. */
    private void signAnew(JdbcClient sql) {
        SigningKey key = SigningKey.read(checkpointing.directory().orElseThrow().key());
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

    // EntryText: any of the fields
    @Test
    void theTextOfAnEntryIsTheSameHereAndInTheDatabase() {
        List<String> different = owner.work(sql -> {
            List<String> wrong = new ArrayList<>();
            EntryText text = new EntryText();
            sql.sql("""
                            select *, evidence_entry_text(chain, sequence, at, kind, previous, payload) as text,
                                   cast(extract(epoch from at - timestamptz '2000-01-01 00:00:00+00') * 1000000 as bigint)
                                       as micros
                              from (select gen_random_uuid() as chain,
                                           cast(power(10, random() * 15) as bigint) as sequence,
                                           timestamptz '1999-12-01 00:00:00+00' + random() * interval '400 years' as at,
                                           repeat('é', cast(random() * 20 as integer)) || 'kind' as kind,
                                           sha256(random()::text::bytea) as previous,
                                           random()::text::bytea as payload
                                      from generate_series(1, 2000)) rows
                            """)
                    .query((row, number) -> {
                        text.hash(new EntryRow(
                                row.getObject("chain", UUID.class),
                                row.getLong("sequence"),
                                row.getLong("micros"),
                                row.getString("kind").getBytes(StandardCharsets.UTF_8),
                                row.getBytes("payload"),
                                row.getBytes("previous"),
                                new byte[0],
                                null,
                                null,
                                null));
                        if (!text.toString().equals(row.getString("text"))) {
                            wrong.add(text + " is not " + row.getString("text"));
                        }
                        return number;
                    })
                    .list();
            return wrong;
        });
        assertThat(different).isEmpty();
    }

    private DriverManagerDataSource dataSource() {
        return new DriverManagerDataSource(
                application.getJdbcUrl(), ownerDetails.getUsername(), ownerDetails.getPassword());
    }

    private PrintStream print() {
        return new PrintStream(output, true, StandardCharsets.UTF_8);
    }

    private String output() {
        return output.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
    }
}
