package io.compliancecenter.desk.folder;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.compliancecenter.catalogue.CataloguePublisher.CatalogueEdition;
import io.compliancecenter.catalogue.CatalogueService;
import io.compliancecenter.catalogue.published.Catalogue.VendorDetails;
import io.compliancecenter.catalogue.published.CertificateId;
import io.compliancecenter.catalogue.published.IssuedCertificate;
import io.compliancecenter.catalogue.published.PublishedDocument;
import io.compliancecenter.catalogue.published.PublishedDocument.CopyKind;
import io.compliancecenter.desk.UploadedPdfs;
import io.compliancecenter.organization.directory.OrganizationDirectory;
import io.compliancecenter.organization.directory.OrganizationDirectory.DeskApproval;
import io.compliancecenter.publishing.PublishedFolder;
import io.compliancecenter.publishing.PublishedFolder.Published;
import io.compliancecenter.publishing.folder.Edition;
import io.compliancecenter.publishing.folder.Folder;
import io.compliancecenter.publishing.folder.StagedFolder;
import io.compliancecenter.publishing.folder.export.FolderContent;
import io.compliancecenter.publishing.pdfcheck.KeptContent;
import io.compliancecenter.publishing.pdfcheck.PdfChecks;
import io.compliancecenter.publishing.pdfcheck.TestPdfs;
import io.compliancecenter.support.Sha256;
import io.compliancecenter.testing.fixtures.DeskDrafts;
import io.compliancecenter.testing.fixtures.Fixtures.Issued;
import io.compliancecenter.testing.http.Client;
import io.compliancecenter.testing.http.Client.Answer;
import io.compliancecenter.testing.pdf.RawPdf;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;

/** The export of all that is published, as a folder in a ZIP file. */
class FolderExportAtDeskIT extends DeskFolderTest {

    @Autowired
    CatalogueService catalogue;

    @Autowired
    PublishedFolder folder;

    @Autowired
    ExportedDocuments documents;

    @Autowired
    UploadedPdfs pdfs;

    @TempDir
    Path directory;

    @Test
    void theExportIsAFolderWithEveryDocumentThatPublishesAsItIs() throws IOException {
        // As of one that was published with its check, so that the export need not check it.
        fixtures.update("insert into kept_content (sha256, kept) values (sha256(?), '{}')", issued.bytes());
        Client client = signedIn(editor);
        Answer zip = client.submit(client.get("/desk/folder").form("/desk/folder/export"), Map.of());

        assertThat(zip.status()).isEqualTo(200);
        assertThat(zip.header("Content-Type")).isEqualTo("application/zip");
        Map<String, byte[]> files = unpack(zip.bytes());
        assertThat(files.keySet()).contains("catalogue.yaml", "organizations.yaml", "terms/terms.yaml", "terms/1.md");
        assertThat(files.get("organizations.yaml"))
                .asString()
                .contains(editor.email())
                .doesNotContain("{bcrypt}");
        assertThat(files.values().stream().map(Sha256::of)).contains(Sha256.of(issued.bytes()));
        // All documents are published, so nothing is checked again.
        Edition edition = new StagedFolder(
                        Folder.of(directory), Files.createDirectory(directory.resolve("copies")), catalogue.documents())
                .check(new PdfChecks(Duration.ofSeconds(1)));
        assertThat(edition.documents()).isEmpty();
        assertThat(edition.catalogue().certifications())
                .extracting("code")
                .containsExactlyElementsOf(catalogue.current().certifications().stream()
                        .map(certification -> certification.code())
                        .toList());
        assertThat(lastEntry(editor))
                .startsWith("folder-exported")
                .contains(editor.id().toString());
    }

    /** With an attached file and, if it is wanted, a link that begins with http. */
    private static byte[] withAttachment(String link) {
        return RawPdf.page(
                        "/MediaBox [0 0 300 300] /AF [4 0 R] " + link,
                        "<< /F (factur-x.xml) /EF << /F 5 0 R >> >>",
                        RawPdf.stream("/Type /EmbeddedFile", "<a>" + UUID.randomUUID() + "</a>"))
                .bytes();
    }

    private String entry(String catalogue, Issued certificate) {
        String entry = catalogue.substring(catalogue.indexOf("- code: " + certificate.certification() + "\n"));
        int next = entry.indexOf("\n  - code:");
        return next < 0 ? entry : entry.substring(0, next);
    }

