package io.compliancecenter.publishing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.compliancecenter.catalogue.published.IssuedCertificate;
import io.compliancecenter.publishing.PublishedFolder.Published;
import io.compliancecenter.publishing.folder.TestFolder;
import io.compliancecenter.publishing.folder.export.CatalogueWriter;
import io.compliancecenter.publishing.folder.export.FolderContent;
import io.compliancecenter.publishing.folder.export.FolderWriter;
import io.compliancecenter.testing.database.OwnerSql;
import io.compliancecenter.testing.pdf.RawPdf;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is published, written as a folder, publishes to the same. */
class FolderExportIT {

    private static final String WHAT_IS_PUBLISHED = """
            select kind, label, fields from (
                select 'vendor' as kind, v.name as label, to_jsonb(v)::text as fields from vendor v
                union all
                select 'compliance', code, (to_jsonb(c) || jsonb_build_object('links',
                           (select jsonb_agg(to_jsonb(l) order by position) from compliance_link l where l.compliance_code = code)))::text
                  from compliance c
                union all
                select 'certification', code, (to_jsonb(c) || jsonb_build_object('audits',
                           (select jsonb_agg(to_jsonb(a) order by position) from certification_audit a where a.certification_code = code)))::text
                  from certification c
                union all
                select 'translation', language, introduction from vendor_translation
                union all
                select 'translation', compliance_code, to_jsonb(t)::text from compliance_translation t
                union all
                select 'translation', certification_code, to_jsonb(t)::text from certification_translation t
                union all
                select 'certificate', file_name,
                       (to_jsonb(c) - '{id, published_at}'::text[] || jsonb_build_object(
                           'otherwise', (select otherwise from certificate_restriction r where r.certificate_id = c.id and r.retired_at is null),
                           'groups', (select jsonb_agg(jsonb_build_array(group_code, valid_from, valid_until))
                                        from certificate_access a where a.certificate_id = c.id and a.retired_at is null)))::text
                  from certificate c
                union all
                select 'terms', t.version || t.locale, v.kind || v.effective_at || encode(t.sha256, 'hex')
                  from terms_text t join terms_version v using (version)
                union all
                select 'user', email, key || name from user_account where retired_at is null
                union all
                select 'member', o.slug, o.key || u.email || m.role
                  from member m join organization o on o.id = organization_id join user_account u on u.id = user_id
                union all
                select 'desk', u.email, d.role from desk_member d join user_account u on u.id = user_id
                union all
                select 'approval', 'second person', requires_second_person()::text
                union all
                select 'group', g.code, g.name || coalesce(o.key, '') || coalesce(m.valid_until::text, '')
                  from access_group g left join access_group_organization m on m.group_code = g.code
                  left join organization o on o.id = m.organization_id) item
             order by kind, label, fields
            """;

    private final PublishingApplication application = PublishingApplication.shared();

    @TempDir
    Path directory;

    private TestFolder folder;

    @BeforeEach
    void publish() {
        folder = TestFolder.in(directory.resolve("folder")).translated();
        folder.replace("organizations.yaml", "  - slug: acme\n", "  - key: the-first\n    slug: acme\n");
        folder.write("organizations.yaml", text(folder, "organizations.yaml") + """
                desk-approval: SINGLE_PERSON
                desk:
                  - email: tom@acme.example
                    role: AUDITOR
                groups:
                  - code: banks
                    name: Banks
                    organizations:
                      - the-first
                      - organization: globex
                        until: 2099-01-01T09:00:00+01:00
                  - code: none
                    name: None
                    organizations: []
                """);
        folder.replace(
                "catalogue.yaml",
                "issued-on: 2026-01-01\n",
                "issued-on: 2026-01-01\n        for: [banks, {group: none, until: 2099-01-01}]\n        otherwise: on-request\n");
        folder.replace(
                "catalogue.yaml",
                "description: The standard.\n",
                "description: \"The standard:\\n\\n  - it's *this*\\n\\n# 'and' \\\"that\\\" \\u00fc\\U0001F600\\ttabs\"\n");
        folder.write(
                "certificates/host.pdf",
                RawPdf.page(
                                "/MediaBox [0 0 300 300] /AF [4 0 R] /Annots [<< /Subtype /Link /Rect [9 99 20 120]"
                                        + " /A << /S /URI /URI (http://vendor.example/) >> >>]",
                                "<< /F (factur-x.xml) /EF << /F 5 0 R >> >>",
                                RawPdf.stream("/Type /EmbeddedFile", "<a/>"))
                        .bytes());
        folder.replace(
                "catalogue.yaml",
                "file: certificates/host.pdf\n",
                "file: certificates/host.pdf\n        attachments: keep\n        links: keep\n");
        folder.write("terms/1.de.md", "# Bedingungen\n\nErste Worte.  \n\n");
        folder.write("terms/2.md", "Second.\n");
        application.reset("folder_to_export", () -> application.publish(folder));
    }

