package io.compliancecenter.publishing.folder;

import static org.assertj.core.api.Assertions.assertThat;

import io.compliancecenter.catalogue.Audience;
import io.compliancecenter.catalogue.Audience.Otherwise;
import io.compliancecenter.catalogue.published.Catalogue.CertificationDetails;
import io.compliancecenter.catalogue.published.Catalogue.VendorDetails;
import io.compliancecenter.catalogue.published.ComplianceDetails;
import io.compliancecenter.catalogue.published.ComplianceDetails.Link;
import io.compliancecenter.catalogue.published.RenewalCycle;
import io.compliancecenter.catalogue.published.Status;
import io.compliancecenter.publishing.folder.CatalogueFile.ListedCertificate;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read of a catalogue file, and what is said of a wrong one. */
class CatalogueFileTest extends CatalogueText {

    /** The errors of the catalogue with one passage replaced, which has to be in it. */
    private List<String> problemsWith(String passage, String replacement) {
        assertThat(CATALOGUE).contains(passage);
        read(CATALOGUE.replace(passage, replacement));
        return errors.list().stream().map(ValidationError::toString).toList();
    }

    @Test
    void readsEverythingThatAFileSays() {
        CatalogueFile catalogue = read(CATALOGUE).orElseThrow();

        assertThat(errors.list()).isEmpty();
        assertThat(catalogue.with(Map.of()).vendor())
                .isEqualTo(new VendorDetails("Example Vendor", "security@vendor.example", "What we keep to."));
        assertThat(catalogue.with(Map.of()).compliances())
                .containsExactly(
                        new ComplianceDetails(
                                "gdpr",
                                "GDPR",
                                Status.COMPLIANT,
                                "A regulation.",
                                "The **regulation**.",
                                "We do.",
                                List.of(new Link("Text", "https://vendor.example/gdpr?a=b#c"))),
                        new ComplianceDetails(
                                "iso-27001", "27001", Status.IN_PROGRESS, "yes", "A standard.", null, List.of()));
        assertThat(catalogue.with(Map.of()).certifications())
                .containsExactly(new CertificationDetails(
                        "iso-27001",
                        "ISO 27001",
                        Status.CERTIFIED,
                        "A certification.",
                        "Much.",
                        "iso-27001",
                        new RenewalCycle(
                                Period.ofYears(3),
                                "Every three years.",
                                List.of(new RenewalCycle.Audit("Surveillance audit", Period.ofMonths(12))))));
        assertThat(catalogue.certificates())
                .containsExactly(
                        new ListedCertificate(
                                new Location("catalogue.yaml", 37, "certifications[0].certificates[0].file"),
                                "iso-27001",
                                "certificates/iso-2025.pdf",
                                "Example Assessors",
                                LocalDate.of(2025, 2, 3),
                                LocalDate.of(2026, 2, 2),
                                false,
                                Set.of(),
                                null),
                        new ListedCertificate(
                                new Location("catalogue.yaml", 41, "certifications[0].certificates[1].file"),
                                "iso-27001",
                                "certificates/iso-2026.pdf",
                                "Example Assessors",
                                LocalDate.of(2026, 2, 3),
                                null,
                                false,
                                Set.of(),
                                null));
    }

    @Test
    void readsForWhomACertificateIs() {
        CatalogueFile catalogue = read(CATALOGUE
                        .replace("issued-on: 2026-02-03", """
                issued-on: 2026-02-03
                        for:
                          - banks
                          - group: pilots
                            from: 2026-12-01
                            until: 2027-01-01T09:00+01:00
                        otherwise: on-request""")
                        .replace("issued-on: 2025-02-03", "issued-on: 2025-02-03\n        for: []"))
                .orElseThrow();

        assertThat(errors.list()).isEmpty();
        assertThat(catalogue.certificates())
                .extracting(ListedCertificate::audience)
                .containsExactly(
                        new Audience(Otherwise.HIDDEN, List.of()),
                        new Audience(
                                Otherwise.ON_REQUEST,
                                List.of(
                                        new Audience.Group("banks", null, null),
                                        new Audience.Group(
                                                "pilots",
                                                Instant.parse("2026-12-01T00:00:00Z"),
                                                Instant.parse("2027-01-01T08:00:00Z")))));
        catalogue.requireGroups(Set.of("banks"), errors);
        assertThat(errors.list())
                .extracting(ValidationError::toString)
                .containsExactly(
                        "catalogue.yaml, line 47, certifications[0].certificates[1].for[1].group: there is no group with"
                                + " the code 'pilots' in organizations.yaml");
    }