    // FolderZip: examined; R__90_desk_folder.sql: note_kept_content; R__89_desk_publication.sql: allowances
    @Test
    void theExportOfAnOlderDatabaseSaysWhatAnEmptyOneMustBeTold() throws IOException {
        Issued attached = fixtures.certificate(withAttachment(""));
        Issued linked = fixtures.certificate(withAttachment(
                "/Annots [<< /Subtype /Link /Rect [9 99 20 120] /A << /S /URI /URI (http://a.example/) >> >>]"));
        // Another version of the first one, published at the desk.
        byte[] drafted = withAttachment("");
        fixtures.update("update certification set managed_by = 'DESK' where code = ?", attached.certification());
        DeskDrafts drafts = new DeskDrafts(desk);
        UUID draft = drafts.draft(editor);
        UUID second = UUID.randomUUID();
        drafts.change(editor, draft, "CERTIFICATE", second.toString(), """
                {"certification": "%s", "issuer": "New Assessors", "issuedOn": "2026-11-01", "fileName": "new.pdf",
                 "otherwise": "EVERYONE", "allowances": ["ATTACHMENTS", "PROTECTION"]}
                """.formatted(attached.certification()));
        drafts.document(editor, draft, second, drafted);
        drafts.submit(editor, draft);
        assertThat(drafts.approve(approver, draft)).isEqualTo("PUBLISHED");
        try {
            assertThat(owner.<String>work(
                            database -> database.sql("select kept::text from kept_content where sha256 = ?")
                                    .param(Sha256.digest().digest(drafted))
                                    .query(String.class)
                                    .single()))
                    .isEqualTo("{ATTACHMENTS}");
            Client client = signedIn(editor);
            String yaml = "/desk/catalogue/CERTIFICATION/" + linked.certification() + "/yaml";
            assertThat(client.get(yaml).html().select("#yaml-incomplete")).hasSize(1);

            Answer zip = client.submit(client.get("/desk/folder").form("/desk/folder/export"), Map.of());
            String exported = new String(unpack(zip.bytes()).get("catalogue.yaml"), UTF_8);

            assertThat(entry(exported, linked)).contains("\n        attachments: keep\n        links: keep");
            assertThat(entry(exported, attached))
                    .doesNotContain("links:")
                    .containsPattern("(?s)attachments: keep.*attachments: keep");
            assertThat(entry(exported, issued)).doesNotContain("keep");
            assertThat(client.get(yaml).html().select("#yaml-incomplete")).isEmpty();
            assertThat(client.get(yaml).html().selectFirst("#yaml").wholeText())
                    .contains("attachments: keep", "links: keep");
            // As in an empty database, for the documents of this test: each is checked.
            Map<String, PublishedDocument> others = new HashMap<>(catalogue.documents());
            others.keySet()
                    .removeAll(Set.of(Sha256.of(attached.bytes()), Sha256.of(linked.bytes()), Sha256.of(drafted)));
            Edition edition = new StagedFolder(
                            Folder.of(directory), Files.createDirectory(directory.resolve("copies")), others)
                    .check(new PdfChecks(Duration.ofSeconds(30)));
            assertThat(edition.documents())
                    .containsOnlyKeys(Sha256.of(attached.bytes()), Sha256.of(linked.bytes()), Sha256.of(drafted));
        } finally {
            fixtures.update("update certification set managed_by = 'FOLDER' where code = ?", attached.certification());
            fixtures.update("update certificate set retired_at = now() where id = ?", second);
            fixtures.retire(attached);
            fixtures.retire(linked);
        }
    }

    /** An export that has all of a document at hand. */
    private static final class ReadyExports extends FolderExports {

        final byte[] document;
        int noted;

        ReadyExports(PublishedFolder folder, ExportedDocuments documents, byte[] document) {
            super(folder, documents);
            this.document = document;
        }

        @Override
        byte[] read(UUID export, CertificateId certificate, int from, int count) {
            return document;
        }

        @Override
        void note(UUID export, CertificateId certificate, Set<KeptContent> kept) {
            noted++;
        }
    }

    private static Published published(byte[] document) {
        IssuedCertificate only = new IssuedCertificate(
                "iso",
                "Assessors",
                LocalDate.parse("2026-01-01"),
                null,
                "iso.pdf",
                Sha256.of(document),
                document.length,
                1,
                CopyKind.STAMPED,
                null);
        return new Published(
                new FolderContent(
                        new CatalogueEdition(
                                new VendorDetails("Vendor", "support@vendor.example", "Introduction"),
                                List.of(),
                                List.of(),
                                List.of(only),
                                Map.of()),
                        List.of(),
                        new OrganizationDirectory(
                                List.of(), List.of(), List.of(), DeskApproval.SECOND_PERSON, List.of()),
                        Map.of()),
                Map.of(only, new CertificateId(UUID.randomUUID())));
    }

    // FolderZip: examined. As many exports as there are turns are not read on, in the middle of a document.
    @Test
    void whoeverReadsAnExportSlowlyTakesNobodysTurnToHaveAFileChecked() throws IOException {
        // Enough for ZIP to write it on before it has all of it
        StringBuilder noise = new StringBuilder();
        for (int i = 0; i < 10_000; i++) {
            noise.append(UUID.randomUUID());
        }
        // Signed, because its check takes half as long: no copy is stamped on trial.
        byte[] document = TestPdfs.signed(RawPdf.page(
                        "/MediaBox [0 0 300 300] /AF [4 0 R]",
                        "<< /F (noise.txt) /EF << /F 5 0 R >> >>",
                        RawPdf.stream("/Type /EmbeddedFile", noise.toString()))
                .bytes());
        ReadyExports exports = new ReadyExports(folder, documents, document);
        FolderZip zip = new FolderZip(exports, pdfs);
        Published published = published(document);

        zip.write(
                UUID.randomUUID(),
                published,
                slowly(() -> zip.write(
                        UUID.randomUUID(),
                        published,
                        slowly(() -> zip.write(UUID.randomUUID(), published, OutputStream.nullOutputStream())))));

        assertThat(exports.noted).isEqualTo(3);
    }

    private interface Meanwhile {

        void run() throws IOException;
    }

    /** Something else happens once a part of a document has been written. */
    private static OutputStream slowly(Meanwhile meanwhile) {
        return new OutputStream() {

            private int written;

            @Override
            public void write(int one) throws IOException {
                if (++written == 5000) {
                    meanwhile.run();
                }
            }
        };
    }

    private Map<String, byte[]> unpack(byte[] bytes) throws IOException {
        Map<String, byte[]> files = new TreeMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bytes))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                byte[] content = zip.readAllBytes();
                files.put(entry.getName(), content);
                Path file = directory.resolve(entry.getName());
                Files.createDirectories(file.getParent());
                Files.write(file, content);
            }
        }
        return files;
    }
}
