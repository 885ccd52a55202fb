package io.compliancecenter.evidence.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.compliancecenter.database.WorkerDatabase;
import io.compliancecenter.support.StartupFailureException;
import io.compliancecenter.testing.IntegrationTest;
import io.compliancecenter.testing.database.OwnerSql;
import io.compliancecenter.testing.fixtures.Actor;
import io.compliancecenter.testing.fixtures.Actors;
import io.compliancecenter.testing.fixtures.Fixtures;
import io.compliancecenter.testing.fixtures.Fixtures.Issued;
import io.compliancecenter.testing.fixtures.Fixtures.Tenant;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ApplicationContext;
import org.springframework.mock.env.MockEnvironment;

/** Who signs the record, and when; the time from one checkpoint to the next is a day here. */
@IntegrationTest
@ExtendWith(OutputCaptureExtension.class)
class CheckpointScheduleIT {

    private static final String NOT_SIGNED = "This instance does NOT SIGN the record";

    @Autowired
    ApplicationContext context;

    @Autowired
    Checkpointing checkpointing;

    @Autowired
    Fixtures fixtures;

    @Autowired
    Actors actors;

    @Autowired
    OwnerSql owner;

    @TempDir
    Path directory;

    Tenant tenant;
    Issued issued;

    @BeforeEach
    void publish() {
        tenant = fixtures.organization();
        issued = fixtures.certificate();
    }

    @AfterEach
    void retire() {
        fixtures.retire(issued);
    }

    // Checkpointing: "runAsync" in start, "submit" in stop
    @Test
    void whatIsUncoveredIsSignedAtStartAndAtStop() throws Exception {
        Actor admin = actors.adminOf(tenant);
        admin.permit(issued, "1 minute");
        assertThat(isCovered()).isFalse();

        long atStart;
        // It begins and ends with the application.
        assertThat(checkpointing.isRunning()).isTrue();
        Checkpointing signing = with(external()
                .withProperty(
                        "compliance-center.evidence.directory",
                        checkpointing.directory().orElseThrow().path().toString()));
        assertThat(signing.signs()).isTrue();
        signing.start();
        try {
            // The start goes on without the checkpoint if that takes longer.
            await().until(this::isCovered);
            atStart = checkpoints();
            admin.permit(issued, "1 minute");
            assertThat(isCovered()).isFalse();
        } finally {
            signing.stop();
        }
        assertThat(isCovered()).isTrue();
        assertThat(checkpoints()).isEqualTo(atStart + 1);
        assertThat(lastInFile()).isEqualTo(atStart + 1);
    }

    @Test
    void anInstanceThatDoesNotSignWarnsUnlessThatIsWanted(CapturedOutput output) {
        MockEnvironment external = external();
        assertThat(with(external).signs()).isFalse();
        assertThat(output.getAll().lines().filter(line -> line.contains(NOT_SIGNED)))
                .singleElement()
                .asString()
                .contains("WARN", "compliance-center.evidence.directory", "compliance-center.evidence.signing=off");

        assertThat(with(external.withProperty("compliance-center.evidence.signing", "off"))
                        .signs())
                .isFalse();
        // Not even beside an embedded database, where the directory need not be named
        assertThat(EvidenceDirectory.of(new MockEnvironment())).isPresent();
        assertThat(with(new MockEnvironment().withProperty("compliance-center.evidence.signing", "off"))
                        .signs())
                .isFalse();
        assertThat(output.getAll().lines().filter(line -> line.contains(NOT_SIGNED)))
                .hasSize(1);
    }

    // Checkpointing: "mayGenerateKey"
    @Test
    void anEmptiedDirectoryIsToldInPlaceOfSigningWithANewKey() {
        checkpointing.run();
        MockEnvironment emptied = external().withProperty("compliance-center.evidence.directory", directory.toString());
        assertThatThrownBy(() -> with(emptied))
                .isInstanceOf(StartupFailureException.class)
                .hasMessageContaining("The directory is not the one used before, or it was emptied");
        assertThat(directory).isEmptyDirectory();
    }

    private static MockEnvironment external() {
        return new MockEnvironment().withProperty("spring.datasource.url", "jdbc:postgresql://db.example/any");
    }

    /** What a start with these settings makes, without all the rest of an application. */
    private Checkpointing with(MockEnvironment settings) {
        return new Checkpointing(
                new EvidenceProperties(null, null, null, Duration.ofDays(1), null, null),
                settings,
                context.getBean(WorkerDatabase.class),
                context.getBean(Checkpoints.class),
                context.getBean(Clock.class));
    }

    /** Whether a checkpoint covers all entries of the Organization. */
    private boolean isCovered() {
        return owner.<Boolean>work(database ->
                database.sql("""
                        select sequence = coalesce((select max(sequence) from checkpoint_head head
                                                     where head.chain_id = chain.chain_id), 0)
                          from evidence_chain chain where chain_id = ?
                        """).param(tenant.id()).query(Boolean.class).single());
    }

    private long checkpoints() {
        return owner.<Long>work(database -> database.sql("select max(number) from checkpoint")
                .query(Long.class)
                .single());
    }

    private long lastInFile() throws IOException {
        try (var lines = Files.lines(checkpointing.directory().orElseThrow().checkpoints())) {
            return lines.map(CheckpointLine::parse)
                    .filter(line -> line.body() != null)
                    .mapToLong(CheckpointLine::number)
                    .max()
                    .orElseThrow();
        }
    }
}
