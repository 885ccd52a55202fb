package io.compliancecenter.publishing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import io.compliancecenter.catalogue.published.Catalogue;
import io.compliancecenter.catalogue.published.Catalogue.VendorDetails;
import io.compliancecenter.catalogue.published.ComplianceDetails;
import io.compliancecenter.catalogue.published.ComplianceDetails.Link;
import io.compliancecenter.catalogue.published.PublishedCertification;
import io.compliancecenter.catalogue.published.ReaderLanguages;
import io.compliancecenter.catalogue.published.RenewalCycle;
import io.compliancecenter.catalogue.published.Status;
import io.compliancecenter.publishing.folder.InvalidFolderException;
import io.compliancecenter.publishing.folder.TestFolder;
import io.compliancecenter.publishing.folder.ValidationError;
import java.nio.charset.StandardCharsets;
import java.time.Period;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** What is published of a catalogue, and what changes it. */
@ExtendWith(OutputCaptureExtension.class)
class CataloguePublishingIT extends PublishedFolderTest {

    @Test
    void everythingInTheFileIsPublished() {
        assertThat(catalogue.current().vendor())
                .isEqualTo(new VendorDetails("Example Vendor", "security@vendor.example", "What we keep to."));
        assertThat(catalogue.current().compliances())
                .containsExactly(
                        new ComplianceDetails(
                                "gdpr",
                                "GDPR",
                                Status.COMPLIANT,
                                "A regulation.",
                                "The **regulation**.",
                                "We do.",
                                List.of(new Link("Text", "https://vendor.example/gdpr"))),
                        new ComplianceDetails(
                                "iso", "ISO", Status.IN_PROGRESS, "A standard.", "The standard.", null, List.of()));
        assertThat(catalogue.current().certifications())
                .extracting(
                        PublishedCertification::code,
                        PublishedCertification::compliance,
                        PublishedCertification::renewalCycle)
                .containsExactly(
                        tuple(
                                "iso",
                                "iso",
                                new RenewalCycle(
                                        Period.ofYears(3),
                                        "Every three years.",
                                        List.of(new RenewalCycle.Audit("Surveillance audit", Period.ofYears(1))))),
                        tuple("host", null, null));
        assertThat(certificates())
                .containsExactly("host|1|host.pdf|on offer", "iso|1|iso-1.pdf|on offer", "iso|2|iso-2.pdf|on offer");
    }

    private static final ReaderLanguages GERMAN = new ReaderLanguages(List.of("de", "en"));

    // Compliance, Certification and Vendor: translations
    @Test
    void everythingIsPublishedInEachLanguageOfTheFile() {
        application.publish(folder.translated());

        Catalogue published = catalogue.current();
        assertThat(published.languages()).containsExactly("en", "de");
        assertThat(published.vendor().introduction()).isEqualTo("What we keep to.");
        assertThat(published.compliances()).extracting(ComplianceDetails::name).containsExactly("GDPR", "ISO");
        Catalogue german = published.in(GERMAN);
        assertThat(german.vendor().introduction()).isEqualTo("Woran wir uns halten.");
        assertThat(german.compliances())
                .extracting(
                        ComplianceDetails::name,
                        ComplianceDetails::summary,
                        ComplianceDetails::description,
                        ComplianceDetails::howWeComply,
                        ComplianceDetails::links)
                .containsExactly(
                        tuple(
                                "DSGVO",
                                "Eine Verordnung.",
                                "Die **Verordnung**.",
                                "Das tun wir.",
                                List.of(new Link("Wortlaut", "https://vendor.example/gdpr"))),
                        tuple("ISO-Norm", "Eine Norm.", "Die Norm.", null, List.of()));
        assertThat(german.certifications())
                .extracting(
                        PublishedCertification::name,
                        PublishedCertification::summary,
                        PublishedCertification::assures,
                        PublishedCertification::renewalCycle)
                .containsExactly(
                        tuple(
                                "ISO-Zertifikat",
                                "Eine Zertifizierung.",
                                "Vieles.",
                                new RenewalCycle(
                                        Period.ofYears(3),
                                        "Alle drei Jahre.",
                                        List.of(new RenewalCycle.Audit("Überwachungsaudit", Period.ofYears(1))))),
                        tuple("Host", "A certification.", "Something.", null));
    }

