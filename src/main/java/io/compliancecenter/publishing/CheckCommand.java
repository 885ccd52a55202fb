package io.compliancecenter.publishing;

import io.compliancecenter.database.CommandSettings;
import io.compliancecenter.publishing.folder.Edition;
import io.compliancecenter.publishing.folder.Folder;
import io.compliancecenter.publishing.folder.InvalidFolderException;
import io.compliancecenter.publishing.folder.StagedFolder;
import io.compliancecenter.publishing.pdfcheck.PdfChecks;
import io.compliancecenter.support.PrivateDirectory;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.springframework.boot.convert.DurationStyle;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Unmatched;

/** Checks a folder without a database, as far as that can be told without what is published. */
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        customSynopsis = "${COMMAND-FULL-NAME} FOLDER [--setting=value ...]",
        description = {
            "Checks a folder of files that are to be published, with every PDF, and prints each error with its file, line and"
                    + " field. It needs no database; publish --dry-run compares the folder with what is published.",
            "Exits with 0 if there is no error, and with 1 if there is."
        })
public final class CheckCommand implements Callable<Integer> {

    private static final String TIMEOUT = "compliance-center.publishing.pdf-check-timeout";

    private final PrintStream out;

    @Parameters(paramLabel = "FOLDER", description = "The folder.")
    private Path folder = Path.of("");

    @Unmatched
    private List<String> settings = new ArrayList<>();

    /** @param out receives the answer */
    public CheckCommand(PrintStream out) {
        this.out = out;
    }

    @Override
    public Integer call() {
        if (!Files.isDirectory(folder)) {
            out.println(folder + " is not a directory.");
            return ExitCode.SOFTWARE;
        }
        Duration timeout = CommandSettings.read(settings.toArray(String[]::new))
                .getProperty(TIMEOUT, Duration.class, DurationStyle.detectAndParse(PdfChecks.DEFAULT_TIMEOUT));
        try (PrivateDirectory directory = PrivateDirectory.create("publication")) {
            Edition edition =
                    new StagedFolder(Folder.of(folder), directory.path(), Map.of()).check(new PdfChecks(timeout));
            out.printf(
                    "%s has no errors: compliances %d, certifications %d, certificates %d, versions of the terms %d,"
                            + " Organizations %d, users %d.%n",
                    folder,
                    edition.catalogue().compliances().size(),
                    edition.catalogue().certifications().size(),
                    edition.catalogue().certificates().size(),
                    edition.terms().size(),
                    edition.organizations().directory().organizations().size(),
                    edition.organizations().directory().users().size());
            return ExitCode.OK;
        } catch (InvalidFolderException invalid) {
            print(invalid, out);
            return ExitCode.SOFTWARE;
        } catch (IOException failure) {
            out.println(folder + " cannot be checked: " + failure);
            return ExitCode.SOFTWARE;
        }
    }

    /** One error in each line. */
    static void print(InvalidFolderException invalid, PrintStream out) {
        invalid.errors().forEach(out::println);
        out.printf(
                "Errors: %d. Nothing of the folder can be published.%n",
                invalid.errors().size());
    }
}
