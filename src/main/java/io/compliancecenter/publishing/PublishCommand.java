package io.compliancecenter.publishing;

import io.compliancecenter.catalogue.CatalogueService;
import io.compliancecenter.database.CommandSettings;
import io.compliancecenter.database.PublisherDatabase;
import io.compliancecenter.publishing.EditionPublisher.Reported;
import io.compliancecenter.publishing.folder.Edition;
import io.compliancecenter.publishing.folder.Folder;
import io.compliancecenter.publishing.folder.InvalidFolderException;
import io.compliancecenter.publishing.folder.StagedFolder;
import io.compliancecenter.publishing.pdfcheck.PdfChecks;
import io.compliancecenter.support.PrivateDirectory;
import io.compliancecenter.support.StartupFailureException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.dao.DataAccessException;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Unmatched;

/** Publishes a folder, and prints what that changes. Instances that serve show it at once. */
@Command(
        name = "publish",
        mixinStandardHelpOptions = true,
        customSynopsis = "${COMMAND-FULL-NAME} FOLDER [--dry-run] [--setting=value ...]",
        description = {
            "Publishes a folder with the application's settings, as the role that publishes"
                    + " (compliance-center.database.publisher.password), and prints what is added, changed, superseded and"
                    + " retired. Either all of it is published or nothing.",
            "Exits with 0 if the folder is published or was already, and with 1 if there are errors, if it is an earlier"
                    + " edition, or if the database cannot be used."
        })
public final class PublishCommand implements Callable<Integer> {

    private static final List<String> QUIET =
            List.of("--logging.level.root=warn", "--logging.level.org.springframework.boot.diagnostics=off");

    private final PrintStream out;

    @Parameters(paramLabel = "FOLDER", description = "The folder.")
    private Path folder = Path.of("");

    @Option(names = "--dry-run", description = "Prints what would change, and changes nothing.")
    private boolean dryRun;

    @Unmatched
    private List<String> settings = new ArrayList<>();

    /** @param out receives the answer */
    public PublishCommand(PrintStream out) {
        this.out = out;
    }

    @Override
    public Integer call() {
        if (!Files.isDirectory(folder)) {
            return cannotPublish(folder + " is not a directory.");
        }
        try (CommandSettings database = CommandSettings.open(CommandSettings.read(settings.toArray(String[]::new)));
                var application = new SpringApplicationBuilder(PublishingParts.class)
                        .web(WebApplicationType.NONE)
                        .bannerMode(Banner.Mode.OFF)
                        .logStartupInfo(false)
                        .registerShutdownHook(false)
                        .initializers(context -> context.getEnvironment()
                                .getPropertySources()
                                .addFirst(new MapPropertySource("database of the command", database.publishing())))
                        .run(Stream.concat(QUIET.stream(), settings.stream()).toArray(String[]::new))) {
            return publish(application);
        } catch (InvalidFolderException invalid) {
            CheckCommand.print(invalid, out);
            return ExitCode.SOFTWARE;
        } catch (DataAccessException failure) {
            return cannotPublish(String.valueOf(failure.getMostSpecificCause().getMessage()));
        } catch (IOException failure) {
            return cannotPublish(String.valueOf(failure));
        } catch (RuntimeException failure) {
            StartupFailureException reason = reason(failure).orElseThrow(() -> failure);
            return cannotPublish(reason.getMessage() + ' ' + reason.action());
        }
    }

    private int publish(ApplicationContext application) throws IOException {
        application.getBean(PublisherDatabase.class).check();
        EditionPublisher editions = application.getBean(EditionPublisher.class);
        PublishingProperties properties = application.getBean(PublishingProperties.class);
        try (PrivateDirectory directory = PrivateDirectory.create("publication")) {
            StagedFolder staged = new StagedFolder(
                    Folder.of(folder),
                    directory.path(),
                    application.getBean(CatalogueService.class).documents());
            Optional<SupersededEdition> superseded = refused(editions.findSuperseded(staged.edition()), properties);
            if (superseded.isPresent()) {
                return earlier(superseded.get());
            }
            // Checking PDFs takes time, so it happens before the transaction, which blocks others.
            Edition edition = staged.check(new PdfChecks(properties.pdfCheckTimeout()));
            Reported reported = editions.publishReporting(edition, folder.toString(), properties.republish(), dryRun);
            // Another publication may have come first.
            superseded = refused(reported.publication().superseded(), properties);
            if (superseded.isPresent()) {
                return earlier(superseded.get());
            }
            print(reported);
            return ExitCode.OK;
        }
    }

    private static Optional<SupersededEdition> refused(
            Optional<SupersededEdition> superseded, PublishingProperties properties) {
        return superseded.filter(edition -> !edition.isAllowedBy(properties.republish()));
    }

    private void print(Reported reported) {
        reported.changes().forEach(out::println);
        Publication publication = reported.publication();
        publication.left().forEach(code -> out.println("left out   " + code + ", which the desk manages"));
        publication.unprotected().forEach(out::println);
        publication.organizations().returned().forEach(out::println);
        publication.organizations().successors().forEach(out::println);
        publication.specimenTerms().ifPresent(out::println);
        out.println((dryRun ? "Dry run: nothing was published. Publishing would make: " : "Published " + folder + ": ")
                + publication.summary() + ".");
    }

    private int earlier(SupersededEdition edition) {
        return cannotPublish(
                ("%s is an earlier edition (%s), first published on %s. The current one was published on %s from %s."
                                + " To go back to the earlier one on purpose, add --compliance-center.publishing.republish=%s")
                        .formatted(
                                folder,
                                edition.shortHash(),
                                edition.first().publishedAt(),
                                edition.current().publishedAt(),
                                edition.current().location(),
                                edition.permission()));
    }

    private static Optional<StartupFailureException> reason(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof StartupFailureException reason) {
                return Optional.of(reason);
            }
        }
        return Optional.empty();
    }

    private int cannotPublish(String why) {
        out.println("Cannot publish: " + why);
        return ExitCode.SOFTWARE;
    }
}
