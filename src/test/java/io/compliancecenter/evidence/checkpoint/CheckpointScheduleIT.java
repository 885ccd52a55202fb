package io.compliancecenter.evidence.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.compliancecenter.support.StartupFailureException;
import io.compliancecenter.testing.Client;
import io.compliancecenter.testing.ConcurrentAgreements;
import io.compliancecenter.testing.EmbeddedDirectory;
import io.compliancecenter.testing.Instance;
import io.compliancecenter.testing.IntegrationTest;
import io.compliancecenter.testing.OwnerSql;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import org.jsoup.nodes.FormElement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ApplicationContext;

/** Who signs the record, and when; the time from one checkpoint to the next is a day here. */
@IntegrationTest
@ExtendWith(OutputCaptureExtension.class)
@Timeout(600)
class CheckpointScheduleIT {

    private static final String NOT_SIGNED = "This instance does NOT SIGN the record";

    @Autowired
    ApplicationContext context;

    @Autowired
    Checkpointing checkpointing;

    @TempDir
    Path directory;

    // Checkpointing: "runAsync" in start, "submit" in stop
    @Test
    void whatIsUncoveredIsSignedAtStartAndAtStop() throws Exception {
        EmbeddedDirectory database = new EmbeddedDirectory(directory.resolve("own"));
        try (Instance unsigned = Instance.alone(database, Map.of("compliance-center.evidence.signing", "off"))) {
            agree(unsigned);
            assertThat(uncovered(unsigned)).isPositive();
        }
        assertThat(directory.resolve("own-evidence")).doesNotExist();

        long atStart;
        try (Instance signing = Instance.alone(database, Map.of())) {
            await().until(() -> uncovered(signing) == 0);
            atStart = checkpoints();
            agree(signing);
            assertThat(uncovered(signing)).isPositive();
        }
        assertThat(checkpoints()).isEqualTo(atStart + 1);
    }

    @Test
    void anInstanceThatDoesNotSignWarnsUnlessThatIsWanted(CapturedOutput output) {
        try (Instance unsigned = Instance.beside(context, Map.of())) {
            assertThat(unsigned.bean(Checkpointing.class).signs()).isFalse();
        }
        assertThat(output.getAll().lines().filter(line -> line.contains(NOT_SIGNED)))
                .singleElement()
                .asString()
                .contains("WARN", "compliance-center.evidence.directory", "compliance-center.evidence.signing=off");

        try (Instance unsigned = Instance.beside(context, Map.of("compliance-center.evidence.signing", "off"))) {
            assertThat(unsigned.bean(Checkpointing.class).signs()).isFalse();
        }
        assertThat(output.getAll().lines().filter(line -> line.contains(NOT_SIGNED)))
                .hasSize(1);
    }

    // Checkpointing: "mayGenerateKey"
    @Test
    void anEmptiedDirectoryIsToldInPlaceOfSigningWithANewKey() {
        checkpointing.run();
        Map<String, String> emptied = Map.of("compliance-center.evidence.directory", directory.toString());
        assertThatThrownBy(() -> Instance.beside(context, emptied).close())
                .rootCause()
                .isInstanceOf(StartupFailureException.class)
                .hasMessageContaining("The directory is not the one used before, or it was emptied");
        assertThat(directory).isEmptyDirectory();
    }

    private static void agree(Instance instance) {
        Client admin = new Client(instance.port()).signIn("admin@acme.example", "compliance-demo");
        FormElement download =
                (FormElement) admin.get("/organizations/acme/certifications").form("/downloads");
        FormElement terms =
                admin.get(admin.submit(download, Map.of()).location()).form("/acceptances");
        assertThat(ConcurrentAgreements.agree(admin, terms, UUID.randomUUID()).status())
                .isEqualTo(303);
    }

    private static long uncovered(Instance instance) {
        return instance.bean(OwnerSql.class)
                .work(owner -> owner.sql("""
                        select count(*) from evidence_chain chain
                         where sequence > coalesce((select max(sequence) from checkpoint_head head
                                                     where head.chain_id = chain.chain_id), 0)
                        """).query(Long.class).single());
    }

    private long checkpoints() throws IOException {
        try (var lines = Files.lines(directory.resolve("own-evidence").resolve("checkpoints.jsonl"))) {
            return lines.count();
        }
    }
}
