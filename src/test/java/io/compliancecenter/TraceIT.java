package io.compliancecenter;

import static org.assertj.core.api.Assertions.assertThat;

import io.compliancecenter.testing.application.ApplicationProcess;
import io.compliancecenter.testing.application.Instance;
import io.compliancecenter.testing.database.EmbeddedDirectory;
import io.compliancecenter.testing.http.Client;
import io.compliancecenter.testing.http.Client.Answer;
import io.compliancecenter.testing.http.ConcurrentAgreements;
import io.compliancecenter.testing.pdf.Pdfs;
import io.compliancecenter.tracing.TraceCommand;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.jsoup.nodes.FormElement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** From a download to whose copy it is, as the vendor asks for it on the command line. */
@Timeout(600)
class TraceIT {

    @TempDir
    Path directory;

    private record Output(int status, String out, String errors) {}

    private Output trace(String... words) throws IOException, InterruptedException {
        List<String> command = ApplicationProcess.command("trace");
        // As where JAVA_TOOL_OPTIONS has it for the application. Fails without its opposite in Commands.
        command.add(1, "-Dspring.aot.enabled=true");
        command.addAll(List.of(words));
        Path errors = directory.resolve("errors.txt");
        Process process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectError(errors.toFile())
                .start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Output(process.waitFor(), out, Files.readString(errors));
    }

    /** The command in this JVM, which answers what the program would answer, without starting it. */
    private static Output traceHere(String... words) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int status =
                new CommandLine(new TraceCommand(new PrintStream(out, true, StandardCharsets.UTF_8))).execute(words);
        return new Output(status, out.toString(StandardCharsets.UTF_8), "");
    }

    @Test
    void aCopyIsTracedWhileTheApplicationRunsAndWhileItDoesNot() throws Exception {
        EmbeddedDirectory database = new EmbeddedDirectory(directory.resolve("postgresql"));
        String setting = "--compliance-center.embedded-database.directory=" + database.path();
        Path copy = directory.resolve("lost its name.pdf");
        String permit;
        String serial;
        try (Instance application = Instance.alone(database, Map.of())) {
            Client admin = new Client(application.port()).signIn("admin@acme.example", "compliance-demo");
            FormElement download = (FormElement)
                    admin.get("/organizations/acme/certifications").form("/downloads");
            FormElement terms =
                    admin.get(admin.submit(download, Map.of()).location()).form("/acceptances");
            String location =
                    ConcurrentAgreements.agree(admin, terms, UUID.randomUUID()).location();
            permit = location.substring(location.lastIndexOf('/') + 1);
            Answer file = admin.get(location + "/file");
            serial = file.header("Content-Disposition").replaceFirst(".*-((?:\\w{5}-){5}\\w{5})\\.pdf.*", "$1");
            Files.write(directory.resolve("received.pdf"), file.bytes());
            try (PDDocument again = Loader.loadPDF(file.bytes())) {
                again.save(copy.toFile());
            }

            assertKnown(trace(serial.toLowerCase(Locale.ROOT), setting), permit, serial);
            char first = serial.charAt(0);
            String misread = (first == '7' ? '1' : '7') + serial.substring(1);
            Output probably = traceHere(misread, setting);
            assertThat(probably.out())
                    .startsWith("Serial:        " + serial + " (probably)\n")
                    .contains("Permit:        " + permit + "\n");
            assertThat(probably.status()).isZero();
            assertThat(traceHere(blankWithIdentifierOf(directory.resolve("received.pdf")), setting)
                            .out())
                    .startsWith("Serial:        " + serial + "\nFound in:      file identifier\n")
                    .contains("Permit:        " + permit + "\n");
            assertThat(admin.get("/organizations/acme/certifications").status()).isEqualTo(200);
        }

        assertKnown(trace(copy.toString(), setting), permit, serial);
        // Which has left the database as it was, so that the next one can start it again.
        assertCannotTell(traceHere("4F79D-PRZCE-KYGB3-GPKWK-TGC5S-80SES", setting), "no permit in this database");
        assertCannotTell(
                traceHere("4F79D-PRZCE-KYGB3-GPKWK-TGC5S-80SE0", setting), "neither a file nor a valid serial");
        Path other = Files.write(directory.resolve("other.pdf"), Pdfs.page("Other"));
        assertCannotTell(traceHere(other.toString(), setting), "contains no serial");
        assertCannotTell(
                traceHere(serial, "--compliance-center.embedded-database.directory=" + directory.resolve("none")),
                "There is no database in");
        assertThat(directory.resolve("none")).doesNotExist();
        assertCannotTell(
                traceHere(serial, "--spring.datasource.url=jdbc:postgresql://127.0.0.1:1/none"), "cannot be reached");
    }

    private String blankWithIdentifierOf(Path copy) throws IOException {
        Path blank = directory.resolve("blank.pdf");
        try (PDDocument received = Loader.loadPDF(copy.toFile());
                PDDocument document = new PDDocument()) {
            document.addPage(new PDPage());
            document.getDocument().setDocumentID(received.getDocument().getDocumentID());
            document.save(blank.toFile());
        }
        return blank.toString();
    }

    private static void assertKnown(Output output, String permit, String serial) {
        assertThat(output.out())
                .as(output.errors())
                .startsWith("Serial:        " + serial + "\n")
                .contains("Permit:        " + permit + "\n", "admin@acme.example", "Acme Retail", "stamped", " UTC\n")
                .doesNotContain("INFO", "WARN", "DEBUG");
        assertThat(output.status()).isZero();
    }

    private static void assertCannotTell(Output output, String reason) {
        assertThat(output.out()).as(output.errors()).contains("Cannot tell: ").contains(reason);
        assertThat(output.out()).doesNotContain("Exception");
        assertThat(output.status()).isEqualTo(1);
    }
}
