package io.compliancecenter.evidence.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.compliancecenter.testing.fixtures.Actor;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;

/** Checkpoints are made and proven. */
class CheckpointIT extends SignedRecord {

    private static final UUID VENDOR = new UUID(0, 0);

    // CheckpointMaker: "addHeads(number) == 0"
    @Test
    void nothingIsSignedWhenNothingIsNew() {
        assertThat(checkpointing.run()).isEmpty();
        admin.permit(issued, "1 minute");
        assertThat(checkpointing.run()).isPresent();
        assertThat(checkpointing.run()).isEmpty();
    }

    @Test
    void anEntryIsCoveredByTheFirstCheckpointAfterIt() {
        admin.permit(issued, "1 minute");
        assertThat(covering(tenant, 2)).isEmpty();
        long first = checkpointing.run().orElseThrow();
        admin.permit(issued, "1 minute");
        long second = checkpointing.run().orElseThrow();

        CheckpointHead head = covering(tenant, 1).orElseThrow();
        Checkpoint covering = head.checkpoint();
        assertThat(covering.body().number()).isEqualTo(first);
        assertThat(head.sequence()).isEqualTo(2);
        assertThat(covering(tenant, 3).orElseThrow().checkpoint().body().number())
                .isEqualTo(second);
        assertThat(covering(tenant, 5)).isEmpty();
        assertThat(PublicKeys.verifies(covering.publicKeyPem(), covering.body(), covering.signature()))
                .isTrue();
    }

    @Test
    void aProofLeadsFromTheChainToWhatWasSigned() {
        admin.permit(issued, "1 minute");
        checkpointing.run();
        CheckpointHead head = covering(tenant, 2).orElseThrow();
        Checkpoint checkpoint = head.checkpoint();
        InclusionProof proof = admin.inTransaction(sql -> heads.prove(head));

        assertThat(proof.leadsTo(checkpoint.body())).isTrue();
        assertThat(proof.path())
                .hasSize(Integer.numberOfTrailingZeros(checkpoint.body().treeSize()));
        assertThat(InclusionProof.parse(proof.text())).isEqualTo(proof);
        assertThat(proof.hash())
                .isEqualTo(admin.inTransaction(sql -> sql.sql("""
                                select encode(hash, 'hex') from evidence_entry
                                 where chain_id = ? and sequence = ?
                                """)
                        .params(tenant.id(), proof.sequence())
                        .query(String.class)
                        .single()));
    }

    @Test
    void theVendorsOwnChainIsCoveredToo() {
        checkpointing.run();
        admin.inTransaction(sql -> {
            sql.sql("select set_config('compliance_center.organization_id', ?, true)")
                    .param(VENDOR.toString())
                    .query(String.class)
                    .single();
            CheckpointHead head = heads.findCovering(VENDOR, 1).orElseThrow();
            assertThat(heads.prove(head).leadsTo(head.checkpoint().body())).isTrue();
            return null;
        });
    }

    // own_organization on checkpoint_head and checkpoint_slot
    @Test
    void anotherOrganizationsChainIsNotToBeSeen() {
        admin.permit(issued, "1 minute");
        checkpointing.run();
        Actor foreigner = actors.adminOf(fixtures.organization());
        for (String table : List.of("checkpoint_head", "checkpoint_slot")) {
            String count = "select count(*) from " + table;
            assertThat(foreigner.<Long>inTransaction(
                            sql -> sql.sql(count).query(Long.class).single()))
                    .isZero();
            assertThat(admin.<Long>inTransaction(
                            sql -> sql.sql(count).query(Long.class).single()))
                    .isPositive();
        }
        Optional<CheckpointHead> seen = foreigner.inTransaction(sql -> heads.findCovering(tenant.id(), 1));
        assertThat(seen).isEmpty();
    }

    // the triggers of the four tables
    @Test
    void noCheckpointChangesOnceItIsThere() {
        admin.permit(issued, "1 minute");
        checkpointing.run();
        SoftAssertions softly = new SoftAssertions();
        for (String change : List.of(
                "update checkpoint set signature = '\\x00'",
                "delete from checkpoint",
                "truncate checkpoint cascade",
                "update checkpoint_head set sequence = 1",
                "delete from checkpoint_head",
                "truncate checkpoint_head",
                "update checkpoint_slot set slot = slot + 5000",
                "delete from checkpoint_slot",
                "truncate checkpoint_slot cascade",
                "update checkpoint_timestamp set token = 'y'",
                "delete from checkpoint_timestamp",
                "truncate checkpoint_timestamp",
                "update checkpoint_padding set seed = sha256(seed)",
                "delete from checkpoint_padding",
                "truncate checkpoint_padding")) {
            String table = change.replaceAll(".*(checkpoint\\w*).*", "$1");
            softly.assertThatThrownBy(() -> owner.work(sql -> {
                        sql.sql("""
                                insert into checkpoint_timestamp (checkpoint, token) select max(number), 'x' from checkpoint
                                """).update();
                        sql.sql(change).update();
                        // Undone, should it not be refused
                        throw new IllegalStateException("passed");
                    }))
                    .as(change)
                    .isInstanceOf(DataAccessException.class)
                    .hasMessageContaining(table + " is a record and cannot be changed");
        }
        softly.assertAll();
    }

