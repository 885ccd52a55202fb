package io.compliancecenter.publishing;

import io.compliancecenter.catalogue.CataloguePublisher;
import io.compliancecenter.download.DocumentPublisher;
import io.compliancecenter.organization.directory.DirectoryRefusedException;
import io.compliancecenter.organization.directory.OrganizationPublisher;
import io.compliancecenter.publishing.Editions.Superseded;
import io.compliancecenter.publishing.folder.Edition;
import io.compliancecenter.publishing.folder.InvalidFolderException;
import io.compliancecenter.publishing.folder.Location;
import io.compliancecenter.publishing.folder.ValidationErrors;
import io.compliancecenter.terms.PreparedTerms;
import io.compliancecenter.terms.TermsPublisher;
import io.compliancecenter.terms.TermsRefusedException;
import io.compliancecenter.terms.TermsRefusedException.Objection;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The publishing of one edition, and how many rows it added, changed or retired. */
final class Publication {

    private static final OrganizationPublisher.Outcome NO_CHANGE =
            new OrganizationPublisher.Outcome(0, List.of(), List.of());

    private final Edition edition;
    private final CataloguePublisher cataloguePublisher;
    private final TermsPublisher termsPublisher;
    private final String location;
    private final @Nullable String republish;
    private Optional<Superseded> superseded = Optional.empty();
    private int catalogue;
    private int certificates;
    private int terms;
    private OrganizationPublisher.Outcome organizations = NO_CHANGE;

    /**
     * Publishes nothing yet.
     *
     * @param location where the edition was read
     * @param republish what was configured to allow an earlier edition; null for nothing
     */
    Publication(
            Edition edition,
            CataloguePublisher cataloguePublisher,
            TermsPublisher termsPublisher,
            String location,
            @Nullable String republish) {
        this.edition = edition;
        this.cataloguePublisher = cataloguePublisher;
        this.termsPublisher = termsPublisher;
        this.location = location;
        this.republish = republish;
    }

    /**
     * Publishes the edition, unless it is {@linkplain #superseded() superseded}.
     *
     * @param owner the schema's owner, alone in its transaction
     * @throws InvalidFolderException if the terms of the edition would change what is published, or an entry returns that never was
     */
    void publish(JdbcClient owner) {
        Editions editions = new Editions(owner);
        superseded = editions.superseded(edition.hash());
        if (superseded.isPresent() && !superseded.get().isAllowedBy(republish)) {
            return;
        }
        Instant now = editions.now();
        terms = publishTerms(now);
        CataloguePublisher.Outcome outcome = cataloguePublisher.publish(edition.catalogue(), now);
        catalogue = outcome.rows();
        certificates = outcome.certificates().size();
        DocumentPublisher documents = new DocumentPublisher(owner);
        outcome.certificates()
                .forEach(certificate -> documents.publish(
                        certificate.id(),
                        certificate.sha256(),
                        edition.documents().get(certificate.sha256())));
        organizations = publishOrganizations(new OrganizationPublisher(owner));
        editions.add(edition.hash(), location);
    }

    /** The edition, if it was published before and something else was current when it was to be published again. */
    Optional<Superseded> superseded() {
        return superseded;
    }

    private OrganizationPublisher.Outcome publishOrganizations(OrganizationPublisher publisher) {
        try {
            return publisher.publish(edition.organizations().directory());
        } catch (DirectoryRefusedException refused) {
            ValidationErrors errors = new ValidationErrors();
            refused.objections()
                    .forEach(objection -> errors.add(
                            edition.organizations().locationOf(objection.kind(), objection.key()), objection.reason()));
            throw errors.toException();
        }
    }

    private int publishTerms(Instant now) {
        try {
            SortedMap<Integer, PreparedTerms> terms = new TreeMap<>();
            edition.terms().forEach((version, file) -> terms.put(version, file.terms()));
            return termsPublisher.publish(terms, now);
        } catch (TermsRefusedException refused) {
            ValidationErrors errors = new ValidationErrors();
            refused.objections().forEach(objection -> errors.add(locationOf(objection), objection.reason()));
            throw errors.toException();
        }
    }

    private Location locationOf(Objection objection) {
        return Objects.requireNonNull(edition.terms().get(objection.version())).locationOf(objection.field());
    }

    /** A sentence for the log about each user or Organization that was brought back. */
    List<String> returned() {
        return organizations.returned();
    }

    /** A log sentence for each new entry that takes over the key, slug or address of another. */
    List<String> successors() {
        return organizations.successors();
    }

    /** A sentence for the log about each new certificate whose file's protection was removed. */
    List<String> unprotected() {
        return edition.catalogue().certificates().stream()
                .filter(certificate -> certificate.originalSha256() != null
                        && edition.documents().containsKey(certificate.sha256()))
                .map(certificate ->
                        ("The protection against changes of %s (SHA-256 %s) was removed, as catalogue.yaml says;"
                                        + " the document on offer has SHA-256 %s")
                                .formatted(certificate.fileName(), certificate.originalSha256(), certificate.sha256()))
                .toList();
    }

    /** One line for the log. */
    String summary() {
        if (catalogue + terms + organizations.rows() == 0) {
            return "nothing has changed";
        }
        return "%d changes in the catalogue (new certificates: %d), %d in the terms, %d in the Organizations"
                .formatted(catalogue, certificates, terms, organizations.rows());
    }
}
