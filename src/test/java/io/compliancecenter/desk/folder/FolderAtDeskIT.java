package io.compliancecenter.desk.folder;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.compliancecenter.catalogue.CataloguePublisher.CatalogueEdition;
import io.compliancecenter.catalogue.CatalogueService;
import io.compliancecenter.catalogue.published.Catalogue.VendorDetails;
import io.compliancecenter.catalogue.published.CertificateId;
import io.compliancecenter.catalogue.published.IssuedCertificate;
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
import io.compliancecenter.support.Sha256;
import io.compliancecenter.testing.Client;
import io.compliancecenter.testing.Client.Answer;
import io.compliancecenter.testing.DeskDrafts;
import io.compliancecenter.testing.DeskRoleSql;
import io.compliancecenter.testing.Fixtures;
import io.compliancecenter.testing.Fixtures.Issued;
import io.compliancecenter.testing.Fixtures.Tenant;
import io.compliancecenter.testing.Fixtures.User;
import io.compliancecenter.testing.IntegrationTest;
import io.compliancecenter.testing.OwnerSql;
import io.compliancecenter.testing.RawPdf;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The folder at the desk: items as YAML, the export, and the comparison with what is published. */
@IntegrationTest
class FolderAtDeskIT {

    @LocalServerPort
    int port;

    @Autowired
    Fixtures fixtures;

    @Autowired
    OwnerSql owner;

    @Autowired
    DeskRoleSql desk;

    @Autowired
    CatalogueService catalogue;

    @Autowired
    PublishedFolder folder;

    @Autowired
    JdbcClient database;

    @Autowired
    UploadedPdfs pdfs;

    @TempDir
    Path directory;

    Tenant tenant;
    Issued issued;
    User editor;
    User approver;

    @BeforeEach
    void publish() {
        tenant = fixtures.organization();
        issued = fixtures.certificate();
        editor = fixtures.deskPerson("EDITOR");
        approver = fixtures.deskPerson("APPROVER");
    }

    @AfterEach
    void retire() {
        fixtures.retire(issued);
    }

    private Client signedIn(User person) {
        return new Client(port).signIn(person.email(), Fixtures.PASSWORD);
    }

    private String lastEntry(User person) {
        return owner.work(database ->
                database.sql("""
                        select kind || ' ' || convert_from(payload, 'UTF8') from evidence_entry
                         where chain_id = vendor_chain() and user_id = ? order by sequence desc limit 1
                        """).params(person.id()).query(String.class).single());
    }

    @Test
    void anItemIsShownAndDownloadedAsTheFolderHasIt() {
        String group = fixtures.group(tenant);
        fixtures.restrict(issued.certificate(), "ON_REQUEST", group);
        Client reader = signedIn(fixtures.deskPerson("AUDITOR"));
        String path = "/desk/catalogue/CERTIFICATION/" + issued.certification() + "/yaml";

        assertThat(reader.get("/desk/catalogue?q=" + issued.certification())
                        .html()
                        .select("a[href=" + path + "]"))
                .hasSize(1);
        String yaml = reader.get(path).html().selectFirst("#yaml").wholeText();
        assertThat(yaml)
                .startsWith("certifications:\n  - code: " + issued.certification() + "\n")
                .contains(
                        "    certificates:\n",
                        "        issuer: Test Assessors\n",
                        "        issued-on: 2026-01-01\n",
                        "        for:\n          - " + group + "\n",
                        "        otherwise: on-request\n");
        Answer file = reader.get(path + "/file");
        assertThat(file.text()).isEqualTo(yaml);
        assertThat(file.header("Content-Disposition")).contains("attachment", ".yaml");
        assertThat(reader.get("/desk/catalogue/CERTIFICATION/none-such/yaml").status())
                .isEqualTo(404);
        assertThat(reader.get("/desk/catalogue/TERMS/1/yaml").status()).isEqualTo(404);
    }

