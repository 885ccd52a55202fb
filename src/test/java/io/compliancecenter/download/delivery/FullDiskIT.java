package io.compliancecenter.download.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.compliancecenter.testing.CertificateOnOffer;
import io.compliancecenter.testing.fixtures.Fixtures.Issued;
import io.compliancecenter.testing.http.Client.Answer;
import io.compliancecenter.testing.pdf.Pdfs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/**
 * No room for a copy. The kernel refuses to let this process write any file beyond a size, in the midst of it, as a full
 * disk does; the database is another process, and goes on.
 */
@EnabledOnOs(OS.LINUX)
@ExtendWith(OutputCaptureExtension.class)
class FullDiskIT extends CertificateOnOffer {

    @Override
    protected Issued publish() {
        return fixtures.certificate(Pdfs.large("What it certifies", 3_140_000));
    }

    @AfterEach
    void liftTheLimit() throws Exception {
        limitFiles("unlimited");
    }

    // SpooledFile.of: the catch of IOException
    @Test
    void withoutRoomForTheDocumentThereIsAPageAndNoByteOfIt(CapturedOutput output) throws Exception {
        assertRefusedAndRecovered("1000000", output);
    }

    // SpooledFile.of: the catch of IOException; close, without which the file stays open; MappedPdf.close, without
    // which it stays mapped; the line that is logged
    @Test
    void withoutRoomForTheStampedCopyThereIsAPageAndNoByteOfIt(CapturedOutput output) throws Exception {
        assertRefusedAndRecovered("" + (issued.bytes().length + 100), output);
    }

    private void assertRefusedAndRecovered(String mostBytes, CapturedOutput output) throws Exception {
        String file = tenant.path("/downloads/" + actors.adminOf(tenant).permit(issued, "10 minutes") + "/file");
        limitFiles(mostBytes);
        // More often than there are places for copies
        for (int attempt = 0; attempt < 5; attempt++) {
            Answer refused = admin.get(file);
            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.header("Content-Type")).startsWith("text/html");
            assertThat(refused.header("Content-Disposition")).isEmpty();
            assertThat(refused.html().select("main.problem")).hasSize(1);
            assertThat(refused.text()).doesNotContain("%PDF", "What it certifies", "Exception", "/tmp");
        }
        assertThat(openCopies()).isEmpty();
        assertThat(output.getAll().lines().filter(line -> line.contains("ERROR")))
                .hasSize(5)
                .allMatch(line -> line.contains("could not be written to the temporary directory")
                        && line.contains("File too large"));
        assertThat(deliveriesOnRecord()).isZero();

        limitFiles("unlimited");
        Answer copy = admin.get(file);
        assertThat(copy.status()).isEqualTo(200);
        assertThat(Pdfs.textOf(copy.bytes()))
                .contains("What it certifies", tenant.admin().email());
        // Which are closed after the delivery is on record.
        await().untilAsserted(() -> assertThat(openCopies()).isEmpty());
    }

    private static void limitFiles(String mostBytes) throws IOException, InterruptedException {
        // The soft limit alone, which can be raised again.
        Process prlimit = new ProcessBuilder(
                        "prlimit", "--pid", "" + ProcessHandle.current().pid(), "--fsize=" + mostBytes + ":")
                .inheritIO()
                .start();
        assertThat(prlimit.waitFor()).isZero();
    }

    /** A file without a name takes room as long as it is open or mapped. */
    private static List<String> openCopies() throws IOException {
        try (Stream<Path> descriptors = Files.list(Path.of("/proc/self/fd"));
                Stream<String> mappings = Files.lines(Path.of("/proc/self/maps"))) {
            return Stream.concat(descriptors.map(FullDiskIT::target), mappings)
                    .filter(target -> target.contains("compliance-center-") && target.contains(".copy"))
                    .toList();
        }
    }

    private static String target(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString();
        } catch (IOException closedMeanwhile) {
            return "";
        }
    }

    private int deliveriesOnRecord() {
        return actors.adminOf(tenant)
                .inTransaction(
                        database -> database.sql("select count(*) from evidence_entry where kind = 'copy-delivered'")
                                .query(Integer.class)
                                .single());
    }
}