    private static String text(TestFolder folder, String file) {
        return new String(folder.bytes(file), StandardCharsets.UTF_8);
    }

    private Published read() {
        return application
                .bean(OwnerSql.class)
                .work(sql -> application.bean(PublishedFolder.class).read())
                .orElseThrow();
    }

    /** Writes what is published to a folder, with the PDFs from the first one. */
    private TestFolder export(String name) {
        FolderContent content = read().content();
        TestFolder export = TestFolder.empty(directory.resolve(name));
        FolderWriter.write(content).forEach(export::write);
        for (IssuedCertificate certificate : content.catalogue().certificates()) {
            export.write(
                    CatalogueWriter.file(certificate, content.catalogue()),
                    folder.bytes("certificates/" + certificate.fileName()));
        }
        return export;
    }

    // EditionPublisher: kept::add; CatalogueWriter: kept
    @Test
    void itPublishesToTheSameInAnEmptyDatabase() {
        List<String> before = application.rows(WHAT_IS_PUBLISHED);
        FolderContent content = read().content();
        TestFolder export = export("export");
        assertThat(text(export, "catalogue.yaml").split(": keep\n", -1)).hasSize(3);

        application.reset();
        application.publish(export);

        assertThat(application.rows(WHAT_IS_PUBLISHED)).isEqualTo(before);
        assertThat(read().content()).isEqualTo(content);
        assertThat(application.rows("select password_hash from user_account")).containsOnly("null");
    }

    // CataloguePublisher: audience; Certification: find; DirectoryTables: "wanted.password_hash is not null";
    // TermsObjections: isSameAs; GroupTables: managed_by = 'DESK'
    @Test
    void itChangesNothingWhereItCameFrom() {
        String table = "select email, password_hash, credential_version from user_account order by 1";
        List<String> passwords = application.rows(table);
        // What the desk manages is in the export as well.
        application.update("insert into access_group (code, name, managed_by) values ('desk', 'Of the desk', 'DESK')");
        application.update(
                "insert into access_group_organization (group_code, organization_id) select 'desk', id from organization");
        application.update("alter table terms_version disable trigger user");
        application.update("update terms_version set managed_by = 'DESK' where version = 2");
        application.update("alter table terms_version enable trigger user");
        // A file whose protection was removed, and that is for groups.
        application.update("alter table certificate disable trigger user");
        application.update(
                "update certificate set original_sha256 = sha256('as handed in') where file_name = 'host.pdf'");
        application.update("alter table certificate enable trigger user");
        List<String> before = application.rows(WHAT_IS_PUBLISHED);

        TestFolder export = export("export");
        assertThat(text(export, "organizations.yaml")).contains("Of the desk", "password: keep");
        application.publish(export);

        assertThat(application.rows(WHAT_IS_PUBLISHED)).isEqualTo(before);
        assertThat(application.rows(table)).isEqualTo(passwords);
    }

    @Test
    void aVersionOfTheDeskWithOtherWordsIsRefused() {
        application.update("alter table terms_version disable trigger user");
        application.update("update terms_version set managed_by = 'DESK' where version = 2");
        application.update("alter table terms_version enable trigger user");
        TestFolder export = export("export");
        export.write("terms/2.md", "Other.\n");

        assertThatThrownBy(() -> application.publish(export))
                .hasMessageContaining("version 2 was published at the desk");
    }
}
