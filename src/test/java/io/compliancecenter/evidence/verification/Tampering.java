package io.compliancecenter.evidence.verification;

import io.compliancecenter.evidence.checkpoint.CheckpointBody;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;

/** What somebody does, and what must be said of it: by no other check than the one that the words are from. */
enum Tampering {
    PAYLOAD_BYTE("is not what was recorded") {
        @Override
        int commit(TamperingFixture scene, Random random) {
            return scene.updateEntry(
                    random,
                    "payload = set_byte(payload, %1$d %% length(payload), get_byte(payload, %1$d %% length(payload)) # %2$d)"
                            .formatted(random.nextInt(5000), 1 << random.nextInt(8)));
        }
    },
    HASH("is not what was recorded") {
        @Override
        int commit(TamperingFixture scene, Random random) {
            return scene.updateEntry(random, "hash = " + randomHash(random));
        }
    },
    PREVIOUS_HASH("does not follow the entry before it") {
        @Override
        int commit(TamperingFixture scene, Random random) {
            return scene.updateEntry(random, "previous_hash = " + randomHash(random));
        }
    },
    TIME("is not what was recorded") {
        @Override
        int commit(TamperingFixture scene, Random random) {
            return scene.updateEntry(
                    random,
                    "recorded_at = recorded_at + %d * interval '1 microsecond'"
                            .formatted(random.nextBoolean() ? 1 : -1_000_000L * random.nextInt(1, 1_000_000)));
        }
    },
    KIND("is not what was recorded") {
        @Override
        int commit(TamperingFixture scene, Random random) {
            return scene.updateEntry(random, "kind = kind || 'x'");
        }
    },
    FILED_ELSEWHERE("is filed under another") {
        @Override
        int commit(TamperingFixture scene, Random random) {
            String column = List.of("user_id", "certificate_id", "subject_id").get(random.nextInt(3));
            String value =
                    random.nextBoolean() ? "gen_random_uuid()" : "nullif(coalesce(%1$s, gen_random_uuid()), %1$s)";
            return scene.updateEntry(random, column + " = " + value.formatted(column));
        }
    },
    REMOVED("chain .* entries .* missing") {
        @Override
        int commit(TamperingFixture scene, Random random) {
            return scene.sql().sql("""
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
        int commit(TamperingFixture scene, Random random) {
            int first = random.nextInt(1, 12);
            return scene.sql()
                    .sql("""
                            update evidence_entry e set payload = o.payload, kind = o.kind, user_id = o.user_id,
                                   certificate_id = o.certificate_id, subject_id = o.subject_id
                              from evidence_entry o
                             where e.chain_id = ? and o.chain_id = e.chain_id and e.sequence + o.sequence = ?
                               and e.sequence in (?, ?)
                            """)
                    .params(scene.chain(), 2 * first + 1, first, first + 1)
                    .update();
        }
    },
    TAIL_CUT("is not the entry that checkpoint") {
        @Override
        int commit(TamperingFixture scene, Random random) {
            int last = random.nextInt(1, 12);
            int cut = scene.sql()
                    .sql("delete from evidence_entry where chain_id = ? and sequence > ?")
                    .params(scene.chain(), last)
                    .update();
            scene.setHead(last);
            return cut;
        }
    },
    END_OF_OTHER_HASH("its last entry is not the one that is stored for it") {
        @Override
        int commit(TamperingFixture scene, Random random) {
            return scene.updateChain("hash = " + randomHash(random));
        }
    },
    END_OF_OTHER_SEQUENCE("its last entry is not the one that is stored for it") {
        @Override
        int commit(TamperingFixture scene, Random random) {
            return scene.updateChain("sequence = sequence + 1");
        }
    },
    END_OF_OTHER_TIME("its last entry is not the one that is stored for it") {
        @Override
        int commit(TamperingFixture scene, Random random) {
            return scene.updateChain("recorded_at = recorded_at + interval '1 microsecond'");
        }
    },
    END_REMOVED("its last entry is not the one that is stored for it") {
        @Override
        int commit(TamperingFixture scene, Random random) {
            return scene.ofChain("delete from evidence_chain where chain_id = ?");
        }
    },
    CHAIN_REMOVED("its last entry is not the one that is stored for it") {
        @Override
        int commit(TamperingFixture scene, Random random) {
            return scene.ofChain("delete from evidence_entry where chain_id = ?");
        }
    },
    REWRITTEN("is not the entry that checkpoint") {
        @Override
        int commit(TamperingFixture scene, Random random) {
            return scene.rewrite(random.nextInt(1, 12));
        }
    },
    REWRITTEN_AND_SIGNED_ANEW("which differs in the database") {
        @Override
        int commit(TamperingFixture scene, Random random) {
            int rewritten = scene.rewrite(random.nextInt(1, 12));
            scene.signAnew();
            return rewritten;
        }
    },
    CHECKPOINT_TEXT("checkpoint") {
        @Override
        int commit(TamperingFixture scene, Random random) {
            // Never the letter that is there.
            return scene.updateCheckpoint(
                    random,
                    "body = overlay(body placing case substring(body from %1$d for 1) when 'a' then 'b' else 'a' end from %1$d)"
                            .formatted(random.nextInt(1, 300)));
        }
    },
    CHECKPOINT_SIGNATURE("its signature was not made with its key") {
        @Override
        int commit(TamperingFixture scene, Random random) {
            int at = random.nextInt(64);
            return scene.updateCheckpoint(
                    random, "signature = set_byte(signature, %1$d, get_byte(signature, %1$d) # 1)".formatted(at));
        }
    },
    CHECKPOINT_ROOT("its columns differ from its text") {
        @Override
        int commit(TamperingFixture scene, Random random) {
            return scene.updateCheckpoint(random, "root = " + randomHash(random));
        }
    },
    CHECKPOINT_SIZE("its columns differ from its text") {
        @Override
        int commit(TamperingFixture scene, Random random) {
            return scene.updateCheckpoint(random, "tree_size = tree_size * 2");
        }
    },
    CHECKPOINT_TIME("its columns differ from its text") {
        @Override
        int commit(TamperingFixture scene, Random random) {
            return scene.updateCheckpoint(random, "made_at = made_at - interval '1 microsecond'");
        }
    },
    CHECKPOINT_NUMBER("its columns differ from its text") {
        @Override
        int commit(TamperingFixture scene, Random random) {
            return scene.updateCheckpoint(random, "number = number + 1000000");
        }
    },
    CHECKPOINT_LINKED_ELSEWHERE("checkpoint \\d+: does not follow checkpoint \\d+") {
        @Override
        int commit(TamperingFixture scene, Random random) {
            return scene.signLast(last -> new CheckpointBody(
                    last.number(), last.time(), last.treeSize(), last.root(), last.root(), last.keySha256()));
        }
    },
    CHECKPOINT_BACKDATED("checkpoint \\d+: is older than the one before it") {
        @Override
        int commit(TamperingFixture scene, Random random) {
            return scene.signLast(last -> new CheckpointBody(
                    last.number(),
                    last.time().minus(Duration.ofDays(1)),
                    last.treeSize(),
                    last.root(),
                    last.previous(),
                    last.keySha256()));
        }
    },
    TREE_OF_NO_POWER("its tree cannot have \\d+ leaves") {
        @Override
        int commit(TamperingFixture scene, Random random) {
            return scene.signLastWithSize(size -> 3 * size);
        }
    },
    TREE_SMALLER("its tree cannot have \\d+ leaves") {
        @Override
        int commit(TamperingFixture scene, Random random) {
            return scene.signLastWithSize(size -> size / 2);
        }
    },
    TREE_TOO_LARGE("its tree cannot have \\d+ leaves") {
        @Override
        int commit(TamperingFixture scene, Random random) {
            return scene.signLastWithSize(size -> 1 << 23);
        }
    },
    TIMESTAMP_BEFORE_SIGNATURE("its timestamp is of .*, before it was signed") {
        @Override
        int commit(TamperingFixture scene, Random random) throws Exception {
            return scene.stampLast(Duration.ofMinutes(-6 - random.nextInt(100)));
        }
    },
    TIME_STAMP("its timestamp is not valid") {
        @Override
        int commit(TamperingFixture scene, Random random) {
            scene.sql().sql("delete from checkpoint_timestamp").update();
            return scene.sql()
                    .sql("insert into checkpoint_timestamp (checkpoint, token) select max(number), 'x' from checkpoint")
                    .update();
        }
    },
    CHECKPOINT_REMOVED("checkpoint \\d+: comes after checkpoint \\d+; the checkpoints between them are missing") {
        @Override
        int commit(TamperingFixture scene, Random random) {
            return scene.sql().sql("""
                            delete from checkpoint where number =
                                (select number from checkpoint where number < (select max(number) from checkpoint)
                                  order by number desc offset %d limit 1)
                            """.formatted(random.nextInt(5))).update();
        }
    },
    LAST_CHECKPOINT_REMOVED("which the database does not have") {
        @Override
        int commit(TamperingFixture scene, Random random) {
            scene.sql()
                    .sql("delete from checkpoint_head where checkpoint = (select max(number) from checkpoint)")
                    .update();
            return scene.sql()
                    .sql("delete from checkpoint where number = (select max(number) from checkpoint)")
                    .update();
        }
    },
    SIGNED_HEAD("its root is not that of the chain heads") {
        @Override
        int commit(TamperingFixture scene, Random random) {
            return scene.sql()
                    .sql("""
                            update checkpoint_head set %s
                             where (chain_id, checkpoint) = (select chain_id, checkpoint from checkpoint_head
                                                              where chain_id = ? order by checkpoint offset %d limit 1)
                            """.formatted(
                                    random.nextBoolean() ? "hash = " + randomHash(random) : "sequence = sequence - 1",
                                    random.nextInt(3)))
                    .param(scene.chain())
                    .update();
        }
    },
    SIGNED_HEAD_REMOVED("its root is not that of the chain heads") {
        @Override
        int commit(TamperingFixture scene, Random random) {
            return scene.sql()
                    .sql("""
                            delete from checkpoint_head
                             where (chain_id, checkpoint) = (select chain_id, checkpoint from checkpoint_head
                                                              where chain_id = ? order by checkpoint offset %d limit 1)
                            """.formatted(random.nextInt(3)))
                    .param(scene.chain())
                    .update();
        }
    },
    SIGNED_BACKWARDS("entry 1: is not the entry that checkpoint") {
        @Override
        int commit(TamperingFixture scene, Random random) {
            return scene.ofChain("""
                    update checkpoint_head h set sequence = e.sequence, hash = e.hash from evidence_entry e
                     where h.chain_id = ? and e.chain_id = h.chain_id and e.sequence = 1
                       and h.checkpoint = (select max(checkpoint) from checkpoint_head o where o.chain_id = h.chain_id)
                    """);
        }
    },
    SIGNED_HEAD_OF_NO_CHECKPOINT("chain heads are stored for checkpoint \\d+, which is missing") {
        @Override
        int commit(TamperingFixture scene, Random random) {
            return scene.ofChain("""
                    insert into checkpoint_head (chain_id, checkpoint, sequence, hash)
                    select chain_id, (select max(number) + 1 from checkpoint), sequence, hash
                      from evidence_chain where chain_id = ?
                    """);
        }
    },
    SIGNED_HEAD_OF_CHECKPOINT_ZERO("has no slot in its tree") {
        @Override
        int commit(TamperingFixture scene, Random random) {
            return scene.ofChain("""
                    insert into checkpoint_head (chain_id, checkpoint, sequence, hash)
                    select chain_id, 0, sequence, hash from evidence_chain where chain_id = ?
                    """);
        }
    },
    PLACE_REMOVED("has no slot in its tree") {
        @Override
        int commit(TamperingFixture scene, Random random) {
            return scene.ofChain("delete from checkpoint_slot where chain_id = ?");
        }
    },
    PLACE_OUTSIDE("has no slot in its tree") {
        @Override
        int commit(TamperingFixture scene, Random random) {
            return scene.ofChain("update checkpoint_slot set slot = 1000000000 where chain_id = ?");
        }
    },
    PLACE("its root is not that of the chain heads") {
        @Override
        int commit(TamperingFixture scene, Random random) {
            return scene.sql()
                    .sql("update checkpoint_slot set slot = (slot + 1) % 1024 where chain_id = ?")
                    .param(scene.chain())
                    .update();
        }
    },
    ACCEPTANCE_REMOVED("acceptance .* differs from its entry in the chain") {
        @Override
        int commit(TamperingFixture scene, Random random) {
            return scene.sql()
                    .sql("delete from acceptance where organization_id = ?")
                    .param(scene.chain())
                    .update();
        }
    },
    PERMIT_REMOVED("permit .* differs from its entry in the chain") {
        @Override
        int commit(TamperingFixture scene, Random random) {
            return scene.ofChain("delete from download_permit where organization_id = ?");
        }
    },
    ACCEPTANCE_SMUGGLED("acceptance .* differs from its entry in the chain") {
        @Override
        int commit(TamperingFixture scene, Random random) {
            return scene.smuggle("acceptance");
        }
    },
    PERMIT_SMUGGLED("permit .* differs from its entry in the chain") {
        @Override
        int commit(TamperingFixture scene, Random random) {
            return scene.smuggle("download_permit");
        }
    },
    RECORDED_TWICE("is recorded more than once") {
        @Override
        int commit(TamperingFixture scene, Random random) {
            return scene.sql()
                    .sql("""
                            select append_evidence(chain_id, kind, convert_from(payload, 'UTF8')::json, user_id,
                                                   certificate_id, subject_id)
                              from evidence_entry where chain_id = ? and kind = 'permit-granted' limit 1
                            """)
                    .param(scene.chain())
                    .query(Long.class)
                    .list()
                    .size();
        }
    };

    private final String finding;

    Tampering(String finding) {
        this.finding = finding;
    }

    /** A pattern that the report must have. */
    String finding() {
        return finding;
    }

    /** How many rows it changed; none if it could not be committed where chance wanted it. */
    abstract int commit(TamperingFixture scene, Random random) throws Exception;

    private static String randomHash(Random random) {
        byte[] hash = new byte[32];
        random.nextBytes(hash);
        return "'\\x" + HexFormat.of().formatHex(hash) + "'::bytea";
    }
}
