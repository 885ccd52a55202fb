package io.compliancecenter.publishing;

import static org.assertj.core.api.Assertions.assertThat;

import io.compliancecenter.catalogue.CatalogueService;
import io.compliancecenter.publishing.folder.Edition;
import io.compliancecenter.publishing.folder.Folder;
import io.compliancecenter.publishing.folder.StagedFolder;
import io.compliancecenter.publishing.folder.TestFolder;
import io.compliancecenter.publishing.pdfcheck.PdfChecks;
import io.compliancecenter.publishing.pdfcheck.TestPdfs;
import io.compliancecenter.support.PrivateDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** A folder that was published before, and something else since. */
@ExtendWith(OutputCaptureExtension.class)
class EarlierEditionIT {

    private static final Pattern REPUBLISH =
            Pattern.compile("start once with compliance-center.publishing.republish=(\\S+)");

    private static final String ISO_1 = """
                  - file: certificates/iso-1.pdf
                    issuer: Example Assessors
                    issued-on: 2023-02-03
                    valid-until: 2026-02-02
            """;

    private final PublishingApplication application = PublishingApplication.shared();

    // The same for all tests, because the record of a publication names it.
    @TempDir
    static Path directory;

    private TestFolder lastMonth;
    private TestFolder today;

    /** Today a user and a certificate are gone, and there are new terms. */
    @BeforeEach
    void publish() {
        lastMonth = TestFolder.in(directory.resolve("last-month"));
        today = TestFolder.in(directory.resolve("today"));
        today.replace("organizations.yaml", OrganizationPublishingIT.TOM, "");
        today.replace("organizations.yaml", OrganizationPublishingIT.TOM_IN_ACME, "");
        today.replace("catalogue.yaml", ISO_1, "");
        today.write("terms/2.md", "Second.");
        application.reset("last_month_and_today", () -> {
            application.publish(lastMonth);
            application.publish(today);
        });
    }

    private List<String> published() {
        return application.rows("""
                select email as what from user_account where retired_at is null
                 union all
                select file_name from certificate where retired_at is null
                 union all
                select 'terms ' || current_terms_version() order by what
                """);
    }

    private void assertTodayIsServed() {
        assertThat(published()).containsExactly("ada@acme.example", "host.pdf", "iso-2.pdf", "terms 2");
    }

    private void assertLastMonthIsServed() {
        assertThat(published())
                .containsExactly(
                        "ada@acme.example", "host.pdf", "iso-1.pdf", "iso-2.pdf", "terms 1", "tom@acme.example");
    }

    private static String permission(CapturedOutput output) {
        Matcher matcher = REPUBLISH.matcher(output.getAll());
        String last = "";
        while (matcher.find()) {
            last = matcher.group(1);
        }
        assertThat(last).matches("[0-9a-f]{12}-\\d+");
        return last;
    }

    @Test
    void anInstanceWithAnOldFolderStartsServesWhatIsCurrentAndWarns(CapturedOutput output) {
        List<String> dates =
                application.rows("select published_at at time zone 'UTC' from publication order by number");
        assertThat(dates).hasSize(2);

        application.beside(lastMonth.root()).close();

        assertTodayIsServed();
        assertThat(application.rows("select count(*) from publication")).containsExactly("2");
        assertThat(output)
                .containsPattern("WARN .* "
                        + Pattern.quote(lastMonth.root() + " is not published: it is an earlier edition (")
                        + "[0-9a-f]{12}\\), first published on " + moment(dates.get(0))
                        + "\\. The current one was published on " + moment(dates.get(1)) + " from "
                        + Pattern.quote(today.root() + ", and is what this instance serves. To go back to the earlier"
                                + " edition on purpose, start once with compliance-center.publishing.republish="));
    }

    /** As the log writes it, to the second: zeros at its end differ. */
    private static String moment(String timestamp) {
        return timestamp.substring(0, 19).replace(' ', 'T') + "\\S*Z";
    }

