package io.compliancecenter.publishing;

import io.compliancecenter.catalogue.CataloguePublisher;
import io.compliancecenter.catalogue.FirstLanguageException;
import io.compliancecenter.catalogue.PurgedCertificatesException;
import io.compliancecenter.catalogue.documents.DocumentPublisher;
import io.compliancecenter.database.PublisherDatabase;
import io.compliancecenter.organization.directory.DirectoryRefusedException;
import io.compliancecenter.organization.directory.OrganizationPublisher;
import io.compliancecenter.publishing.PublishedContent.Item;
import io.compliancecenter.publishing.PublishedContent.State;
import io.compliancecenter.publishing.folder.Edition;
import io.compliancecenter.publishing.folder.InvalidFolderException;
import io.compliancecenter.publishing.folder.ValidationError;
import io.compliancecenter.terms.PreparedTerms;
import io.compliancecenter.terms.TermsPublisher;
import io.compliancecenter.terms.TermsRefusedException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Publishes an edition in one transaction of the role that publishes. */
@Component
class EditionPublisher {

    private final PublisherDatabase publisher;
    private final PublishedEditions editions;
    private final CataloguePublisher catalogue;
    private final DocumentPublisher documents;
    private final KeptContents kept;
    private final TermsPublisher terms;
    private final OrganizationPublisher organizations;
    private final PublishedContent content;

    EditionPublisher(
            PublisherDatabase publisher,
            PublishedEditions editions,
            CataloguePublisher catalogue,
            DocumentPublisher documents,
            KeptContents kept,
            TermsPublisher terms,
            OrganizationPublisher organizations,
            PublishedContent content) {
        this.publisher = publisher;
        this.editions = editions;
        this.catalogue = catalogue;
        this.documents = documents;
        this.kept = kept;
        this.terms = terms;
        this.organizations = organizations;
        this.content = content;
    }

    /** The edition with that hash, if it was published and another one is current now. */
    Optional<SupersededEdition> findSuperseded(String hash) {
        return publisher.read(() -> superseded(hash));
    }

    private Optional<SupersededEdition> superseded(String hash) {
        return editions.findFirstByOrderByNumberDesc()
                .filter(current -> !current.hash().equals(hash))
                .flatMap(current -> editions.findFirstByEditionOrderByNumber(
                                HexFormat.of().parseHex(hash))
                        .map(first -> new SupersededEdition(first, current)));
    }

    /**
     * Publishes the edition, unless it is superseded.
     *
     * @param location where the edition was read
     * @param republish what was configured to allow an earlier edition; null for nothing
     * @throws InvalidFolderException if the terms of the edition would change what is published, or an entry returns that
     *     never was
     */
    Publication publish(Edition edition, String location, @Nullable String republish) {
        return publisher.publish(() -> publishLocked(edition, location, republish, false));
    }

    /** A publication, and what it changes. */
    record Reported(Publication publication, List<Change> changes) {}

    /**
     * Publishes as {@link #publish} does, and compares what is published before and after.
     *
     * @param dryRun whether it is rolled back in the end
     */
    Reported publishReporting(Edition edition, String location, @Nullable String republish, boolean dryRun) {
        Supplier<Reported> publication = () -> report(edition, location, republish, dryRun);
        return dryRun
                ? publisher.tryOut(() -> {
                    Reported reported = publication.get();
                    content.checkNow();
                    return reported;
                })
                : publisher.publish(publication);
    }

    /**
     * Publishes as {@link #publish} does, if it changes nothing but what somebody has seen. What is published may have changed since:
     * another publication, or items that are managed elsewhere now.
     *
     * @param seen whether it is these changes
     * @return empty if nothing was published
     */
    Optional<Reported> publishSeen(
            Edition edition, String location, @Nullable String republish, Predicate<List<Change>> seen) {
        try {
            return Optional.of(publisher.publish(() -> {
                Reported reported = report(edition, location, republish, false);
                if (!reported.changes().isEmpty() && !seen.test(reported.changes())) {
                    throw new UnseenChangesException();
                }
                return reported;
            }));
        } catch (UnseenChangesException rolledBack) {
            return Optional.empty();
        }
    }

