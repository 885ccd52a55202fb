package io.compliancecenter.publishing;

import io.compliancecenter.catalogue.CatalogueService;
import io.compliancecenter.database.PublisherDatabase;
import io.compliancecenter.demo.DemoAccounts;
import io.compliancecenter.publishing.folder.Edition;
import io.compliancecenter.publishing.folder.StagedFolder;
import io.compliancecenter.publishing.pdfcheck.PdfChecks;
import io.compliancecenter.support.PrivateDirectory;
import io.compliancecenter.support.StartupFailureException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.stereotype.Component;

/**
 * Publishes the folder at start: after the database was migrated and the application's role was checked, and before the
 * first request. Several instances may do so at the same time.
 */
@Component
@DependsOnDatabaseInitialization
class FolderPublisher implements SmartInitializingSingleton {

    private static final Logger log = LoggerFactory.getLogger(FolderPublisher.class);

    private final FolderLocation location;
    private final PdfChecks checks;
    private final CatalogueService catalogue;
    private final EditionPublisher editions;
    private final PublisherDatabase publisher;
    private final DemoAccounts demo;
    private final boolean atStart;
    private final @Nullable String republish;

    FolderPublisher(
            FolderLocation location,
            PublishingProperties properties,
            CatalogueService catalogue,
            EditionPublisher editions,
            PublisherDatabase publisher,
            DemoAccounts demo) {
        this.location = location;
        this.checks = new PdfChecks(properties.pdfCheckTimeout());
        this.catalogue = catalogue;
        this.editions = editions;
        this.publisher = publisher;
        this.atStart = Objects.requireNonNullElse(properties.atStart(), !location.hasExternalDatabase());
        this.demo = demo;
        this.republish = properties.republish();
    }

    @Override
    public void afterSingletonsInstantiated() {
        Optional<String> name = location.name();
        if (name.isEmpty()) {
            log.info("No folder to publish is configured");
        } else if (!atStart) {
            log.info(
                    "{} is not published at the start (compliance-center.publishing.at-start); the command publish does it",
                    name.get());
        } else {
            publisher.check();
            publish(name.get());
        }
    }

    /** Whether a folder may be published; if not, the log says why, and how it may. */
    private boolean isAllowed(Optional<SupersededEdition> superseded, String name) {
        Optional<SupersededEdition> refused = superseded.filter(earlier -> !earlier.isAllowedBy(republish));
        refused.ifPresent(earlier -> log.warn(
                "{} is not published: it is an earlier edition ({}), first published on {}. The current one was published on"
                        + " {} from {}, and is what this instance serves. To go back to the earlier edition on purpose,"
                        + " start once with compliance-center.publishing.republish={}",
                name,
                earlier.shortHash(),
                earlier.first().publishedAt(),
                earlier.current().publishedAt(),
                earlier.current().location(),
                earlier.permission()));
        return refused.isEmpty();
    }

    private void publish(String name) {
        try (PrivateDirectory directory = PrivateDirectory.create("publication")) {
            Path copies = directory.path();
            StagedFolder folder = new StagedFolder(location.open(copies), copies, catalogue.documents());
            if (!isAllowed(editions.findSuperseded(folder.edition()), name)) {
                return;
            }
            // Checking PDFs takes time, so it happens before the transaction, which blocks others.
            Edition edition = folder.check(checks);
            Publication publication = editions.publish(edition, name, republish);
            // Another instance may have published something else meanwhile.
            if (!isAllowed(publication.superseded(), name)) {
                return;
            }
            publication
                    .superseded()
                    .ifPresent(earlier -> log.warn(
                            "Published the earlier edition {} again, in place of the one of {}, as"
                                    + " compliance-center.publishing.republish says; the setting has done its work",
                            earlier.shortHash(),
                            earlier.current().publishedAt()));
            log.info("Published {}: {}", name, publication.summary());
            publication
                    .left()
                    .forEach(code -> log.info("{} in {} is left out, because the desk manages it", code, name));
            publication.unprotected().forEach(sentence -> log.warn("{}", sentence));
            publication.organizations().returned().forEach(sentence -> log.info("{}", sentence));
            publication.organizations().successors().forEach(sentence -> log.warn("{}", sentence));
            if (edition.terms().isEmpty()) {
                log.warn("{} holds no terms: nobody can download a certificate", name);
            }
            if (location.hasExternalDatabase()) {
                publication.specimenTerms().ifPresent(log::warn);
            }
            if (location.isDemo()) {
                demo.show(edition.organizations().directory());
            }
        } catch (IOException failure) {
            throw new UncheckedIOException("The temporary directory cannot be used", failure);
        } catch (CannotAcquireLockException busy) {
            throw new StartupFailureException(
                    "%s is not published, because something else holds the database's locks for too long."
                            .formatted(name),
                    "Start again when the import or the publication that is under way is over.",
                    busy);
        }
    }
}
