package io.compliancecenter.evidence.checkpoint;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.compliancecenter.evidence.timestamp.TestAuthority;
import io.compliancecenter.evidence.timestamp.TimestampAuthority;
import io.compliancecenter.evidence.timestamp.TrustedAuthorities;
import io.compliancecenter.evidence.verification.DatabaseVerification;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.flyway.autoconfigure.FlywayConnectionDetails;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Checkpoints are kept outside of the database too, and stamped. */
class CheckpointMirrorIT extends SignedRecord {

    @Autowired
    JdbcConnectionDetails application;

    @Autowired
    FlywayConnectionDetails ownerDetails;

    @TempDir
    Path directory;

    @Test
    void everyInstancesFileHoldsAllCheckpoints() throws Exception {
        CheckpointMirror mirror = mirror();
        mirror.catchUp();
        admin.permit(issued, "1 minute");
        long number = checkpointing.run().orElseThrow();
        mirror.catchUp();
        mirror.catchUp();

        List<CheckpointLine> lines = read();
        List<CheckpointLine> others = new ArrayList<>();
        CheckpointFile.read(checkpointing.directory().orElseThrow().checkpoints(), others::add);
        // Timestamps stand where they came.
        assertThat(lines).containsExactlyInAnyOrderElementsOf(others);
        assertThat(lines.get(lines.size() - 1).number()).isEqualTo(number);
        assertThat(lines.stream().filter(line -> !line.hasTimestamp()).map(CheckpointLine::number))
                .hasSize((int) number)
                .isSorted();
    }

    @Test
    void aLineThatWasCutShortIsMadeGood() throws Exception {
        mirror().catchUp();
        byte[] whole = Files.readAllBytes(path());
        Files.write(path(), Arrays.copyOf(whole, whole.length - 30));
        mirror().catchUp();
        assertThat(Files.readAllBytes(path())).isEqualTo(whole);
    }

    // CheckpointMirror: compare
    @Test
    void aFileThatTellsOtherwiseIsAnAlertAndStaysAsItIs() throws Exception {
        CheckpointMirror running = mirror();
        running.catchUp();
        String whole = Files.readString(path());
        CheckpointLine last = read().stream()
                .filter(line -> !line.hasTimestamp())
                .reduce((one, next) -> next)
                .orElseThrow();
        CheckpointLine next =
                new CheckpointLine(last.number() + 1, last.body(), last.signature(), last.publicKey(), null);
        List<String> others = List.of(
                whole + next.json() + "\n",
                whole.replace(last.json() + "\n", "")
                        + new CheckpointLine(last.number(), last.body(), "AA==", last.publicKey(), null).json()
                        + "\n",
                whole
                        + CheckpointLine.ofTimestamp(last.number() + 7, new byte[1])
                                .json() + "\n",
                whole.replaceFirst("[^\n]*\n", ""),
                whole + "{}\n");
        for (String other : others) {
            Files.writeString(path(), other);
            assertThatExceptionOfType(RecordAlteredException.class).isThrownBy(() -> mirror().catchUp());
            // The one that had seen it before as well
            assertThatExceptionOfType(RecordAlteredException.class).isThrownBy(running::catchUp);
            assertThat(Files.readString(path())).isEqualTo(other);
        }
        Files.writeString(path(), whole);
        running.catchUp();
    }