    /** Rolls a publication back. */
    private static final class UnseenChangesException extends RuntimeException {}

    private Reported report(Edition edition, String location, @Nullable String republish, boolean dryRun) {
        Map<Item, State> before = content.read();
        Publication outcome = publishLocked(edition, location, republish, dryRun);
        return new Reported(outcome, Change.between(before, content.read()));
    }

    private Publication publishLocked(Edition edition, String location, @Nullable String republish, boolean dryRun) {
        Optional<SupersededEdition> superseded = superseded(edition.hash());
        if (superseded.isPresent() && !superseded.get().isAllowedBy(republish)) {
            return Publication.refused(edition, superseded);
        }
        Instant now = editions.findTime();
        int changedTerms = publishTerms(edition, now);
        // First: certificates are for their groups.
        OrganizationPublisher.Outcome changedOrganizations = publishOrganizations(edition);
        CataloguePublisher.Outcome changed = publishCatalogue(edition, now);
        changed.certificates()
                .forEach(certificate ->
                        documents.publish(certificate.id(), edition.documents().get(certificate.sha256())));
        edition.kept().forEach(kept::add);
        boolean current = editions.findFirstByOrderByNumberDesc()
                .filter(last -> last.hash().equals(edition.hash()))
                .isPresent();
        // The number would be used up.
        if (!current && !dryRun) {
            editions.save(new PublishedEdition(edition.hash(), location));
        }
        return new Publication(
                edition,
                superseded,
                changed.rows(),
                changed.certificates().size(),
                changedTerms,
                Stream.concat(changed.left().stream(), changedOrganizations.left().stream())
                        .toList(),
                changedOrganizations);
    }

    private CataloguePublisher.Outcome publishCatalogue(Edition edition, Instant now) {
        try {
            return catalogue.publish(edition.catalogue(), now);
        } catch (FirstLanguageException refused) {
            throw new InvalidFolderException(
                    List.of(
                            new ValidationError(
                                    edition.languagesLocation(),
                                    "the first language has to stay '" + refused.language()
                                            + (refused.isManaged()
                                                    ? "', because texts in it are managed at the desk"
                                                    : "', because drafts at the desk have texts in it: publish or discard them first"))));
        } catch (PurgedCertificatesException refused) {
            throw new InvalidFolderException(refused.certificates().stream()
                    .map(certificate -> new ValidationError(
                            Objects.requireNonNull(
                                    edition.certificateLocations().get(certificate)),
                            "'" + certificate.fileName()
                                    + "' was withdrawn and purged at the desk, and cannot be published again"))
                    .toList());
        }
    }

    private OrganizationPublisher.Outcome publishOrganizations(Edition edition) {
        try {
            return organizations.publish(edition.organizations().directory());
        } catch (DirectoryRefusedException refused) {
            throw new InvalidFolderException(refused.objections().stream()
                    .map(objection -> new ValidationError(
                            edition.organizations().locationOf(objection.kind(), objection.key(), objection.field()),
                            objection.reason()))
                    .toList());
        }
    }

    private int publishTerms(Edition edition, Instant now) {
        try {
            SortedMap<Integer, PreparedTerms> prepared = new TreeMap<>();
            edition.terms().forEach((version, file) -> prepared.put(version, file.terms()));
            return terms.publish(prepared, now);
        } catch (TermsRefusedException refused) {
            throw new InvalidFolderException(refused.objections().stream()
                    .map(objection -> new ValidationError(
                            Objects.requireNonNull(edition.terms().get(objection.version()))
                                    .locations()
                                    .apply(objection.field()),
                            objection.reason()))
                    .toList());
        }
    }
}