    @Test
    void aTranslationIsChangedAndTakenAwayAndTheRestStays() {
        application.publish(folder.translated());
        UUID revision = catalogue.current().revision();
        folder.replace("catalogue.yaml", "name: DSGVO", "name: Datenschutz-Grundverordnung");
        assertThat(application.requested(folder).compare().changes())
                .extracting(Change::toString)
                .containsExactly("changed    compliance GDPR: translations");
        application.publish(folder);
        assertThat(catalogue.current().revision()).isNotEqualTo(revision);
        assertThat(catalogue.current().in(GERMAN).compliances())
                .extracting(ComplianceDetails::name)
                .containsExactly("Datenschutz-Grundverordnung", "ISO-Norm");

        TestFolder inEnglish = TestFolder.in(directory);
        inEnglish.comment();
        application.publish(inEnglish);
        assertThat(catalogue.current().languages()).containsExactly("en");
        assertThat(application.rows("""
                        select (select count(*) from vendor_translation) as one, (select count(*) from compliance_translation) as two,
                               (select count(*) from certification_translation) as three
                        """)).containsExactly("0|0|0");
    }

    // CataloguePublisher.vendor: the desk's texts would be shown as if they were in another language
    @Test
    void theFirstLanguageStaysWhileTheDeskManagesTexts() {
        application.publish(folder.translated());
        application.update("update compliance set managed_by = 'DESK' where code = 'gdpr'");
        beginWithFrench();
        assertStaysEnglish("texts in it are managed at the desk");

        folder.replace("catalogue.yaml", "[fr, en]", "[en, fr]");
        application.publish(folder);
        // It has German, which the catalogue is not in any more.
        assertThat(catalogue.current().compliances().get(0).translations()).isEmpty();
    }

    // CataloguePublisher.vendor: areTextsInDrafts
    @Test
    void theFirstLanguageStaysWhileADraftOfTheDeskHasTexts() {
        application.publish(folder.translated());
        application.update("""
                with begun as (insert into draft (title, created_by) select 'A draft', id from user_account limit 1 returning *)
                insert into draft_change (draft_id, kind, key, content, edited_by)
                select id, 'COMPLIANCE', 'new', '{"name": "In English"}', created_by from begun
                """);
        beginWithFrench();
        assertStaysEnglish("drafts at the desk have texts in it: publish or discard them first");

        application.update("update draft_change set kind = 'CERTIFICATION'");
        assertStaysEnglish("drafts at the desk have texts in it: publish or discard them first");

        application.update("update draft_change set content = '{\"name\": \"In English\", \"retired\": true}'");
        application.publish(folder);
        assertThat(catalogue.current().languages()).containsExactly("fr", "en");
        application.update("update draft_change set kind = 'TERMS', content = '{}'");
        folder.replace("catalogue.yaml", "[fr, en]", "[es, en]");
        application.publish(folder);
        assertThat(catalogue.current().languages()).containsExactly("es", "en");
        application.update("update draft_change set kind = 'COMPLIANCE'");
        application.update("update draft set state = 'DISCARDED'");
        folder.replace("catalogue.yaml", "[es, en]", "[it, en]");
        application.publish(folder);
        assertThat(catalogue.current().languages()).containsExactly("it", "en");
    }

    private void beginWithFrench() {
        folder.replace("catalogue.yaml", "[en, de]", "[fr, en]");
        folder.write(
                "catalogue.yaml",
                new String(folder.bytes("catalogue.yaml"), StandardCharsets.UTF_8)
                        .replaceAll("(?m)^( *)translations:\n(\\1 .*\n)+", ""));
    }