    @Test
    void whatCountsIsTheContentAndNotTheFile(CapturedOutput output) throws IOException {
        TestFolder copy = TestFolder.in(directory.resolve("copy"));
        copy.write("README.txt", "Nobody asks for it.");
        copy.replace("organizations.yaml", "\n", "\r\n");
        Files.setLastModifiedTime(copy.root().resolve("catalogue.yaml"), FileTime.from(Instant.EPOCH));

        application.publish(copy);

        assertTodayIsServed();
        assertThat(output).contains(copy.root() + " is not published");
    }

    /** Fails without {@code addToHash} in {@code CertificateFiles}. */
    @Test
    void anotherPdfUnderTheSameNameIsANewEdition() {
        lastMonth.write("certificates/host.pdf", TestPdfs.page("Another"));

        application.publish(lastMonth);

        assertThat(published()).contains("terms 1", "tom@acme.example");
    }

    @Test
    void theCurrentEditionIsPublishedAsOftenAsInstancesStart(CapturedOutput output) {
        application.rows("update member set role = 'MEMBER' returning role");

        application.publish(today);

        assertThat(application.rows("select count(*) from publication")).containsExactly("2");
        assertThat(application.rows("select role from member where retired_at is null and role = 'ADMIN'"))
                .hasSize(1);
        assertThat(output).doesNotContain("is not published");
    }

    @Test
    void thereIsAWayBackOnPurposeWhichLeadsThereOnce(CapturedOutput output) {
        application.publish(lastMonth);
        String permission = permission(output);
        application.publish(lastMonth, permission.replace('-', '_'));
        assertTodayIsServed();

        application.publish(lastMonth, permission);
        assertLastMonthIsServed();
        assertThat(output)
                .contains("Published the earlier edition " + permission.substring(0, 12)
                        + " again, in place of the one of");

        // All instances have the setting, and so it stays when something else is published.
        application.publish(lastMonth, permission);
        assertLastMonthIsServed();
        application.publish(today, permission);
        assertLastMonthIsServed();
        today.comment();
        application.publish(today, permission);
        assertTodayIsServed();
        application.publish(lastMonth, permission);
        assertTodayIsServed();
    }

    @Test
    void instancesThatStartAtTheSameTimeAgree() throws Exception {
        List<TestFolder> folders = new ArrayList<>(List.of(lastMonth, today));
        for (int instance = 0; instance < 2; instance++) {
            TestFolder next =
                    TestFolder.in(directory.resolve("next-" + instance)).withoutCertificates();
            next.replace("organizations.yaml", "name: Ada", "name: Ada Next");
            folders.add(next);
        }
        ExecutorService threads = Executors.newFixedThreadPool(folders.size());
        CyclicBarrier barrier = new CyclicBarrier(folders.size());
        try {
            List<Future<?>> starts = new ArrayList<>();
            for (TestFolder folder : folders) {
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

        assertThat(application.rows("select name from user_account where retired_at is null order by name"))
                .containsExactly("Ada Next", "Tom");
        assertThat(application.rows("select count(*) from publication")).containsExactly("3");
    }

    /** Fails without the second look at the editions, in {@code EditionPublisher}. */
    @Test
    void anEditionThatIsSupersededWhileItsCertificatesAreCheckedIsNotPublished() throws IOException {
        TestFolder next = TestFolder.in(directory.resolve("next")).withoutCertificates();
        try (PrivateDirectory copies = PrivateDirectory.create("test")) {
            Edition edition = new StagedFolder(
                            Folder.of(next.root()),
                            copies.path(),
                            application.bean(CatalogueService.class).documents())
                    .check(new PdfChecks(Duration.ofSeconds(30)));
            application.publish(next);
            today.comment();
            application.publish(today);

            Publication late = application.bean(EditionPublisher.class).publish(edition, "late", null);

            assertThat(late.superseded()).isPresent();
        }
        assertTodayIsServed();
    }
}
