package io.compliancecenter.publishing.folder;

import static org.assertj.core.api.Assertions.assertThat;

import io.compliancecenter.terms.PreparedTerms;
import io.compliancecenter.terms.TermsVersion.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TermsReaderTest {

    @TempDir
    Path directory;

    @BeforeEach
    void fill() throws IOException {
        Files.createDirectory(directory.resolve("terms"));
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(directory.resolve("terms").resolve(name), text);
    }

    private SortedMap<Integer, TermsFile> read(ValidationErrors errors) throws IOException {
        return TermsReader.read(Folder.of(directory), errors);
    }

    private List<String> errors() throws IOException {
        ValidationErrors errors = new ValidationErrors();
        read(errors);
        return errors.list().stream().map(ValidationError::toString).toList();
    }

    private List<PreparedTerms> terms() throws IOException {
        ValidationErrors errors = new ValidationErrors();
        List<PreparedTerms> terms =
                read(errors).values().stream().map(TermsFile::terms).toList();
        assertThat(errors.list()).isEmpty();
        return terms;
    }

    @Test
    void withoutAListNamesTellVersionAndLanguage() throws IOException {
        write("1.md", "Words.");
        write("2.de.md", "Wörter.");
        write("2.md", "More.");
        write("10.pt-BR.md", "Palavras.");

        assertThat(terms())
                .containsExactly(
                        new PreparedTerms(1, Kind.MATERIAL, null, Map.of(Locale.ENGLISH, "Words.")),
                        new PreparedTerms(
                                2, Kind.MATERIAL, null, Map.of(Locale.ENGLISH, "More.", Locale.GERMAN, "Wörter.")),
                        new PreparedTerms(
                                10, Kind.MATERIAL, null, Map.of(Locale.forLanguageTag("pt-BR"), "Palavras.")));
    }

    @Test
    void withoutAListTheTextWithoutALanguageComesFirst() throws IOException {
        write("1.de.md", "Wörter.");
        write("1.md", "Words.");

        assertThat(terms().get(0).texts().keySet()).containsExactly(Locale.ENGLISH, Locale.GERMAN);
    }

    @Test
    void namesHaveToBeVersionsAndLanguages() throws IOException {
        write("1.md", "Words.");
        write("1.en.md", "Words.");
        write("2.DE.md", "Wörter.");
        write("3.german.of.old.md", "Wörter.");
        write("notes.txt", "Notes.");

        assertThat(errors())
                .containsExactly(
                        "terms/1.md: is the same version in the same language as terms/1.en.md",
                        "terms/2.DE.md: 'DE' has to be a language tag as in en, de or pt-BR (BCP 47)",
                        "terms/3.german.of.old.md: is not called after its version, as in terms/1.md",
                        "terms/notes.txt: is not called after its version, as in terms/1.md");
    }

    @Test
    void aListTellsKindTimeAndTexts() throws IOException {
        write("1.md", "Words.");
        write("2.md", "More words.");
        write("2.de.md", "Mehr Wörter.");
        write("3.md", "Other words.");
        write("terms.yaml", """
                versions:
                  - version: 1
                    change: material
                    texts: {en: 1.md}
                  - version: 2
                    change: editorial
                    effective: 2027-01-01
                    texts: {de: 2.de.md, en: 2.md}
                  - version: 3
                    change: material
                    effective: 2027-03-01T09:30:00+01:00
                    texts: {en: 3.md}
                """);

        assertThat(terms())
                .containsExactly(
                        new PreparedTerms(1, Kind.MATERIAL, null, Map.of(Locale.ENGLISH, "Words.")),
                        new PreparedTerms(
                                2,
                                Kind.EDITORIAL,
                                Instant.parse("2027-01-01T00:00:00Z"),
                                Map.of(Locale.ENGLISH, "More words.", Locale.GERMAN, "Mehr Wörter.")),
                        new PreparedTerms(
                                3,
                                Kind.MATERIAL,
                                Instant.parse("2027-03-01T08:30:00Z"),
                                Map.of(Locale.ENGLISH, "Other words.")));
        assertThat(terms().get(1).texts().keySet()).containsExactly(Locale.GERMAN, Locale.ENGLISH);
    }

    @Test
    void everythingThatIsWrongInAListIsToldWithItsPlace() throws IOException {
        write("1.md", "Words.");
        write("2.md", " ");
        write("unlisted.md", "Words.");
        write("terms.yaml", """
                versions:
                  - version: one
                    change: material
                    texts: {en: 1.md}
                  - version: 2
                    change: Material
                    effective: tomorrow
                    texts: {en: 2.md, DE: 1.md, fr: 1.md}
                  - version: 2
                    summary: none
                    effective: 2027-01-01T10:00:00
                    texts: {}
                  - version: 3
                    change: editorial
                    texts: {en: missing.md, de: ../catalogue.yaml}
                  - version: 4
                    change: editorial
                """);

        assertThat(errors())
                .containsExactly(
                        "terms/terms.yaml, line 2, versions[0].version: 'one' has to be a whole number from 1 to"
                                + " 999999999",
                        "terms/terms.yaml, line 6, versions[1].change: 'Material' has to be material or editorial",
                        "terms/terms.yaml, line 7, versions[1].effective: 'tomorrow' has to be a time with its offset"
                                + " as in 2026-02-28T09:00+01:00, or a day as in 2026-02-28 (from its start, UTC), of"
                                + " the years 1900 to 2999",
                        "terms/2.md: is empty",
                        "terms/terms.yaml, line 8, versions[1].texts.DE: 'DE' has to be a language tag as in en, de or"
                                + " pt-BR (BCP 47)",
                        "terms/terms.yaml, line 8, versions[1].texts.fr: '1.md' is named twice",
                        "terms/terms.yaml, line 9, versions[2].change: is missing",
                        "terms/terms.yaml, line 11, versions[2].effective: '2027-01-01T10:00:00' has to be a time with"
                                + " its offset as in 2026-02-28T09:00+01:00, or a day as in 2026-02-28 (from its"
                                + " start, UTC), of the years 1900 to 2999",
                        "terms/terms.yaml, line 12, versions[2].texts: has to name one text at least",
                        "terms/terms.yaml, line 9, versions[2].version: '2' is there twice",
                        "terms/terms.yaml, line 10, versions[2].summary: is not known here; known are: version,"
                                + " change, effective, texts",
                        "terms/terms.yaml, line 15, versions[3].texts.en: there is no file 'terms/missing.md'",
                        "terms/terms.yaml, line 15, versions[3].texts.de: 'terms/../catalogue.yaml' has to be a path"
                                + " inside the folder, with '/' and without '..'",
                        "terms/terms.yaml, line 16, versions[4].texts: is missing",
                        "terms/unlisted.md: is not listed in terms/terms.yaml");
    }

    @Test
    void aListThatIsNoYamlIsReported() throws IOException {
        write("terms.yaml", "versions: [");

        assertThat(errors()).singleElement().asString().startsWith("terms/terms.yaml, line ");
    }

    @Test
    void anEmptyListPublishesNothing() throws IOException {
        write("terms.yaml", "versions: []");

        assertThat(terms()).isEmpty();
    }
}
