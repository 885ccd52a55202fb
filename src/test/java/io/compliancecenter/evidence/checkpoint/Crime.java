package io.compliancecenter.evidence.checkpoint;

import java.util.HexFormat;
import java.util.List;
import java.util.Random;

/** What somebody does, and what must be said of it. */
enum Crime {
    PAYLOAD_BYTE("is not what was recorded") {
        @Override
        int commit(CrimeScene scene, Random random) {
            return scene.updateEntry(
                    random,
                    "payload = set_byte(payload, %1$d %% length(payload), get_byte(payload, %1$d %% length(payload)) # %2$d)"
                            .formatted(random.nextInt(5000), 1 << random.nextInt(8)));
        }
    },
    HASH("is not what was recorded") {
        @Override
        int commit(CrimeScene scene, Random random) {
            return scene.updateEntry(random, "hash = " + randomHash(random));
        }
    },
    PREVIOUS_HASH("does not follow the one before it") {
        @Override
        int commit(CrimeScene scene, Random random) {
            return scene.updateEntry(random, "previous_hash = " + randomHash(random));
        }
    },
    TIME("is not what was recorded") {
        @Override
        int commit(CrimeScene scene, Random random) {
            return scene.updateEntry(
                    random,
                    "recorded_at = recorded_at + %d * interval '1 microsecond'"
                            .formatted(random.nextBoolean() ? 1 : -1_000_000L * random.nextInt(1, 1_000_000)));
        }
    },
    KIND("is not what was recorded") {
        @Override
        int commit(CrimeScene scene, Random random) {
            return scene.updateEntry(random, "kind = kind || 'x'");
        }
    },
    FILED_ELSEWHERE("is filed under another") {
        @Override
        int commit(CrimeScene scene, Random random) {
            String column = List.of("user_id", "certificate_id", "subject_id").get(random.nextInt(3));
            String value =
                    random.nextBoolean() ? "gen_random_uuid()" : "nullif(coalesce(%1$s, gen_random_uuid()), %1$s)";
            return scene.updateEntry(random, column + " = " + value.formatted(column));
        }
    },
    REMOVED("what was") {
        @Override
        int commit(CrimeScene scene, Random random) {
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
        int commit(CrimeScene scene, Random random) {
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
    TAIL_CUT("is not the one that was there when checkpoint") {
        @Override
        int commit(CrimeScene scene, Random random) {
            int last = random.nextInt(1, 12);
            int cut = scene.sql()
                    .sql("delete from evidence_entry where chain_id = ? and sequence > ?")
                    .params(scene.chain(), last)
                    .update();
            scene.setHead(last);
            return cut;
        }
    },
    HEAD_LEFT_BEHIND("its end is not the one that is stored for it") {
        @Override
        int commit(CrimeScene scene, Random random) {
            return scene.sql()
                    .sql("""
                            update evidence_chain set hash = %s where chain_id = ?
                            """.formatted(randomHash(random)))
                    .param(scene.chain())
                    .update();
        }
    },
    REWRITTEN("is not the one that was there when checkpoint") {
        @Override
        int commit(CrimeScene scene, Random random) {
            return scene.rewrite(random.nextInt(1, 12));
        }
    },
    REWRITTEN_AND_SIGNED_ANEW("which the database has otherwise") {
        @Override
        int commit(CrimeScene scene, Random random) {
            int rewritten = scene.rewrite(random.nextInt(1, 12));
            scene.signAnew();
            return rewritten;
        }
    },
    CHECKPOINT_TEXT("checkpoint") {
        @Override
        int commit(CrimeScene scene, Random random) {
            // Never the letter that is there.
            return scene.updateCheckpoint(
                    random,
                    "body = overlay(body placing case substring(body from %1$d for 1) when 'a' then 'b' else 'a' end from %1$d)"
                            .formatted(random.nextInt(1, 300)));
        }
    },
    CHECKPOINT_SIGNATURE("its signature is not that of its key") {
        @Override
        int commit(CrimeScene scene, Random random) {
            int at = random.nextInt(64);
            return scene.updateCheckpoint(
                    random, "signature = set_byte(signature, %1$d, get_byte(signature, %1$d) # 1)".formatted(at));
        }
    },
    CHECKPOINT_COLUMNS("what is stored beside its text is not what its text says") {
        @Override
        int commit(CrimeScene scene, Random random) {
            return scene.updateCheckpoint(
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
        int commit(CrimeScene scene, Random random) {
            return scene.sql().sql("""
                            delete from checkpoint where number =
                                (select number from checkpoint where number < (select max(number) from checkpoint)
                                  order by number desc offset %d limit 1)
                            """.formatted(random.nextInt(5))).update();
        }
    },
    LAST_CHECKPOINT_REMOVED("which the database does not have") {
        @Override
        int commit(CrimeScene scene, Random random) {
            scene.sql()
                    .sql("delete from checkpoint_head where checkpoint = (select max(number) from checkpoint)")
                    .update();
            return scene.sql()
                    .sql("delete from checkpoint where number = (select max(number) from checkpoint)")
                    .update();
        }
    },
    SIGNED_HEAD("its root is not that") {
        @Override
        int commit(CrimeScene scene, Random random) {
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
    SIGNED_HEAD_REMOVED("its root is not that") {
        @Override
        int commit(CrimeScene scene, Random random) {
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
    PLACE("its root is not that") {
        @Override
        int commit(CrimeScene scene, Random random) {
            return scene.sql()
                    .sql("update checkpoint_slot set slot = (slot + 1) % 1024 where chain_id = ?")
                    .param(scene.chain())
                    .update();
        }
    },
    ACCEPTANCE("is not as it was recorded in the chain") {
        @Override
        int commit(CrimeScene scene, Random random) {
            String change = List.of(
                            "name = name || 'x'",
                            "accepted_at = accepted_at - interval '1 microsecond'",
                            "checkbox_label = 'I never agreed'",
                            "client_address = '192.0.2.1'",
                            "user_id = gen_random_uuid()")
                    .get(random.nextInt(5));
            return scene.sql()
                    .sql("update acceptance set " + change + " where organization_id = ?")
                    .param(scene.chain())
                    .update();
        }
    },
    ACCEPTANCE_REMOVED("is not as it was recorded in the chain") {
        @Override
        int commit(CrimeScene scene, Random random) {
            return scene.sql()
                    .sql("delete from acceptance where organization_id = ?")
                    .param(scene.chain())
                    .update();
        }
    },
    PERMIT("is not as it was recorded in the chain") {
        @Override
        int commit(CrimeScene scene, Random random) {
            String change = List.of(
                            "serial = substring(sha256(serial) for 16)",
                            "email = 'x' || email",
                            "expires_at = expires_at + interval '1 day'",
                            "acceptance_id = gen_random_uuid()")
                    .get(random.nextInt(4));
            return scene.sql()
                    .sql("update download_permit set " + change + " where organization_id = ?")
                    .param(scene.chain())
                    .update();
        }
    },
    RECORDED_TWICE("is recorded more than once") {
        @Override
        int commit(CrimeScene scene, Random random) {
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

    Crime(String finding) {
        this.finding = finding;
    }

    /** Words that the report must have. */
    String finding() {
        return finding;
    }

    /** How many rows it changed; none if it could not be committed where chance wanted it. */
    abstract int commit(CrimeScene scene, Random random);

    private static String randomHash(Random random) {
        byte[] hash = new byte[32];
        random.nextBytes(hash);
        return "'\\x" + HexFormat.of().formatHex(hash) + "'::bytea";
    }
}
