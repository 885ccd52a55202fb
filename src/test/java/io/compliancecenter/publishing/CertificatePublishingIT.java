package io.compliancecenter.publishing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.compliancecenter.publishing.folder.InvalidFolderException;
import io.compliancecenter.publishing.folder.ValidationError;
import io.compliancecenter.publishing.pdfcheck.TestPdfs;
import io.compliancecenter.support.Sha256;
import io.compliancecenter.testing.database.OwnerSql;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** Which documents become which versions of a certificate, and which are refused. */
@ExtendWith(OutputCaptureExtension.class)
class CertificatePublishingIT extends PublishedFolderTest {

    @Test
    void theBytesAreThoseOfTheFiles() {
        assertThat(application.rows("""
                        select encode(content, 'hex') as content
                          from certificate_document join certificate on id = certificate_id order by file_name
                        """))
                .containsExactly(
                        HexFormat.of().formatHex(folder.bytes("certificates/host.pdf")),
                        HexFormat.of().formatHex(folder.bytes("certificates/iso-1.pdf")),
                        HexFormat.of().formatHex(folder.bytes("certificates/iso-2.pdf")));
    }

    @Test
    void anotherPdfUnderTheSameNameIsANewVersion() {
        // Which is known from another certification, or it would be checked in a process of its own.
        folder.write("certificates/host.pdf", folder.bytes("certificates/iso-1.pdf"));
        application.publish(folder);

        assertThat(certificates()).contains("host|1|host.pdf|retired", "host|2|host.pdf|on offer");
        assertThat(application.rows("""
                        select encode(content, 'hex') as content
                          from certificate_document join certificate on id = certificate_id
                         where file_name = 'host.pdf' and version = 2
                        """))
                .containsExactly(HexFormat.of().formatHex(folder.bytes("certificates/host.pdf")));
    }

    @Test
    void theSamePdfWithAnotherDateIsANewVersion() {
        folder.replace("catalogue.yaml", "issued-on: 2026-01-01", "issued-on: 2026-01-02");
        application.publish(folder);

        assertThat(certificates()).contains("host|1|host.pdf|retired", "host|2|host.pdf|on offer");
        assertThat(application.rows(
                        "select issued_on from certificate where certification_code = 'host'" + " order by version"))
                .containsExactly("2026-01-01", "2026-01-02");
    }

    @Test
    void versionsFollowTheOrderOfTheFile() {
        folder.write("certificates/iso-0.pdf", folder.bytes("certificates/host.pdf"));
        String second = "      - file: certificates/iso-2.pdf\n";
        folder.replace("catalogue.yaml", second, """
                      - file: certificates/iso-0.pdf
                        issuer: Example Assessors
                        issued-on: 2020-02-03
                """ + second);
        application.publish(folder);

        assertThat(certificates())
                .contains(
                        "iso|1|iso-1.pdf|on offer",
                        "iso|2|iso-2.pdf|retired",
                        "iso|3|iso-0.pdf|on offer",
                        "iso|4|iso-2.pdf|on offer");
    }

    @Test
    void aCertificateThatIsRemovedLeavesTheOthersAsTheyAre() {
        folder.replace("catalogue.yaml", """
                      - file: certificates/iso-1.pdf
                        issuer: Example Assessors
                        issued-on: 2023-02-03
                        valid-until: 2026-02-02
                """, "");
        application.publish(folder);

        assertThat(certificates())
                .containsExactly("host|1|host.pdf|on offer", "iso|1|iso-1.pdf|retired", "iso|2|iso-2.pdf|on offer");
    }

    @Test
    void twoCertificationsMayShareADocument() {
        folder.replace("catalogue.yaml", "file: certificates/host.pdf", "file: certificates/iso-1.pdf");
        application.publish(folder);

        assertThat(certificates()).contains("host|2|iso-1.pdf|on offer", "iso|1|iso-1.pdf|on offer");
    }

