package io.compliancecenter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.compliancecenter.testing.application.ApplicationProcess;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommandsTest {

    private record Answer(int status, String out, String err) {}

    private static Answer run(String... words) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int status = Commands.run(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                words);
        return new Answer(status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    @Test
    void nothingAndSettingsStartTheServer() {
        assertThat(Commands.run()).isEmpty();
        assertThat(Commands.run("--server.port=0", "--spring.datasource.url=jdbc:postgresql://localhost/x", "--debug"))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"--help", "-h", "help", "--server.port=1 --help"})
    void helpListsEveryCommand(String line) {
        Answer answer = run(line.split(" "));
        assertThat(answer.status()).isZero();
        assertThat(answer.err()).isEmpty();
        assertThat(answer.out())
                .startsWith("Usage: java -jar compliance-center.jar [--setting=value ...]\n")
                .contains(
                        "\n  migrate ",
                        "\n  check ",
                        "\n  publish ",
                        "\n  verify ",
                        "\n  trace ",
                        "\n  hash-password ",
                        "\n  help ",
                        "--version ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"verify --help", "help verify", "verify -h"})
    void helpOfACommandIsItsUsageAndWhatItDoes(String line) {
        Answer answer = run(line.split(" "));
        assertThat(answer.status()).isZero();
        assertThat(answer.out())
                .startsWith("Usage: java -jar compliance-center.jar verify BUNDLE.zip [--key PUBLIC-KEY.pem ...]")
                .contains("\n       java -jar compliance-center.jar verify --database")
                .contains("\nChecks an evidence bundle");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-V", "--version"})
    void versionIsThatOfTheBuild(String word) {
        assertThat(run(word).out()).matches("Compliance Center \\d+\\.\\d+\\.\\d+(-SNAPSHOT)?\\R");
        assertThat(run(word).status()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"verfy x.zip, verify", "VERIFY x.zip, verify", "trase file.pdf, trace", "hashpassword, hash-password"})
    void aMistypedCommandNamesTheOneThatWasMeant(String line, String meant) {
        Answer answer = run(line.split(" "));
        assertThat(answer.status()).isEqualTo(2);
        assertThat(answer.out()).isEmpty();
        assertThat(answer.err()).contains("Did you mean: java -jar compliance-center.jar " + meant, "\nUsage: ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "start",
                "evidence.zip",
                "--hlep",
                "help verfy",
                "--server.port 9090",
                "-Dserver.port=9090",
                "--server.port=1 verify x"
            })
    void whatIsNeitherCommandNorSettingIsRefused(String line) {
        Answer answer = run(line.split(" "));
        assertThat(answer.status()).isEqualTo(2);
        assertThat(answer.out()).isEmpty();
        assertThat(answer.err()).contains("\nUsage: ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "verify",
                "verify --key",
                "verify --database --checkpoints",
                "verify a b",
                "verify a --database",
                "verify a --checkpoints b",
                "verify a --authorty=b",
                "verify --database --authority",
                "trace",
                "trace a b",
                "trace a --server.port",
                "hash-password x",
                "migrate x",
                "check",
                "check a b",
                "publish",
                "publish a b",
                "publish a --dry"
            })
    void aCommandWithWrongArgumentsEndsWithTwo(String line) {
        Answer answer = run(line.split(" "));
        assertThat(answer.status()).isEqualTo(2);
        assertThat(answer.out()).isEmpty();
    }

    @Test
    void aCommandWithoutItsArgumentShowsItsUsage() {
        assertThat(run("trace").err()).contains("Usage: java -jar compliance-center.jar trace FILE.pdf|SERIAL");
    }

    @ParameterizedTest
    @ValueSource(strings = {"hash-password s3cret", "hash-password --s3cret", "hash-password -s3cret=1"})
    void aPasswordOnTheCommandLineIsNotRepeated(String line) {
        Answer answer = run(line.split(" "));
        assertThat(answer.status()).isEqualTo(2);
        assertThat(answer.out() + answer.err()).doesNotContain("s3cret");
    }

    @Test
    @Timeout(120)
    void theProgramItselfStartsNoServerForAMistypedCommand(@TempDir Path directory) throws Exception {
        assertProcess(directory, 2, "verfy", "x.zip");
        assertProcess(directory, 0, "--help");
        assertThat(directory).isEmptyDirectory();
    }

    private static void assertProcess(Path directory, int status, String... words)
            throws IOException, InterruptedException {
        Process process = new ProcessBuilder(ApplicationProcess.command(words))
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .start();
        try {
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("it ends").isTrue();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.exitValue()).as(said).isEqualTo(status);
            assertThat(said).contains("Usage: ").doesNotContain("Starting ComplianceCenter");
        } finally {
            process.destroyForcibly();
        }
    }
}