    // CheckpointMaker: pg_try_advisory_xact_lock and the catch of DuplicateKeyException, both
    @Test
    void manyInstancesAtOnceMakeOneRowOfCheckpoints() throws Exception {
        ExecutorService instances = Executors.newFixedThreadPool(8);
        try {
            for (int round = 0; round < 5; round++) {
                admin.permit(issued, "1 minute");
                List<Future<Optional<Long>>> made = new ArrayList<>();
                for (int instance = 0; instance < 8; instance++) {
                    made.add(instances.submit(() -> new CheckpointMaker(worker, checkpoints, key).make()));
                }
                int count = 0;
                for (Future<Optional<Long>> one : made) {
                    count += one.get().isPresent() ? 1 : 0;
                }
                assertThat(count).isEqualTo(1);
            }
        } finally {
            instances.shutdown();
        }
        assertLinked();
    }

    // CheckpointMaker.placeNewChains: "size < 2 * …"
    @Test
    void theTreeGrowsBeforeHalfOfItIsTakenAndPlacesAreKept() {
        admin.permit(issued, "1 minute");
        checkpointing.run();
        CheckpointHead before = covering(tenant, 1).orElseThrow();
        InclusionProof proofBefore = admin.inTransaction(sql -> heads.prove(before));
        owner.work(sql -> sql.sql(
                        "select count(append_evidence(gen_random_uuid(), 'test', '{}', null, null, null)) from generate_series(1, 600)")
                .query(Integer.class)
                .single());
        admin.permit(issued, "1 minute");
        checkpointing.run();

        CheckpointHead after = covering(tenant, 4).orElseThrow();
        InclusionProof proof = admin.inTransaction(sql -> heads.prove(after));
        assertThat(before.checkpoint().body().treeSize()).isGreaterThanOrEqualTo(1024);
        assertThat(after.checkpoint().body().treeSize()).isGreaterThan(1024);
        assertThat(proof.leafIndex()).isEqualTo(proofBefore.leafIndex());
        assertThat(proof.leadsTo(after.checkpoint().body())).isTrue();
        InclusionProof proofAgain = admin.inTransaction(sql -> heads.prove(before));
        assertThat(proofAgain).isEqualTo(proofBefore);
        assertThat(owner.<Long>work(sql -> sql.sql("select 2 * count(*) from checkpoint_slot")
                        .query(Long.class)
                        .single()))
                .isLessThanOrEqualTo(after.checkpoint().body().treeSize());
    }

    // Checkpoints.findAlteredEntry: the comparison of the hashes
    @Test
    void nothingIsSignedOverAHistoryThatIsNotTheOneThatWasSigned() {
        admin.permit(issued, "1 minute");
        checkpointing.run();
        for (String crime : List.of(
                "update evidence_entry set hash = sha256('x') where chain_id = ? and sequence = 2",
                "delete from evidence_entry where chain_id = ? and sequence = 2")) {
            assertThatExceptionOfType(RecordAlteredException.class)
                    .isThrownBy(() -> owner.work(sql -> {
                        sql.sql("alter table evidence_entry disable trigger user")
                                .update();
                        sql.sql("alter table checkpoint_head drop constraint checkpoint_head_chain_id_sequence_fkey")
                                .update();
                        sql.sql(crime).param(tenant.id()).update();
                        sql.sql("select append_evidence(?, 'test', '{}', null, null, null)")
                                .param(tenant.id())
                                .query(Long.class)
                                .single();
                        // In this very transaction, which is rolled back by the exception
                        return new CheckpointMaker(worker, checkpoints, key).sign();
                    }));
        }
        assertThat(checkpointing.run()).isEmpty();
    }

    // Checkpoints.findAlteredEntry: "signed.sequence >= c.sequence"
    @Test
    void nothingIsSignedOverAChainThatEndsBeforeWhatWasSigned() {
        admin.permit(issued, "1 minute");
        checkpointing.run();
        assertThatExceptionOfType(RecordAlteredException.class)
                .isThrownBy(() -> owner.work(sql -> {
                    sql.sql("""
                            update evidence_chain c set sequence = 1, hash = e.hash, recorded_at = e.recorded_at
                              from evidence_entry e
                             where c.chain_id = ? and e.chain_id = c.chain_id and e.sequence = 1
                            """).param(tenant.id()).update();
                    return new CheckpointMaker(worker, checkpoints, key).sign();
                }));
    }

    /** Each checkpoint follows the one before, and its root is that of its leaves. */
    private void assertLinked() {
        owner.work(sql -> {
            List<CheckpointBody> bodies =
                    sql.sql("select body from checkpoint order by number").query(String.class).list().stream()
                            .map(CheckpointBody::parse)
                            .toList();
            String previous = CheckpointBody.NONE;
            for (int at = 0; at < bodies.size(); at++) {
                assertThat(bodies.get(at).number()).isEqualTo(at + 1L);
                assertThat(bodies.get(at).previous()).isEqualTo(previous);
                previous = bodies.get(at).sha256();
            }
            assertThat(new HashSet<>(bodies)).hasSameSizeAs(bodies);
            return null;
        });
    }
}
