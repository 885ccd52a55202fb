package io.compliancecenter.evidence.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class CheckpointFileTest {

    @TempDir
    Path directory;

    @Test
    void linesAreReadAsTheyWereWritten() throws Exception {
        List<CheckpointLine> lines = List.of(line(1), CheckpointLine.ofTimestamp(1, new byte[3]), line(2));
        append(lines);
        assertThat(read()).isEqualTo(lines);
        assertThat(Files.readString(path())).startsWith("{\"number\":1,\"body\":\"text of 1\\n");
    }

    // CheckpointFile.append: "truncate(end)" before it writes
    @Test
    void aLineThatWasCutShortAnywhereIsNotThereAndIsNotInTheWay() throws Exception {
        append(List.of(line(1)));
        long whole = Files.size(path());
        // Longer than the next, so that it would show behind it.
        append(List.of(line(2, "text of 2\n".repeat(20))));
        byte[] both = Files.readAllBytes(path());
        for (int size = (int) whole; size < both.length; size++) {
            Files.write(path(), Arrays.copyOf(both, size));
            assertThat(read()).containsExactly(line(1));
            append(List.of(line(3)));
            assertThat(Files.readString(path())).isEqualTo(line(1).json() + '\n' + line(3).json() + '\n');
        }
    }

    @Test
    void theEndIsFoundHoweverLongALineIs() throws Exception {
        CheckpointLine longLine = line(1, "x".repeat(30_000));
        append(List.of(longLine));
        Files.writeString(path(), "y".repeat(20_000), StandardOpenOption.APPEND);
        append(List.of(line(2)));
        assertThat(read()).containsExactly(longLine, line(2));
    }

    // CheckpointLine.parse: the comparison with its own spelling
    @Test
    void aWholeLineThatIsNoneIsAnAlert() throws Exception {
        for (String wrong : List.of("", "x", "{}", "{\"number\":1}", line(1).json() + " ", line(1).json() + "\r")) {
            Files.writeString(path(), line(1).json() + "\n" + wrong + "\n");
            assertThatExceptionOfType(RecordAlteredException.class)
                    .isThrownBy(this::read)
                    .withMessageStartingWith("Line 2 of");
        }
    }

    // CheckpointFile.open: "lock"
    @Test
    void onlyOneWritesAtATime() throws Exception {
        try (CheckpointFile first = CheckpointFile.open(path()).orElseThrow()) {
            assertThat(CheckpointFile.open(path())).isEqualTo(Optional.empty());
            first.append(line(1));
        }
        assertThat(read()).containsExactly(line(1));
    }

    /** The kernel refuses to let the file grow, in the midst of a line, as a full disk does. Fails without {@code truncate}. */
    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aFullDiskLeavesWholeLinesAndIsMadeGoodByTheNextWrite() throws Exception {
        Process writer = new ProcessBuilder(
                        "sh",
                        "-c",
                        "ulimit -f 8; exec \"$0\" \"$@\"",
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:-UsePerfData",
                        "-cp",
                        System.getProperty("java.class.path"),
                        FullDisk.class.getName(),
                        path().toString())
                .redirectErrorStream(true)
                .directory(new File(directory.toString()))
                .start();
        String output = new String(writer.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(writer.waitFor()).as(output).isZero();

        assertThat(output).startsWith("failed after ");
        int written = Integer.parseInt(output.replaceAll("\\D", ""));
        assertThat(written).isPositive();
        assertThat(Files.readString(path())).endsWith("\n");
        append(List.of(line(written + 1)));
        List<CheckpointLine> lines = read();
        for (int number = 1; number <= written + 1; number++) {
            assertThat(lines.get(number - 1)).isEqualTo(line(number));
        }
        assertThat(lines).hasSize(written + 1);
    }

    /** Writes lines until it cannot, and tells how many it has. */
    static class FullDisk {

        private FullDisk() {}

        public static void main(String[] arguments) throws IOException {
            int written = 0;
            try (CheckpointFile file =
                    CheckpointFile.open(Path.of(arguments[0])).orElseThrow()) {
                while (written < 1000) {
                    file.append(line(written + 1));
                    written++;
                }
            } catch (IOException full) {
                System.out.println("failed after " + written);
            }
        }
    }

    static CheckpointLine line(long number) {
        return line(number, "text of " + number + "\n");
    }

    private static CheckpointLine line(long number, String body) {
        return CheckpointLine.of(number, body, new byte[64], new byte[44], null).get(0);
    }

    private Path path() {
        return directory.resolve("checkpoints.jsonl");
    }

    private void append(List<? extends CheckpointLine> lines) throws IOException {
        try (CheckpointFile file = CheckpointFile.open(path()).orElseThrow()) {
            for (CheckpointLine line : lines) {
                file.append(line);
            }
        }
    }

    private List<CheckpointLine> read() throws IOException {
        List<CheckpointLine> lines = new ArrayList<>();
        CheckpointFile.read(path(), lines::add);
        return lines;
    }
}
