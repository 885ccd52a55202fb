package io.compliancecenter.provisioning;

import io.compliancecenter.catalogue.Catalogue;
import io.compliancecenter.catalogue.CataloguePublisher;
import io.compliancecenter.database.OwnerDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.stereotype.Component;

/**
 * Publishes the folder at start: after the database is migrated and the application's role was checked, and before the first
 * request. Any number of instances may do so at once.
 */
@Component
@DependsOnDatabaseInitialization
class Provisioning implements SmartInitializingSingleton {

    private static final Logger log = LoggerFactory.getLogger(Provisioning.class);

    private final FolderLocation location;
    private final PdfChecks checks;
    private final Catalogue catalogue;
    private final CataloguePublisher publisher;
    private final OwnerDatabase owner;
    private final DemoAccounts demo;

    Provisioning(
            FolderLocation location,
            ProvisioningProperties properties,
            Catalogue catalogue,
            CataloguePublisher publisher,
            OwnerDatabase owner,
            DemoAccounts demo) {
        this.location = location;
        this.checks = new PdfChecks(properties.pdfCheckTimeout());
        this.catalogue = catalogue;
        this.publisher = publisher;
        this.owner = owner;
        this.demo = demo;
    }

    @Override
    public void afterSingletonsInstantiated() {
        location.name().ifPresentOrElse(this::publish, () -> log.info("No folder to publish is configured"));
    }

    private void publish(String name) {
        try (PrivateDirectory directory = PrivateDirectory.create()) {
            // Checking PDFs takes time, so it comes before the transaction, for which everybody else has to wait.
            Edition edition = new FolderReader(location.open(directory), directory, checks).read(catalogue.documents());
            Publication publication = new Publication(edition, publisher);
            owner.publish(publication::publish);
            log.info("Published {}: {}", name, publication.summary());
            publication.returned().forEach(sentence -> log.info("{}", sentence));
            publication.successors().forEach(sentence -> log.warn("{}", sentence));
            if (edition.terms().isEmpty()) {
                log.warn("{} holds no terms: nobody can download a certificate", name);
            }
            if (location.isDemo()) {
                demo.show(edition.organizations().directory());
            }
        } catch (IOException failure) {
            throw new UncheckedIOException("The temporary directory cannot be used", failure);
        }
    }
}
