package io.compliancecenter.publishing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.compliancecenter.publishing.folder.InvalidFolderException;
import io.compliancecenter.publishing.folder.TestFolder;
import io.compliancecenter.support.StartupFailureException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class FolderPublisherIT {

    private static final List<String> TABLES = List.of(
            "vendor",
            "compliance",
            "certification",
            "certificate",
            "certificate_document",
            "terms_version",
            "user_account",
            "organization",
            "member");

    private final PublishingApplication application = PublishingApplication.shared();

    @TempDir
    Path directory;

    /** Where each row is, and which transactions have written or locked it. */
    private List<String> rowVersions() {
        return TABLES.stream()
                .flatMap(
                        table -> application
                                .rows("select '" + table + "' as name, ctid, xmin, xmax from " + table
                                        + " order by ctid")
                                .stream())
                .toList();
    }

    /** Fails without any {@code is distinct from} or {@code <>} of the publishers. */
    @Test
    void whereNothingHasChangedNothingIsWrittenAndNothingTemporaryIsLeft(CapturedOutput output) throws Exception {
        application.reset();
        // Whoever was killed while publishing may have left something here before.
        Set<Path> temporary = temporary();
        TestFolder folder = TestFolder.in(directory);
        application.publish(folder);
        List<String> before = rowVersions();

        application.publish(folder);

        assertThat(before).hasSize(1 + 2 + 2 + 3 + 3 + 1 + 2 + 2 + 3);
        assertThat(rowVersions()).isEqualTo(before);
        assertThat(output)
                .contains(
                        "Published " + directory + ": 8 changes in the catalogue (new certificates: 3), 1 in the terms,"
                                + " 7 in the Organizations")
                .contains("Published " + directory + ": nothing has changed");
        // Others that publish at the same time take theirs away as well, if not as soon.
        await().atMost(Duration.ofMinutes(2))
                .untilAsserted(() -> assertThat(temporary).containsAll(temporary()));
    }

    @Test
    void onlyRowsThatDifferAreWritten() {
        TestFolder folder = TestFolder.in(directory);
        application.reset("test_folder", () -> application.publish(folder));
        List<String> before = rowVersions();

        folder.replace("catalogue.yaml", "summary: A regulation.", "summary: The regulation.");
        application.publish(folder);

        assertThat(rowVersions())
                .filteredOn(row -> !before.contains(row))
                .singleElement()
                .asString()
                .startsWith("compliance|");
    }

    /** Fails without {@code PublicationLock#take}. */
    @Test
    void manyInstancesMayStartAtOnce() throws Exception {
        application.reset();
        TestFolder folder = TestFolder.in(directory).withoutCertificates();
        ExecutorService threads = Executors.newFixedThreadPool(3);
        CyclicBarrier barrier = new CyclicBarrier(3);
        try {
            List<Future<?>> starts = new ArrayList<>();
            for (int instance = 0; instance < 3; instance++) {
                starts.add(threads.submit(() -> {
                    barrier.await();
                    application.publish(folder);
                    return null;
                }));
            }
            for (Future<?> start : starts) {
                start.get();
            }
        } finally {
            threads.shutdownNow();
        }

        assertThat(rowVersions()).hasSize(1 + 2 + 1 + 2 + 2 + 3);
    }

    // FolderPublisher: CannotAcquireLockException
    @Test
    void aStartThatWaitsForALongImportSaysSo() {
        application.reset();
        TestFolder folder = TestFolder.in(directory).withoutCertificates();
        application.whileAnImportTakesLong(() -> assertThatThrownBy(() -> application.publish(folder))
                .isInstanceOf(StartupFailureException.class)
                .hasMessageContaining("is not published, because")
                .hasStackTraceContaining("an import or a publication has been under way for 00:00:00.5"));
        assertThat(rowVersions()).isEmpty();
    }

    @Test
    void anExternalDatabaseGetsNothingUntilALocationIsSet(CapturedOutput output) {
        application.reset();

        application.beside(null).close();

        assertThat(rowVersions()).isEmpty();
        assertThat(output).contains("No folder to publish is configured");
    }

    /** Fails without the analyzer's line in {@code META-INF/spring.factories}. */
    @Test
    void errorsStopTheStartWithAListAndNoStackTrace(CapturedOutput output) {
        application.reset();
        TestFolder folder = TestFolder.in(directory);
        folder.replace("catalogue.yaml", "status: IN_PROGRESS", "status: DONE");
        folder.write("certificates/host.pdf", "<html>");

        assertThatThrownBy(() -> application.beside(folder.root())).isInstanceOf(InvalidFolderException.class);

        assertThat(rowVersions()).isEmpty();
        assertThat(output)
                .contains("APPLICATION FAILED TO START")
                .contains("    - catalogue.yaml, line 17, compliances[1].status: 'DONE' has to be one of")
                .contains("    - catalogue.yaml, line 47, certifications[1].certificates[0].file:"
                        + " 'certificates/host.pdf' is not a PDF")
                .doesNotContain("\tat ");
    }

    @Test
    void aLocationThatIsNoDirectoryStopsTheStart(CapturedOutput output) {
        assertThatThrownBy(() -> application.beside(directory.resolve("nowhere")))
                .isInstanceOf(InvalidFolderException.class);

        assertThat(output).contains("    - " + directory.resolve("nowhere") + ": is not a directory");
    }

    @Test
    void termsThatAreMissingAreWarnedOf(CapturedOutput output) {
        application.reset();
        TestFolder folder = TestFolder.in(directory).withoutCertificates();
        folder.delete("terms/1.md");

        application.publish(folder);

        assertThat(output).contains(directory + " holds no terms: nobody can download a certificate");
    }

    private static Set<Path> temporary() throws IOException {
        try (Stream<Path> children = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return children.filter(path -> path.getFileName().toString().startsWith("compliance-center-publication-"))
                    .collect(Collectors.toSet());
        }
    }
}
