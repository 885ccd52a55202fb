package io.compliancecenter.desk.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImportFileTest {

    private static final String HEADER = "organization,organization_name,email,name,role\n";
    private static final ImportLine ADA = new ImportLine(2, "acme", "Acme", "ada@acme.example", "Ada", "ADMIN");

    @TempDir
    Path directory;

    private ImportFile.Content read(String csv) throws IOException {
        return read(csv, StandardCharsets.UTF_8);
    }

    private ImportFile.Content read(String csv, Charset charset) throws IOException {
        Path file = directory.resolve("import.csv");
        Files.write(file, csv.getBytes(charset));
        return ImportFile.read(file);
    }

    private List<String> errors(String csv) throws IOException {
        return read(csv).errors().stream()
                .map(error -> error.line() + " " + error.field() + " " + error.problem() + " " + error.value())
                .toList();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                HEADER + "acme,Acme,ada@acme.example,Ada,ADMIN",
                HEADER + "acme,Acme,ada@acme.example,Ada,ADMIN\n\n,,,,\n",
                "\uFEFF" + HEADER + "acme,Acme,ada@acme.example,Ada,ADMIN\n",
                "\uFEFF\"organization\";\"organization_name\";\"email\";\"name\";\"role\"\r\n"
                        + "\"acme\";\"Acme\";\"ada@acme.example\";\"Ada\";\"ADMIN\"\r\n",
                "Role; Email ;NAME;Organization Name;ORGANIZATION\nadmin;Ada@Acme.example; Ada ;Acme;ACME\n",
                "organization,organization-name,email,name,role,state,source,,\nacme,Acme,ada@acme.example,Ada,ADMIN,x,y,,,,\n"
            })
    void itReadsWhatSpreadsheetsWrite(String csv) throws IOException {
        assertThat(read(csv).errors()).isEmpty();
        assertThat(read(csv).lines()).containsExactly(ADA);
    }

    @Test
    void aTextMayHaveSeveralLinesAndLinesAreCountedAsInTheFile() throws IOException {
        ImportFile.Content content =
                read(HEADER + "acme,\"Acme,\r\n \"\"the\"\"\n Company\",,,\n\nacme,,ada@acme.example,,BOSS\n"
                        + "acme,,bob@acme.example,,MEMBER");
        assertThat(content.lines())
                .containsExactly(
                        new ImportLine(2, "acme", "Acme, \"the\" Company", null, null, null),
                        new ImportLine(7, "acme", null, "bob@acme.example", null, "MEMBER"));
        assertThat(content.errors()).containsExactly(new ImportError(6, "role", "role-invalid", "BOSS"));
    }

    /** As an export writes it */
    @Test
    void theApostropheBeforeAFormulaIsTakenOffAndNoOther() throws IOException {
        assertThat(read(HEADER + "acme,'=Acme,,,\nbeta,'Beta',,,\n").lines())
                .extracting(ImportLine::organizationName)
                .containsExactly("=Acme", "'Beta'");
    }

    static Stream<Arguments> wrong() {
        return Stream.of(
                arguments("", "1  empty "),
                arguments("\n\n", "1  empty "),
                arguments(HEADER.replace("role", "role,rolle"), "1  column-unknown rolle"),
                arguments(HEADER.replace(",role", ""), "1 role column-missing "),
                arguments(HEADER.replace("role", "role,email"), "1 email column-twice "),
                arguments(HEADER + "acme,Acme,a@acme.example,A,ADMIN,B\n", "2  too-many-cells "),
                arguments(HEADER + "acme,\"Acme\"x,,,\n", "2  quotes "),
                arguments(HEADER + "acme,Acme,,,\nacme,\"Acme,,,\n", "3  quotes "),
                // LineLimit
                arguments(HEADER + "acme,Acme,,,\nacme,\"" + "x".repeat(50_000) + "\n", "3  line-too-long "),
                arguments(HEADER.strip() + ",".repeat(3_000_000), "1  line-too-long "),
                arguments(HEADER + "\"\n\",".repeat(100_000), "2  line-too-long "),
                arguments(HEADER + ",Acme,,,\n", "2 organization missing "),
                arguments(HEADER + "acme,,,Ada,ADMIN\n", "2 email missing "),
                arguments(HEADER + "acme,,ada,Ada,ADMIN\n", "2 email email-invalid ada"),
                arguments(HEADER + "acme,,a@b@c.example,Ada,ADMIN\n", "2 email email-invalid a@b@c.example"),
                arguments(HEADER + "acme,,a b@c.example,Ada,ADMIN\n", "2 email email-invalid a b@c.example"),
                arguments(
                        HEADER + "acme,,\"a@c.example\nBcc: b@c.example\",Ada,ADMIN\n",
                        "2 email email-invalid a@c.example bcc: b@c.example"),
                arguments(
                        HEADER + "acme,,\"a@c.example,b@c.example\",,ADMIN\n",
                        "2 email email-invalid a@c.example,b@c.example"),
                arguments(
                        HEADER + "acme,," + "a".repeat(250) + "@c.example,,ADMIN\n",
                        "2 email email-invalid " + "a".repeat(100) + "…"),
                arguments(HEADER + "acme,,ada@acme.example,Ada,\n", "2 role role-missing "),
                arguments(HEADER + "acme,,ada@acme.example,Ada,OWNER\n", "2 role role-invalid OWNER"),
                arguments(
                        HEADER + "acme,,ada@acme.example,Ada,ADMIN\nACME,,Ada@acme.example,Ada,ADMIN\n",
                        "3 email member-twice 2"),
                arguments(HEADER + "acme,Acme,,,\nacme,Acne,,,\n", "3 organization_name name-differs 2"),
                arguments(HEADER + "acme," + "x".repeat(201) + ",,,\n", "2 organization_name too-long 200"),
                arguments(HEADER + "acme,,a@b.example," + "x".repeat(201) + ",ADMIN\n", "2 name too-long 200"),
                arguments(HEADER + "x".repeat(255) + ",Acme,,,\n", "2 organization too-long 254"),
                arguments(HEADER + "acme,Ac\u0007me,,,\n", "2 organization_name control "),
                arguments(HEADER + "acme,Ac\u0000me,,,\n", "2 organization_name control "),
                arguments(HEADER + "acme,Ac\u0085me,,,\n", "2 organization_name control "),
                arguments(HEADER + "acme,,a@b.example,A\u0085da,ADMIN\n", "2 name control "),
                arguments(HEADER + "acme,,a@b.example,\u200b,ADMIN\n", "2 name no-name "),
                arguments(HEADER + "acme,,a@b.example,Ada\u202ecalevol,ADMIN\n", "2 name no-name "),
                arguments(HEADER + "acme,,a@b.example,...,ADMIN\n", "2 name no-name "));
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void itNamesLineColumnAndWhatToDo(String csv, String error) throws IOException {
        assertThat(errors(csv)).containsExactly(error);
        String problem = read(csv).errors().get(0).problem();
        for (Locale language : List.of(Locale.ENGLISH, Locale.GERMAN)) {
            assertThat(ResourceBundle.getBundle("messages", language).getString("desk.import.problem." + problem))
                    .isNotEmpty();
        }
    }

    @Test
    void allErrorsAreNamedAtOnce() throws IOException {
        assertThat(errors(
                        HEADER + ",Acme,ada,Ada,\nacme,Acme,a@acme.example,A,ADMIN\nacme,Acme,b@acme.example,A,BOSS\n"))
                .containsExactly(
                        "2 organization missing ",
                        "2 email email-invalid ada",
                        "2 role role-missing ",
                        "4 role role-invalid BOSS");
    }

    @Test
    void theLineThatIsNotUtf8IsNamed() throws IOException {
        ByteArrayOutputStream csv = new ByteArrayOutputStream();
        csv.writeBytes((HEADER + "acme,Acmé,,,\n").getBytes(StandardCharsets.UTF_8));
        csv.writeBytes("beta,Béta,,,\n".getBytes(StandardCharsets.ISO_8859_1));
        Path file = directory.resolve("import.csv");
        Files.write(file, csv.toByteArray());

        assertThat(ImportFile.read(file).errors()).containsExactly(new ImportError(3, "", "encoding", ""));
        assertThat(read(HEADER, StandardCharsets.UTF_16).errors())
                .containsExactly(new ImportError(1, "", "encoding", ""));
    }

    @Test
    void itReadsTenThousandLinesAndNoMore() throws IOException {
        String lines = IntStream.range(0, ImportFile.MOST_LINES)
                .mapToObj(i -> "o" + i / 4 + ",Organization,p" + i + "@o.example,Person,MEMBER\n")
                .reduce(new StringBuilder(HEADER), StringBuilder::append, StringBuilder::append)
                .toString();
        assertThat(read(lines).lines()).hasSize(ImportFile.MOST_LINES);
        assertThat(read(lines).errors()).isEmpty();
        assertThat(read(lines + "one,too,many@o.example,,MEMBER\n").errors())
                .containsExactly(new ImportError(10_002, "", "too-many-lines", "10000"));
    }
}