    // CheckpointMirror: "claim"
    @Test
    void aDirectoryOfAnotherDatabaseIsToldAsSuch() throws Exception {
        Path identity = directory.resolve("database-id.txt");
        mirror().catchUp();
        String own = Files.readString(identity);
        String whole = Files.readString(path());
        assertThat(own).matches("[0-9a-f]{64}\n");
        mirror().catchUp();

        Files.writeString(identity, "0".repeat(64) + "\n");
        assertForeign();
        assertThat(Files.readString(path())).isEqualTo(whole);

        // Without its mark, it is compared before it is marked.
        Files.delete(identity);
        SigningKey other = SigningKey.parse(SigningKey.generate());
        CheckpointBody first = new CheckpointBody(
                1, Instant.parse("2026-01-01T00:00:00Z"), 1024, "0".repeat(64), CheckpointBody.NONE, other.sha256());
        Files.writeString(
                path(),
                CheckpointLine.of(1, first.text(), other.sign(first), other.publicKey(), null)
                                .get(0)
                                .json() + "\n");
        assertThatExceptionOfType(RecordAlteredException.class).isThrownBy(() -> mirror().catchUp());
        assertThat(identity).doesNotExist();

        Files.writeString(path(), whole);
        mirror().catchUp();
        assertThat(Files.readString(identity)).isEqualTo(own);
    }

    private void assertForeign() throws Exception {
        assertThatExceptionOfType(EvidenceDirectory.ForeignException.class)
                .isThrownBy(() -> mirror().catchUp())
                .withMessageContaining(directory + " belong to another database");
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        assertThat(new DatabaseVerification(
                                path(), List.of(), TrustedAuthorities.NONE, new PrintStream(printed, true, UTF_8))
                        .verify(ownerDataSource()))
                .isEqualTo(1);
        assertThat(printed.toString(UTF_8)).contains("FAIL  The checkpoints in " + directory + " belong to another");
    }

    private DataSource ownerDataSource() {
        return new DriverManagerDataSource(
                application.getJdbcUrl(), ownerDetails.getUsername(), ownerDetails.getPassword());
    }

    // Checkpointing.run: the first write
    @Test
    void nothingIsSignedWhileTheFileTellsOtherwise() throws Exception {
        Path file = checkpointing.directory().orElseThrow().checkpoints();
        byte[] whole = Files.readAllBytes(file);
        try {
            Files.writeString(file, "{}\n", StandardOpenOption.APPEND);
            admin.permit(issued, "1 minute");
            assertThat(checkpointing.run()).isEmpty();
        } finally {
            Files.write(file, whole);
        }
        assertThat(checkpointing.run()).isPresent();
    }

    @Test
    void checkpointsAreStampedInOrderAsSoonAsTheAuthorityAnswers() throws Exception {
        try (TestAuthority authority = new TestAuthority()) {
            CheckpointMaker maker = new CheckpointMaker(worker, checkpoints, key);
            TimestampAuthority client =
                    new TimestampAuthority(authority.address(), Duration.ofSeconds(5), TrustedAuthorities.NONE);
            maker.stamp(client);
            authority.manner = TestAuthority.Manner.ERROR;
            admin.permit(issued, "1 minute");
            long first = checkpointing.run().orElseThrow();
            admin.permit(issued, "1 minute");
            long second = checkpointing.run().orElseThrow();
            assertThatExceptionOfType(IOException.class).isThrownBy(() -> maker.stamp(client));
            assertThat(covering(tenant, 2).orElseThrow().checkpoint().timestampToken())
                    .isEmpty();

            authority.manner = TestAuthority.Manner.GOOD;
            maker.stamp(client);
            maker.stamp(client);

            Checkpoint stamped = covering(tenant, 2).orElseThrow().checkpoint();
            assertThat(stamped.timestamp().orElseThrow().authority()).contains("CN=Test Time Stamping Authority");
            CheckpointMirror mirror = mirror();
            mirror.catchUp();
            assertThat(read().stream().filter(CheckpointLine::hasTimestamp).map(CheckpointLine::number))
                    .contains(first, second)
                    .doesNotHaveDuplicates();
            checkpointing.run();
        }
    }

    private Path path() {
        return directory.resolve("checkpoints.jsonl");
    }

    private CheckpointMirror mirror() {
        return new CheckpointMirror(worker, checkpoints, path());
    }

    private List<CheckpointLine> read() throws IOException {
        List<CheckpointLine> lines = new ArrayList<>();
        CheckpointFile.read(path(), lines::add);
        return lines;
    }
}