    private void assertStaysEnglish(String reason) {
        assertThatExceptionOfType(InvalidFolderException.class)
                .isThrownBy(() -> application.publish(folder))
                .satisfies(refused -> assertThat(refused.errors())
                        .extracting(ValidationError::toString)
                        .containsExactly(
                                "catalogue.yaml, line 1, languages: the first language has to stay 'en', because "
                                        + reason));
    }

    @Test
    void whatDiffersIsChangedAndTheOrderIsThatOfTheFile() {
        folder.write("catalogue.yaml", """
                vendor:
                  name: Renamed Vendor
                  support: security@vendor.example
                introduction: What we keep to.
                compliances:
                  - code: iso
                    name: ISO
                    status: COMPLIANT
                    summary: A standard.
                    description: The standard.
                  - code: ccpa
                    name: CCPA
                    status: COMPLIANT
                    summary: An act.
                    description: The act.
                  - code: gdpr
                    name: GDPR
                    status: COMPLIANT
                    summary: A regulation.
                    description: The **regulation**.
                certifications: []
                """);
        application.publish(folder);

        assertThat(catalogue.current().vendor().name()).isEqualTo("Renamed Vendor");
        assertThat(catalogue.current().compliances())
                .extracting(
                        ComplianceDetails::code,
                        ComplianceDetails::status,
                        ComplianceDetails::howWeComply,
                        ComplianceDetails::links)
                .containsExactly(
                        tuple("iso", Status.COMPLIANT, null, List.of()),
                        tuple("ccpa", Status.COMPLIANT, null, List.of()),
                        tuple("gdpr", Status.COMPLIANT, null, List.of()));
    }

    @Test
    void whatIsMissingIsRetiredAndWhatComesBackIsShownAgainItsCertificatesAsNewVersions() {
        String before = new String(folder.bytes("catalogue.yaml"), StandardCharsets.UTF_8);
        folder.write("catalogue.yaml", """
                vendor:
                  name: Example Vendor
                  support: security@vendor.example
                introduction: What we keep to.
                compliances: []
                certifications: []
                """);
        application.publish(folder);

        assertThat(catalogue.current().compliances()).isEmpty();
        assertThat(catalogue.current().certifications()).isEmpty();
        assertThat(certificates())
                .containsExactly("host|1|host.pdf|retired", "iso|1|iso-1.pdf|retired", "iso|2|iso-2.pdf|retired");

        folder.write("catalogue.yaml", before);
        folder.comment();
        application.publish(folder);

        assertThat(catalogue.current().compliances()).hasSize(2);
        assertThat(catalogue.current().certifications()).hasSize(2);
        assertThat(certificates())
                .containsExactly(
                        "host|1|host.pdf|retired",
                        "host|2|host.pdf|on offer",
                        "iso|1|iso-1.pdf|retired",
                        "iso|2|iso-2.pdf|retired",
                        "iso|3|iso-1.pdf|on offer",
                        "iso|4|iso-2.pdf|on offer");
        assertThat(application.rows("select count(*) as n from certificate_document"))
                .containsExactly("6");
    }

    @Test
    void specimenTermsAreWarnedOfWithAnExternalDatabase(CapturedOutput output) {
        String warning = "begins with \"Specimen\"";
        folder.withoutCertificates().write("terms/1.md", "# Terms\n\n> **Specimen.** Not for use.\n\nFirst words.\n");
        application.reset();
        application.publishExternally(folder);
        assertThat(output.getAll().lines().filter(line -> line.contains(warning)))
                .singleElement()
                .asString()
                .contains("WARN", "Version 1 of the terms");

        folder.write("terms/2.md", "# Terms\n\nThe specimen of a signature is confidential.\n");
        application.publishExternally(folder);
        assertThat(application.rows("select count(*) as n from terms_version")).containsExactly("2");
        assertThat(output.getAll().lines().filter(line -> line.contains(warning)))
                .hasSize(1);
    }
}
