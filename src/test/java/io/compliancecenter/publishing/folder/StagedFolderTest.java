package io.compliancecenter.publishing.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.compliancecenter.catalogue.published.IssuedCertificate;
import io.compliancecenter.catalogue.published.PublishedDocument;
import io.compliancecenter.catalogue.published.PublishedDocument.CopyKind;
import io.compliancecenter.catalogue.published.PublishedDocument.Stored;
import io.compliancecenter.publishing.pdfcheck.PdfChecks;
import io.compliancecenter.publishing.pdfcheck.TestPdfs;
import io.compliancecenter.support.PrivateDirectory;
import io.compliancecenter.support.Sha256;
import io.compliancecenter.terms.PreparedTerms;
import io.compliancecenter.terms.TermsVersion.Kind;
import io.compliancecenter.testing.pdf.RawPdf;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StagedFolderTest {

    @TempDir
    Path directory;

    private TestFolder folder;

    @BeforeEach
    void fill() {
        folder = TestFolder.in(directory.resolve("folder"));
    }

    /** The certificates as they are, published before, so that no process has to check them where they are not the subject. */
    private Map<String, PublishedDocument> certificates() {
        return Stream.of("iso-1.pdf", "iso-2.pdf", "host.pdf")
                .map(name -> Sha256.digest().digest(folder.bytes("certificates/" + name)))
                .collect(Collectors.toMap(
                        HexFormat.of()::formatHex, hash -> new PublishedDocument(1, CopyKind.STAMPED)));
    }

    private Edition read(Map<String, PublishedDocument> published) throws IOException {
        return stage(published).check(new PdfChecks(Duration.ofMinutes(2)));
    }

    private StagedFolder stage(Map<String, PublishedDocument> published) throws IOException {
        return new StagedFolder(Folder.of(folder.root()), Files.createTempDirectory(directory, "copies"), published);
    }

    private List<String> errors() {
        return errors(Map.of());
    }

    private List<String> errors(Map<String, PublishedDocument> published) {
        InvalidFolderException refused = catchThrowableOfType(InvalidFolderException.class, () -> read(published));
        assertThat(refused).isNotNull();
        return refused.errors().stream().map(ValidationError::toString).toList();
    }

    @Test
    void readsTheWholeFolderIntoCopiesThatAreNobodyElsesAndGoAway() throws IOException {
        folder.write("certificates/host.pdf", aPdfOf25Mebibytes());
        Path path;
        try (PrivateDirectory copies = PrivateDirectory.create("test")) {
            path = copies.path();
            Edition edition = new StagedFolder(Folder.of(folder.root()), path, Map.of())
                    .check(new PdfChecks(Duration.ofMinutes(2)));

            assertThat(edition.catalogue().compliances()).hasSize(2);
            assertThat(edition.terms()).containsOnlyKeys(1);
            assertThat(edition.terms().get(1).terms())
                    .isEqualTo(new PreparedTerms(
                            1, Kind.MATERIAL, null, Map.of(Locale.ENGLISH, "# Terms\n\nFirst words.\n")));
            assertThat(edition.organizations().directory().users()).hasSize(2);
            assertThat(edition.catalogue().certificates())
                    .extracting(IssuedCertificate::fileName)
                    .containsExactly("iso-1.pdf", "iso-2.pdf", "host.pdf");
            IssuedCertificate host = edition.catalogue().certificates().get(2);
            assertThat(host)
                    .isEqualTo(new IssuedCertificate(
                            "host",
                            "Example Testing",
                            LocalDate.of(2026, 1, 1),
                            null,
                            "host.pdf",
                            host.sha256(),
                            PdfChecks.MAX_SIZE,
                            1,
                            CopyKind.STAMPED,
                            null));
            assertThat(edition.documents().values()).hasSize(3).allMatch(copy -> copy.startsWith(path));
            if (!OS.WINDOWS.isCurrentOs()) {
                assertNobodyElses(path);
            }
        }
        assertThat(path).doesNotExist();
    }

    private static void assertNobodyElses(Path copies) throws IOException {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(copies)))
                .isEqualTo("rwx------");
        try (Stream<Path> files = Files.list(copies)) {
            assertThat(files)
                    .hasSize(3)
                    .allSatisfy(file -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                            .isEqualTo("rw-------"));
        }
    }

    private static byte[] aPdfOf25Mebibytes() {
        byte[] pdf = TestPdfs.page("x");
        // A comment before the end, as long as may be.
        byte[] large = new byte[PdfChecks.MAX_SIZE];
        int end = new String(pdf, StandardCharsets.ISO_8859_1).indexOf("xref");
        System.arraycopy(pdf, 0, large, 0, end);
        large[end] = '%';
        Arrays.fill(large, end + 1, large.length - (pdf.length - end) - 1, (byte) 'x');
        large[large.length - (pdf.length - end) - 1] = '\n';
        System.arraycopy(pdf, end, large, large.length - (pdf.length - end), pdf.length - end);
        return large;
    }

    @Test
    void whatWasPublishedBeforeIsNeitherCopiedNorCheckedAgain() throws IOException {
        String known = HexFormat.of().formatHex(Sha256.digest().digest(folder.bytes("certificates/iso-1.pdf")));

        Edition edition = read(Map.of(known, new PublishedDocument(77, CopyKind.UNTOUCHED)));

        assertThat(edition.documents()).hasSize(2).doesNotContainKey(known);
        assertThat(edition.catalogue().certificates())
                .extracting(IssuedCertificate::pages)
                .containsExactly(77, 1, 1);
        assertThat(edition.catalogue().certificates())
                .extracting(IssuedCertificate::copyKind)
                .containsExactly(CopyKind.UNTOUCHED, CopyKind.STAMPED, CopyKind.STAMPED);
    }

    // All files in one test, because each reading checks them in a process of its own
    @Test
    void aPdfIsTakenOnlyWithAllThatTheCatalogueAllows() throws IOException {
        byte[] protectedPdf = TestPdfs.encrypted("", TestPdfs.page("ISO, first"));
        byte[] attachment = withAttachment("");
        byte[] attachmentAndLink = withAttachment("/Annots [<< /Subtype /Link /Rect [9 99 20 120]"
                + " /A << /S /URI /URI (http://vendor.example/) >> >>]");
        folder.write("certificates/iso-1.pdf", protectedPdf);
        folder.write("certificates/iso-2.pdf", attachment);
        folder.write("certificates/host.pdf", attachmentAndLink);
        List<String> errors = errors();
        assertThat(errors).hasSize(4);
        assertThat(errors.get(0))
                .isEqualTo("catalogue.yaml, line 34, certifications[0].certificates[0].file: 'certificates/iso-1.pdf'"
                        + " opens without a password but is protected against changes, and so against stamping; if you may"
                        + " have that removed, add 'protection: remove' below its 'file'");
        assertThat(errors.get(1))
                .contains("'certificates/iso-2.pdf' has an attached file: factur-x.xml (page 1, object 4)")
                .contains("add 'attachments: keep' below its 'file'");
        assertThat(errors.get(2)).contains("'certificates/host.pdf' has an attached file: factur-x.xml");
        assertThat(errors.get(3)).contains("'certificates/host.pdf' holds a link that begins with http:");

        allow("iso-1.pdf", "protection: remove");
        allow("iso-2.pdf", "attachments: keep");
        allow("host.pdf", "attachments: keep");
        assertThat(errors())
                .singleElement()
                .asString()
                .contains("'certificates/host.pdf' holds a link that begins with http:")
                .contains("(http://vendor.example/) (page 1, object 3)")
                .contains("add 'links: keep' below its 'file'");

        allow("host.pdf", "links: keep");
        Edition edition = read(Map.of());
        IssuedCertificate stored = edition.catalogue().certificates().get(0);
        assertThat(stored.originalSha256()).isEqualTo(Sha256.of(protectedPdf)).isNotEqualTo(stored.sha256());
        assertThat(edition.documents())
                .containsOnlyKeys(stored.sha256(), Sha256.of(attachment), Sha256.of(attachmentAndLink));
    }

    private static byte[] withAttachment(String more) {
        return RawPdf.page(
                        "/MediaBox [0 0 300 300] /AF [4 0 R] " + more,
                        "<< /F (factur-x.xml) /EF << /F 5 0 R >> >>",
                        RawPdf.stream("/Type /EmbeddedFile", "<a/>"))
                .bytes();
    }

    @Test
    void aProtectedPdfIsKnownAgainByTheFileAsItWasHandedIn() throws IOException {
        byte[] protectedPdf = TestPdfs.encrypted("", TestPdfs.page("Host"));
        folder.write("certificates/host.pdf", protectedPdf);
        String file = HexFormat.of().formatHex(Sha256.digest().digest(protectedPdf));
        Map<String, PublishedDocument> published = new HashMap<>(certificates());
        published.put(file, new PublishedDocument(7, CopyKind.STAMPED, new Stored("0".repeat(64), 4711)));
        // The permission is needed each time.
        assertThat(errors(published)).singleElement().asString().contains("protection: remove");

        allow("host.pdf", "protection: remove");
        Edition edition = read(published);
        assertThat(edition.documents()).isEmpty();
        assertThat(edition.catalogue().certificates().get(2))
                .extracting(IssuedCertificate::sha256, IssuedCertificate::size, IssuedCertificate::originalSha256)
                .containsExactly("0".repeat(64), 4711, file);
    }

    /** Adds a line below a certificate's file. */
    private void allow(String name, String line) {
        String file = "file: certificates/" + name + "\n";
        folder.replace("catalogue.yaml", file, file + "        " + line + "\n");
    }

    @Test
    void tellsEverythingAtOnceFromAllFiles() {
        folder.replace("catalogue.yaml", "status: IN_PROGRESS", "status: DONE");
        folder.replace("organizations.yaml", "role: ADMIN", "role: BOSS");
        folder.write("terms/1.md", new byte[] {(byte) 0xC3, 0x28});
        folder.write("certificates/iso-2.pdf", "<html>");

        assertThat(errors())
                .containsExactly(
                        "catalogue.yaml, line 17, compliances[1].status: 'DONE' has to be one of COMPLIANT, CERTIFIED,"
                                + " IN_PROGRESS, NOT_APPLICABLE",
                        "organizations.yaml, line 13, organizations[0].members[0].role: 'BOSS' has to be one of ADMIN,"
                                + " MEMBER",
                        "terms/1.md: is not UTF-8",
                        "catalogue.yaml, line 38, certifications[0].certificates[1].file: 'certificates/iso-2.pdf' is"
                                + " not a PDF; export or print the document as a PDF; the name of a file does not make it one");
    }

    @Test
    void aFileThatIsMissingIsNotTakenForAnEmptyOne() {
        folder.delete("catalogue.yaml");
        folder.delete("organizations.yaml");

        assertThat(errors()).containsExactly("catalogue.yaml: is missing", "organizations.yaml: is missing");
    }

    @Test
    void certificatesHaveToBePdfsOfTheRightSize() throws IOException {
        folder.write("certificates/iso-1.pdf", new byte[0]);
        try (RandomAccessFile file = new RandomAccessFile(
                folder.root().resolve("certificates/iso-2.pdf").toFile(), "rw")) {
            file.setLength(PdfChecks.MAX_SIZE + 1L);
        }
        folder.replace("catalogue.yaml", "certificates/host.pdf", "certificates/host.txt");

        assertThat(errors())
                .containsExactly(
                        "catalogue.yaml, line 34, certifications[0].certificates[0].file: 'certificates/iso-1.pdf' is"
                                + " empty",
                        "catalogue.yaml, line 38, certifications[0].certificates[1].file: 'certificates/iso-2.pdf' is"
                                + " larger than 25 MiB",
                        "catalogue.yaml, line 47, certifications[1].certificates[0].file: 'certificates/host.txt' does"
                                + " not end in .pdf");
    }

    @Test
    void oneCertificationTakesADocumentOnce() {
        Map<String, PublishedDocument> published = certificates();
        folder.write("certificates/iso-2.pdf", TestPdfs.page("ISO, first"));

        assertThat(errors(published))
                .containsExactly("catalogue.yaml, line 38, certifications[0].certificates[1].file:"
                        + " 'certificates/iso-2.pdf' is listed twice in this certification");
    }

    /** Fails without the check of {@code RELATIVE_PATH} and {@code ".."} in {@code Folder#file}. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "../secret.pdf",
                "certificates/../../secret.pdf",
                "/etc/passwd.pdf",
                "C:/secret.pdf",
                "certificates\\\\host.pdf",
                "certificates//host.pdf",
                "certificates/host.pdf/",
            })
    void pathsThatLeadOutOfTheFolderAreRefused(String path) throws IOException {
        Map<String, PublishedDocument> published = certificates();
        Files.write(directory.resolve("secret.pdf"), TestPdfs.page("secret"));
        folder.replace("catalogue.yaml", "file: certificates/host.pdf", "file: \"" + path + "\"");

        assertThat(errors(published))
                .singleElement()
                .asString()
                .startsWith("catalogue.yaml, line 47, certifications[1].certificates[0].file: '");
    }

    /** Fails without {@code startsWith(root)} in {@code Folder#file}. */
    @Test
    @DisabledOnOs(OS.WINDOWS)
    void symbolicLinksThatLeadOutOfTheFolderAreRefused() throws IOException {
        Map<String, PublishedDocument> published = certificates();
        Path secret = Files.write(directory.resolve("secret.pdf"), TestPdfs.page("secret"));
        folder.delete("certificates/host.pdf");
        folder.delete("terms/1.md");
        Files.createSymbolicLink(folder.root().resolve("certificates/host.pdf"), secret);
        Files.createSymbolicLink(folder.root().resolve("terms/1.md"), secret);

        assertThat(errors(published))
                .containsExactly(
                        "terms/1.md: 'terms/1.md' leads out of the folder by a symbolic link",
                        "catalogue.yaml, line 47, certifications[1].certificates[0].file: 'certificates/host.pdf' leads"
                                + " out of the folder by a symbolic link");
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void symbolicLinksWithinTheFolderAreFollowed() throws IOException {
        Map<String, PublishedDocument> published = certificates();
        Files.move(folder.root().resolve("certificates/host.pdf"), folder.root().resolve("host 1.pdf"));
        Files.createSymbolicLink(folder.root().resolve("certificates/host.pdf"), Path.of("../host 1.pdf"));

        assertThat(read(published).catalogue().certificates())
                .extracting(IssuedCertificate::fileName)
                .contains("host.pdf");
    }

    @Test
    void termsAreNumberedTextsInUtf8() {
        Map<String, PublishedDocument> published = certificates();
        folder.write("terms/01.md", "one");
        folder.write("terms/2.md", " \n");
        folder.write("terms/3.md", "\uFEFFWords");
        folder.write("terms/4.md", "Good.\nBad\u0007.");
        folder.write("terms/5.md", "x".repeat((1 << 20) + 1));
        folder.write("terms/draft.md", "Draft");
        folder.write("terms/.gitkeep", "");

        assertThat(errors(published))
                .containsExactly(
                        "terms/01.md: is not called after its version, as in terms/1.md",
                        "terms/draft.md: is not called after its version, as in terms/1.md",
                        "terms/2.md: is empty",
                        "terms/3.md, line 1: begins with a byte order mark; save it as UTF-8 without one",
                        "terms/4.md, line 2: holds the control character U+0007",
                        "terms/5.md: is larger than 1048576 bytes");
    }
}
