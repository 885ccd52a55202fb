package io.compliancecenter.publishing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.compliancecenter.publishing.folder.InvalidFolderException;
import io.compliancecenter.publishing.folder.TestFolder;
import io.compliancecenter.publishing.folder.ValidationError;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TermsPublishingIT {

    private static final String VENDOR_RECORD = """
            select kind, fact ->> 'kind' as change,
                   coalesce((select json_agg(text -> 'locale') from json_array_elements(fact -> 'texts') as text),
                            fact -> 'locale') as locales
              from evidence_entry, lateral (select convert_from(payload, 'UTF8')::json -> 'terms' as fact) f
             where kind like 'terms-%' order by sequence
            """;

    private final PublishingApplication application = PublishingApplication.shared();

    @TempDir
    Path directory;

    private TestFolder folder;

    @BeforeEach
    void publish() {
        application.reset();
        folder = TestFolder.in(directory).withoutCertificates();
        application.publish(folder);
    }

    private List<String> terms() {
        return application.rows("""
                select version, convert_from(content, 'UTF8') as text,
                       case when retired_at is null then 'published' else 'retired' end as state
                  from terms_version join terms_text using (version) order by version, terms_text.published_at
                """);
    }

    private List<ValidationError> errors() {
        InvalidFolderException refused =
                catchThrowableOfType(InvalidFolderException.class, () -> application.publish(folder));
        assertThat(refused).isNotNull();
        return refused.errors();
    }

    @Test
    void theExactBytesArePublished() {
        folder.write("terms/2.md", "  Wörter\r\n\tund Räume \n\n");
        application.publish(folder);

        assertThat(terms())
                .containsExactly("1|# Terms\n\nFirst words.\n|published", "2|  Wörter\r\n\tund Räume \n\n|published");
    }

    @Test
    void aVersionThatIsMissingIsRetiredAndComesBack() {
        folder.write("terms/2.md", "Second.");
        application.publish(folder);
        folder.delete("terms/2.md");
        folder.comment();
        application.publish(folder);

        assertThat(terms()).contains("2|Second.|retired");
        assertThat(application.rows("select current_terms_version() as current"))
                .containsExactly("1");

        folder.write("terms/2.md", "Second.");
        folder.comment();
        application.publish(folder);

        assertThat(terms()).contains("2|Second.|published");
    }

    /** Fails without {@code refuse} in {@code TermsPublisher}; the trigger of the table is there besides. */
    @Test
    void otherWordsUnderAPublishedNumberAreRefusedAndNothingElseIsPublished() {
        folder.write("terms/1.md", "Other words.");
        folder.replace("catalogue.yaml", "name: Example Vendor", "name: Renamed Vendor");

        assertThat(errors())
                .extracting(ValidationError::toString)
                .containsExactly("terms/1.md: version 1 is published with other words, which never change; publish the"
                        + " new words as version 2");
        assertThat(terms()).containsExactly("1|# Terms\n\nFirst words.\n|published");
        assertThat(application.rows("select name from vendor")).containsExactly("Example Vendor");
    }

    @Test
    void otherWordsAreRefusedUnderARetiredNumberToo() {
        folder.write("terms/2.md", "Second.");
        application.publish(folder);
        folder.delete("terms/2.md");
        application.publish(folder);
        folder.write("terms/2.md", "Second, and other.");

        assertThat(errors()).hasSize(1);
    }

    @Test
    void aNewVersionHasToBeAboveAllPublishedOnes() {
        folder.write("terms/7.md", "Seventh.");
        application.publish(folder);
        folder.write("terms/5.md", "Fifth.");
        folder.write("terms/6.md", "Sixth.");
        folder.write("terms/8.md", "Eighth.");

        assertThat(errors())
                .extracting(ValidationError::toString)
                .containsExactly(
                        "terms/5.md: a new version has to be above the highest published one, 7",
                        "terms/6.md: a new version has to be above the highest published one, 7");
        assertThat(terms()).hasSize(2);
    }

    private List<String> kindsAndTimes() {
        return application.rows("""
                select version, kind, effective_at = published_at as at_once, to_char(effective_at at time zone 'UTC',
                       'YYYY-MM-DD"T"HH24:MI') as effective from terms_version where version > 1 order by version
                """);
    }

    private void list(String entries) {
        folder.write("terms/terms.yaml", """
                versions:
                  - version: 1
                    change: material
                    texts: {en: 1.md}
                """ + entries.indent(2));
    }

    private List<String> refusals() {
        return errors().stream().map(ValidationError::toString).toList();
    }

    @Test
    void aListPublishesKindTimeAndLanguages() {
        folder.write("terms/2.md", "Second.");
        folder.write("terms/2.de.md", "Zweite.");
        folder.write("terms/3.md", "Third.");
        list("""
                - version: 2
                  change: editorial
                  texts: {de: 2.de.md, en: 2.md}
                - version: 3
                  change: material
                  effective: 2999-01-01T01:00+01:00
                  texts: {en: 3.md}
                """);
        application.publish(folder);
        application.publish(folder);

        assertThat(terms())
                .containsExactly(
                        "1|# Terms\n\nFirst words.\n|published",
                        "2|Zweite.|published",
                        "2|Second.|published",
                        "3|Third.|published");
        assertThat(kindsAndTimes().get(0)).startsWith("2|EDITORIAL|true|");
        assertThat(kindsAndTimes().get(1)).isEqualTo("3|MATERIAL|false|2999-01-01T00:00");
        assertThat(application.rows("select current_terms_version() as current"))
                .containsExactly("2");
    }

    /** Fails without {@code compare} in {@code TermsObjections}; the trigger of the table is there besides. */
    @Test
    void kindTimeAndTextsOfAPublishedVersionNeverChange() {
        folder.write("terms/2.md", "Second.");
        folder.write("terms/2.de.md", "Zweite.");
        list("""
                - version: 2
                  change: editorial
                  effective: 2999-01-01
                  texts: {en: 2.md, de: 2.de.md}
                """);
        application.publish(folder);
        List<String> before = kindsAndTimes();
        folder.delete("terms/2.de.md");
        folder.write("terms/2.md", "Another second.");
        list("""
                - version: 2
                  change: material
                  effective: 2998-01-01
                  texts: {en: 2.md}
                """);

        assertThat(refusals())
                .containsExactly(
                        "terms/terms.yaml, line 6, versions[1].change: version 2 is published as editorial, which never"
                                + " changes; publish another version, 3",
                        "terms/terms.yaml, line 7, versions[1].effective: version 2 is published to be in effect from"
                                + " 2999-01-01T00:00:00Z, which never changes; publish another version, 3",
                        "terms/terms.yaml, line 8, versions[1].texts.en: version 2 is published with other words, which"
                                + " never change; publish the new words as version 3",
                        "terms/terms.yaml, line 5, versions[1].texts.de: version 2 is published in 'de' too; a"
                                + " published text is kept, or its version is left out as a whole");
        assertThat(kindsAndTimes()).isEqualTo(before);
    }

    @Test
    void aTimeThatIsLeftOutMeansTheSameAsBeforeOnlyWhereThereWasNone() {
        folder.write("terms/2.md", "Second.");
        list("""
                - version: 2
                  change: material
                  effective: 2999-01-01
                  texts: {en: 2.md}
                """);
        application.publish(folder);
        list("""
                - version: 2
                  change: material
                  texts: {en: 2.md}
                """);

        assertThat(refusals()).singleElement().asString().contains("which never changes");
    }

    @Test
    void aLanguageMayFollowAndIsOnRecordAsSuch() {
        folder.write("terms/1.de.md", "Erste.");
        application.publish(folder);

        assertThat(terms()).containsExactly("1|# Terms\n\nFirst words.\n|published", "1|Erste.|published");
        assertThat(application.rows(VENDOR_RECORD))
                .containsExactly("terms-published|material|[\"en\"]", "terms-language-added|null|\"de\"");
    }

    // terms_publication_recorded, made to fire at once, would know of no text
    @Test
    void thePublicationIsOnRecordWithKindTimeAndEveryText() {
        folder.write("terms/2.md", "Second.");
        folder.write("terms/2.de.md", "Zweite.");
        list("""
                - version: 2
                  change: editorial
                  effective: 2999-01-01
                  texts: {en: 2.md, de: 2.de.md}
                """);
        application.publish(folder);

        assertThat(application.rows("""
                        select fact ->> 'effectiveAt' as effective, text ->> 'locale' as locale,
                               text ->> 'sha256' = encode(t.sha256, 'hex') as same
                          from evidence_entry,
                               lateral (select convert_from(payload, 'UTF8')::json -> 'terms' as fact) f,
                               lateral json_array_elements(fact -> 'texts') as text
                          join terms_text t on t.version = 2 and t.locale = text ->> 'locale'
                         where kind = 'terms-published' and fact ->> 'version' = '2' and fact ->> 'kind' = 'editorial'
                         order by 2
                        """))
                .containsExactly("2999-01-01T00:00:00.000000Z|de|true", "2999-01-01T00:00:00.000000Z|en|true");
    }

    // certificate_publication_recorded, terms_publication_recorded, and in both the words for what was done
    @Test
    void whatIsRetiredAndComesAgainIsOnRecord() throws Exception {
        String record = """
                select kind, coalesce(fact #>> '{certificate,certification}', fact #>> '{terms,version}') as what,
                       fact #>> '{certificate,version}' as version
                  from evidence_entry, lateral (select convert_from(payload, 'UTF8')::json as fact) f order by sequence
                """;
        // Certificates are on record too.
        application.reset();
        folder = TestFolder.in(directory);
        application.publish(folder);
        int before = application.rows(record).size();
        String catalogue = Files.readString(folder.root().resolve("catalogue.yaml"));
        folder.write("terms/2.md", "Second.");
        application.publish(folder);
        folder.delete("terms/2.md");
        folder.write("catalogue.yaml", catalogue.replaceFirst("(?s)( *- code: host.*)", ""));
        application.publish(folder);
        folder.write("terms/2.md", "Second.");
        folder.write("catalogue.yaml", catalogue);
        folder.comment();
        application.publish(folder);

        assertThat(application.rows(record).subList(0, before))
                .filteredOn(entry -> entry.startsWith("certificate-published"))
                .hasSize(3);
        assertThat(application
                        .rows(record)
                        .subList(before, application.rows(record).size()))
                .containsExactlyInAnyOrder(
                        "terms-published|2|null",
                        "terms-retired|2|null",
                        "certificate-retired|host|1",
                        "terms-brought-back|2|null",
                        "certificate-published|host|2");
    }

    /** Fails without the third condition of {@code consider} in {@code TermsObjections}, but for the table's own trigger. */
    @Test
    void theFirstVersionHasToBeMaterial() {
        application.reset();
        folder.write("terms/terms.yaml", """
                versions:
                  - version: 1
                    change: editorial
                    texts: {en: 1.md}
                """);

        assertThat(refusals())
                .containsExactly("terms/terms.yaml, line 3, versions[0].change: the first version must be material,"
                        + " because there are no earlier acceptances to keep");
    }

    // the condition in stamp_terms_version
    @Test
    void theTableTakesNoEditorialVersionFirst() {
        application.reset();
        assertThatThrownBy(() -> application.rows("""
                        insert into terms_version (version, kind) values (1, 'EDITORIAL') returning version
                        """))
                .hasMessageContaining("the first terms version has to be material");
    }

    /** Fails without {@code considerOrder} in {@code TermsObjections}. */
    @Test
    void aVersionIsNotInEffectBeforeTheOneBelowIt() {
        folder.write("terms/2.md", "Second.");
        folder.write("terms/3.md", "Third.");
        list("""
                - version: 2
                  change: material
                  effective: 2999-01-01
                  texts: {en: 2.md}
                - version: 3
                  change: editorial
                  texts: {en: 3.md}
                """);

        assertThat(refusals())
                .containsExactly("terms/terms.yaml, line 9, versions[2].effective: version 3 would be in effect before"
                        + " version 2, which is in effect from 2999-01-01T00:00:00Z; leave out that version, or name a"
                        + " later time");
    }

    @Test
    void timesThatArePastMayComeInAnyOrder() {
        folder.write("terms/2.md", "Second.");
        list("""
                - version: 2
                  change: material
                  effective: 2001-01-01
                  texts: {en: 2.md}
                """);
        application.publish(folder);

        assertThat(application.rows("select current_terms_version() as current"))
                .containsExactly("2");
    }

    @Test
    void whatAVersionWithoutAListWasMayBeListedAfterwards() {
        list("");
        application.publish(folder);

        assertThat(terms()).containsExactly("1|# Terms\n\nFirst words.\n|published");
    }
}
