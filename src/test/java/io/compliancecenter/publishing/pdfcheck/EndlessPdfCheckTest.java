package io.compliancecenter.publishing.pdfcheck;

import static org.assertj.core.api.Assertions.assertThat;

import io.compliancecenter.catalogue.published.PublishedDocument;
import io.compliancecenter.catalogue.published.PublishedDocument.CopyKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Files whose check does not end. */
@Timeout(300)
class EndlessPdfCheckTest {

    @TempDir
    Path directory;

    /** Fails without {@code destroyForcibly} in {@code PdfCheckProcess#endForTime}: the file's check would never end. */
    @Test
    @Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "has no named pipes in the file system")
    void aFileThatTakesTooLongIsRefusedAndTheOthersAreStillChecked() throws IOException, InterruptedException {
        Path endless = directory.resolve("endless");
        new ProcessBuilder("mkfifo", endless.toString()).start().waitFor();
        Path good = TestPdfs.write(directory, TestPdfs.pages(2));

        assertThat(new PdfChecks(Duration.ofSeconds(15)).check(List.of(endless, good)))
                .containsExactly(
                        CheckedPdf.refused(
                                "could not be checked within 15 s; print it to a PDF, or publish it in parts, each as a certificate of"
                                        + " its own"),
                        new CheckedPdf(
                                new PublishedDocument(2, CopyKind.STAMPED), PdfMetadata.NONE, "", Map.of(), null));
        assertThat(ProcessHandle.current().children()).noneMatch(ProcessHandle::isAlive);
    }

    /** Fails without {@code java.io.tmpdir} in {@code ChildJvm}, and without {@code deleteRecursively} in the process. */
    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "has no named pipes in the file system")
    void theFontsThatAnEndedCheckHadUnpackedAreDeleted() throws IOException, InterruptedException {
        Path endless = directory.resolve("endless");
        new ProcessBuilder("mkfifo", endless.toString()).start().waitFor();
        try (PdfCheckProcess process = PdfCheckProcess.start(List.of(endless))) {
            assertThat(process).isNotNull();
            assertThat(temporaryFiles()).anyMatch(name -> name.endsWith(".tmp"));
        }
        assertThat(temporaryFiles()).containsExactly("endless");
    }

    private List<String> temporaryFiles() throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(file -> !Files.isDirectory(file))
                    .map(file -> file.getFileName().toString())
                    .toList();
        }
    }
}