    @Test
    void theExportIsAFolderWithEveryDocumentThatPublishesAsItIs() throws IOException {
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
            // As in an empty database: each document is checked.
            Edition edition = new StagedFolder(
                            Folder.of(directory), Files.createDirectory(directory.resolve("copies")), Map.of())
                    .check(new PdfChecks(Duration.ofSeconds(30)));
            assertThat(edition.documents()).containsKeys(Sha256.of(linked.bytes()), Sha256.of(drafted));
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

        ReadyExports(PublishedFolder folder, JdbcClient database, byte[] document) {
            super(folder, database);
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
        byte[] document = RawPdf.page(
                        "/MediaBox [0 0 300 300] /AF [4 0 R]",
                        "<< /F (noise.txt) /EF << /F 5 0 R >> >>",
                        RawPdf.stream("/Type /EmbeddedFile", noise.toString()))
                .bytes();
        ReadyExports exports = new ReadyExports(folder, database, document);
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

    // R__90_desk_folder.sql: "on conflict do nothing"
    @Test
    void whatIsKnownOfADocumentStays() {
        UUID export = desk.as(
                editor,
                database -> database.sql("select begin_folder_export()")
                        .query(UUID.class)
                        .single());
        for (String kept : List.of("{LINKS}", "{}")) {
            desk.as(editor, database -> database.sql(note(export, kept)).query().singleRow());
        }
        assertThat(owner.<String>work(database -> database.sql("select kept::text from kept_content where sha256 = ?")
                        .param(Sha256.digest().digest(issued.bytes()))
                        .query(String.class)
                        .single()))
                .isEqualTo("{LINKS}");
    }

    private String note(UUID export, String kept) {
        return "select note_kept_content('%s', '%s', '%s')".formatted(export, issued.certificate(), kept);
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

    // R__90_desk_folder.sql: read_exported_document
    @Test
    void noDocumentIsReadWithoutAnExportOnRecord() {
        assertRefused("CC403", approver, "select begin_folder_export()");
        assertRefused("CC404", editor, read(UUID.randomUUID()));
        assertRefused("CC404", editor, note(UUID.randomUUID(), "{}"));
        assertThatExceptionOfType(DataAccessException.class)
                .isThrownBy(() -> desk.as(editor, database -> {
                    UUID export = database.sql("select begin_folder_export()")
                            .query(UUID.class)
                            .single();
                    return database.sql(read(export)).query(byte[].class).single();
                }))
                .satisfies(refusal -> assertThat(state(refusal)).isEqualTo("CC403"));
        UUID export = desk.as(
                editor,
                database -> database.sql("select begin_folder_export()")
                        .query(UUID.class)
                        .single());
        assertThat(desk.<byte[]>as(
                        editor,
                        database ->
                                database.sql(read(export)).query(byte[].class).single()))
                .isEqualTo(Arrays.copyOf(issued.bytes(), 10));
        assertRefused("CC404", fixtures.deskPerson("EDITOR"), read(export));
        assertRefused("CC404", fixtures.deskPerson("EDITOR"), note(export, "{}"));
        fixtures.update("update folder_export set requested_at = now() - interval '2 hours' where id = ?", export);
        assertRefused("CC410", editor, read(export));
        assertRefused("CC410", editor, note(export, "{}"));
        fixtures.update("update folder_export set requested_at = now() where id = ?", export);
        fixtures.update("update desk_member set retired_at = now() where user_id = ?", editor.id());
        assertRefused("CC403", editor, read(export));
        assertRefused("CC403", editor, note(export, "{}"));
    }

    private String read(UUID export) {
        return "select read_exported_document('%s', '%s', 1, 10)".formatted(export, issued.certificate());
    }

    // R__90_desk_folder.sql: "c.retired_at is null"
    @Test
    void whatIsNotOnOfferIsNotExported() {
        UUID export = desk.as(
                editor,
                database -> database.sql("select begin_folder_export()")
                        .query(UUID.class)
                        .single());
        fixtures.retire(issued);
        boolean found = desk.as(
                editor,
                database -> database.sql(read(export) + " is not null")
                        .query(Boolean.class)
                        .single());
        assertThat(found).isFalse();
    }

    private void assertRefused(String state, User person, String sql) {
        assertThatExceptionOfType(DataAccessException.class)
                .isThrownBy(() ->
                        desk.as(person, database -> database.sql(sql).query().singleRow()))
                .satisfies(refusal -> assertThat(state(refusal)).isEqualTo(state));
    }

    private static String state(Throwable refusal) {
        return ((SQLException) NestedExceptionUtils.getMostSpecificCause(refusal)).getSQLState();
    }

    @Test
    void theFolderIsComparedAndNothingIsPublished() {
        Client client = signedIn(approver);
        Answer compared = client.submit(client.get("/desk/folder").form("/comparison"), Map.of());

        assertThat(compared.status()).isEqualTo(200);
        // The folder has the demo alone.
        assertThat(compared.html().select("#comparison li").eachText())
                .anyMatch(line -> line.startsWith("Retired: certification") && line.contains(issued.certification()));
        assertThat(client.get("/desk").status()).isEqualTo(200);
        assertThat(catalogue.current().certification(issued.certification())).isPresent();
    }

    // RequestedPublication: CHANGED
    @Test
    void anotherEditionThanTheOneThatWasSeenIsNotPublished() {
        Client client = signedIn(approver);
        Answer refused = client.post(
                "/desk/folder/publication", Map.of("_csrf", client.token(), "edition", "0".repeat(64), "changes", ""));

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.html().select("#comparison form")).hasSize(1);
        assertThat(catalogue.current().certification(issued.certification())).isPresent();
        assertThat(lastEntry(approver)).startsWith("folder-publication-requested");
        assertRefused("CC403", editor, "select request_folder_publication(sha256('x'))");
        assertRefused("23514", approver, "select request_folder_publication(null)");
        assertRefused("23514", approver, "select request_folder_publication('short')");
    }
}