    /** Fails without {@code errors.throwIfAny()} in {@code StagedFolder}. */
    @Test
    void aBombIsRefusedByNameAndNothingElseIsPublished() throws Exception {
        folder.write("certificates/host.pdf", TestPdfs.objectsThatUnpackTo(1024));
        folder.replace("catalogue.yaml", "name: Example Vendor", "name: Renamed Vendor");

        assertThatExceptionOfType(InvalidFolderException.class)
                .isThrownBy(() -> application.publish(folder))
                .satisfies(refused -> assertThat(refused.errors())
                        .extracting(ValidationError::toString)
                        .containsExactly("catalogue.yaml, line 47, certifications[1].certificates[0].file:"
                                + " 'certificates/host.pdf' could not be checked with 192 MiB of memory; print it to a PDF, or"
                                + " publish it in parts, each as a certificate of its own"));

        assertThat(catalogue.current().vendor().name()).isEqualTo("Example Vendor");
        assertThat(certificates()).contains("host|1|host.pdf|on offer").hasSize(3);
    }

    // record_certificate_publication
    @Test
    void aProtectedPdfIsStoredWithoutItsProtectionAndTheRecordSaysSo(CapturedOutput output) {
        byte[] protectedPdf = TestPdfs.encrypted("", TestPdfs.page("Host"));
        String original = HexFormat.of().formatHex(Sha256.digest().digest(protectedPdf));
        folder.write("certificates/host.pdf", protectedPdf);
        folder.replace(
                "catalogue.yaml",
                "file: certificates/host.pdf\n",
                "file: certificates/host.pdf\n        protection: remove\n");
        application.publish(folder);

        String stored = application.rows("""
                        select encode(d.sha256, 'hex') from certificate_document d join certificate c on id = certificate_id
                         where c.file_name = 'host.pdf' and c.retired_at is null and c.sha256 = sha256(d.content)
                        """).get(0);
        assertThat(stored).isNotEqualTo(original);
        assertThat(application.rows("""
                        select convert_from(payload, 'UTF8')::json #>> '{certificate,sha256}' as stored,
                               convert_from(payload, 'UTF8')::json ->> 'protectionRemovedFrom' as original
                          from evidence_entry where kind = 'certificate-published'
                         order by sequence desc limit 1
                        """)).containsExactly(stored + "|" + original);
        assertThat(output.getAll().lines().filter(line -> line.contains("The protection against changes of host.pdf")))
                .singleElement()
                .asString()
                .contains("WARN", original, stored);

        List<String> before = certificates();
        application.publish(folder);
        assertThat(certificates()).isEqualTo(before);
    }

    // CataloguePublisher: refusePurged
    @Test
    void aPurgedDocumentIsRefusedWithItsLine() {
        String catalogueFile = new String(folder.bytes("catalogue.yaml"), StandardCharsets.UTF_8);
        folder.replace("catalogue.yaml", "certificates/host.pdf", "certificates/iso-1.pdf");
        application.publish(folder);
        purge("host.pdf");
        application.publish(folder);
        List<String> before = certificates();

        folder.write("catalogue.yaml", catalogueFile + "\n");

        assertThatExceptionOfType(InvalidFolderException.class)
                .isThrownBy(() -> application.publish(folder))
                .satisfies(refused -> assertThat(refused.errors())
                        .extracting(ValidationError::toString)
                        .singleElement()
                        .asString()
                        .startsWith("catalogue.yaml, line ")
                        .endsWith("'host.pdf' was withdrawn and purged at the desk, and cannot be published again"));
        assertThat(certificates()).isEqualTo(before);
    }

    /** As two persons at the desk do. */
    private void purge(String fileName) {
        application.bean(OwnerSql.class).publish(owner -> {
            for (String role : List.of("EDITOR", "APPROVER")) {
                owner.sql("""
                                with person as (
                                    insert into user_account (email, name, source)
                                    values (lower(:role) || '@desk.example', :role, 'INVITATION') returning id),
                                employed as (insert into desk_member (user_id, role) select id, :role from person)
                                select set_config('compliance_center.user_id', id::text, true) from person
                                """).param("role", role).query(String.class).single();
                owner.sql(
                                role.equals("EDITOR")
                                        ? "select 1 from certificate c, request_purge(c.id, 'A mistake') where c.file_name = :name"
                                        : "select confirm_purge(c.id, c.sha256) from certificate c where c.file_name = :name")
                        .param("name", fileName)
                        .query()
                        .listOfRows();
            }
        });
    }
}