    // CatalogueFile.audience: what cannot be meant must not make a certificate one for everyone
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            for:                                        | line 44, certifications[0].certificates[1].for: is empty; write 'for: []' if it is for no group, or leave it out if it is for everyone
            for: banks                                  | line 44, certifications[0].certificates[1].for: has to be a list
            for: [banks, banks]                         | line 44, certifications[0].certificates[1].for[1].group: 'banks' is there twice
            for: [Banks!]                               | line 44, certifications[0].certificates[1].for[0].group: 'Banks!' has to be lower-case letters, digits and single hyphens between them, at most 63
            for: [[banks]]                              | line 44, certifications[0].certificates[1].for[0]: has to hold fields, as in 'name: value'
            for: [{group: banks, from: 1999-01-01}]     | line 44, certifications[0].certificates[1].for[0].from: '1999-01-01' has to be a time with its offset as in 2026-02-28T09:00+01:00, or a day as in 2026-02-28 (from its start, UTC), of the years 2000 to 2999
            'for: [{group: b, from: 2027-01-01, until: 2027-01-01}]' | line 44, certifications[0].certificates[1].for[0].until: has to be after from
            otherwise: hidden                           | line 44, certifications[0].certificates[1].otherwise: has no meaning without 'for': the certificate is for everyone
            otherwise: nothing                          | line 44, certifications[0].certificates[1].otherwise: 'nothing' has to be on-request or hidden
            """)
    void namesWhatIsWrongAboutForWhomACertificateIs(String field, String problem) {
        assertThat(problemsWith("issued-on: 2026-02-03", "issued-on: 2026-02-03\n        " + field))
                .contains("catalogue.yaml, " + problem);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            '  name: Example Vendor'      | '  nmae: Example Vendor'    | catalogue.yaml, line 2, vendor.nmae: is not known here; known are: name, support
            'status: CERTIFIED'           | 'status: Certified'         | catalogue.yaml, line 26, certifications[0].status: 'Certified' has to be one of COMPLIANT, CERTIFIED, IN_PROGRESS, NOT_APPLICABLE
            'status: CERTIFIED'           | 'code: twice'               | catalogue.yaml, line 26, certifications[0].code: is given twice
            'status: CERTIFIED'           | 'status: [CERTIFIED]'       | catalogue.yaml, line 26, certifications[0].status: has to be a text
            'status: CERTIFIED'           | 'status: !mine CERTIFIED'   | catalogue.yaml, line 26, certifications[0].status: has to be a text
            'status: CERTIFIED'           | 'status: !!java.io.File x'  | catalogue.yaml, line 26: cannot be read as YAML: Global tag is not allowed: tag:yaml.org,2002:java.io.File
            'status: CERTIFIED'           | 'status:'                   | catalogue.yaml, line 26, certifications[0].status: is empty
            'status: CERTIFIED'           | 'status: "A\\nB"'           | catalogue.yaml, line 26, certifications[0].status: has to be one line
            'name: GDPR'                  | 'name: "GD\\0PR"'           | catalogue.yaml, line 9, compliances[0].name: holds the control character U+0000
            'name: GDPR'                  | 'name: "GD\\uD800PR"'       | catalogue.yaml, line 9, compliances[0].name: holds the control character U+D800
            'Security@vendor.example'     | 'the security team'         | catalogue.yaml, line 3, vendor.support: 'the security team' has to be an e-mail address
            'code: gdpr'                  | 'code: GDPR'                | catalogue.yaml, line 8, compliances[0].code: 'GDPR' has to be lower-case letters, digits and single hyphens between them, at most 63
            'code: gdpr'                  | 'code: iso-27001'           | catalogue.yaml, line 18, compliances[1].code: 'iso-27001' is there twice
            'url: https:'                 | 'url: http:'                | catalogue.yaml, line 17, compliances[0].links[0].url: 'http://vendor.example/gdpr?a=b#c' has to be an https:// address
            'url: https:'                 | 'url: javascript:'          | catalogue.yaml, line 17, compliances[0].links[0].url: 'javascript://vendor.example/gdpr?a=b#c' has to be an https:// address
            'compliance: iso-27001'       | 'compliance: iso-27002'     | catalogue.yaml, line 27, certifications[0].compliance: there is no compliance with the code 'iso-27002'
            'every: P3Y'                  | 'every: 3 years'            | catalogue.yaml, line 31, certifications[0].renewal-cycle.every: '3 years' has to be a period of one day to 100 years as in P1Y, P3M or P90D (ISO 8601)
            'every: P3Y'                  | 'every: P0D'                | catalogue.yaml, line 31, certifications[0].renewal-cycle.every: 'P0D' has to be a period of one day to 100 years as in P1Y, P3M or P90D (ISO 8601)
            'every: P12M'                 | 'every: P-1M'               | catalogue.yaml, line 35, certifications[0].renewal-cycle.audits[0].every: 'P-1M' has to be a period of one day to 100 years as in P1Y, P3M or P90D (ISO 8601)
            'every: P12M'                 | 'every: P2147483647Y'       | catalogue.yaml, line 35, certifications[0].renewal-cycle.audits[0].every: 'P2147483647Y' has to be a period of one day to 100 years as in P1Y, P3M or P90D (ISO 8601)
            'issued-on: 2026-02-03'       | 'issued-on: 2026-02-30'     | catalogue.yaml, line 43, certifications[0].certificates[1].issued-on: '2026-02-30' has to be a day of the years 1900 to 2999 as in 2026-02-28
            'issued-on: 2026-02-03'       | 'issued-on: 3.2.2026'       | catalogue.yaml, line 43, certifications[0].certificates[1].issued-on: '3.2.2026' has to be a day of the years 1900 to 2999 as in 2026-02-28
            'issued-on: 2026-02-03'       | 'issued-on: +99999-01-01'   | catalogue.yaml, line 43, certifications[0].certificates[1].issued-on: '+99999-01-01' has to be a day of the years 1900 to 2999 as in 2026-02-28
            'valid-until: 2026-02-02'     | 'valid-until: 2025-02-02'   | catalogue.yaml, line 40, certifications[0].certificates[0].valid-until: is before issued-on
            'certifications:'             | 'certifications: x'         | catalogue.yaml, line 24: cannot be read as YAML: mapping values are not allowed here
            """)
    void namesFileLineFieldAndWhatIsWrong(String passage, String replacement, String problem) {
        assertThat(problemsWith(passage, replacement)).contains(problem);
    }

    @Test
    void tellsEverythingAtOnce() {
        assertThat(problemsWith(CATALOGUE, """
                vendor: nobody
                compliances:
                  - code: a--b
                  - gdpr
                certifications: none
                """))
                .containsExactly(
                        "catalogue.yaml, line 1, introduction: is missing",
                        "catalogue.yaml, line 1, vendor: has to hold fields, as in 'name: value'",
                        "catalogue.yaml, line 3, compliances[0].code: 'a--b' has to be lower-case letters, digits and single"
                                + " hyphens between them, at most 63",
                        "catalogue.yaml, line 3, compliances[0].name: is missing",
                        "catalogue.yaml, line 3, compliances[0].status: is missing",
                        "catalogue.yaml, line 3, compliances[0].summary: is missing",
                        "catalogue.yaml, line 3, compliances[0].description: is missing",
                        "catalogue.yaml, line 4, compliances[1]: has to hold fields, as in 'name: value'",
                        "catalogue.yaml, line 5, certifications: has to be a list");
    }

    @Test
    void aListThatIsMissingIsNotTakenForAnEmptyOne() {
        assertThat(problemsWith(CATALOGUE, """
                vendor: {name: N, support: s@vendor.example}
                introduction: I
                """))
                .containsExactly(
                        "catalogue.yaml, line 1, compliances: is missing; if there is none, write 'compliances: []'",
                        "catalogue.yaml, line 1, certifications: is missing; if there is none, write 'certifications: []'");
    }

    @Test
    void textsHaveAnEnd() {
        assertThat(problemsWith("name: GDPR", "name: " + "x".repeat(201)))
                .containsExactly("catalogue.yaml, line 9, compliances[0].name: is longer than 200 characters");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "# nothing", "---\n---\n", "[]", "text", "{a: b", "&a [*a]", "a: 1\n---\na: 2"})
    void whatIsNoMappingIsNoCatalogue(String text) {
        assertThat(read(text).filter(catalogue -> errors.list().isEmpty())).isEmpty();
        assertThat(errors.list()).isNotEmpty();
    }

    /** Fails, or runs out of memory, without the limits of {@code YamlMapping#read}. */
    @Test
    void aliasesAndDepthHaveAnEnd() {
        StringBuilder laughs = new StringBuilder("introduction:\n  a0: &a0 [lol, lol]\n");
        for (int depth = 1; depth < 30; depth++) {
            laughs.append("  a%d: &a%d [*a%d, *a%d]\n".formatted(depth, depth, depth - 1, depth - 1));
        }
        read(laughs.toString());
        read("introduction: " + "[".repeat(100_000));

        assertThat(errors.list())
                .extracting(ValidationError::toString)
                .satisfiesExactly(
                        laughter -> assertThat(laughter)
                                .startsWith("catalogue.yaml: cannot be read as YAML: Number of aliases"),
                        depth -> assertThat(depth)
                                .startsWith("catalogue.yaml: cannot be read as YAML: Nesting Depth exceeded"));
    }
}
