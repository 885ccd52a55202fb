package io.compliancecenter.publishing;

import io.compliancecenter.catalogue.CatalogueService;
import io.compliancecenter.database.PublisherDatabase;
import io.compliancecenter.publishing.EditionPublisher.Reported;
import io.compliancecenter.publishing.RequestedPublication.Outcome.State;
import io.compliancecenter.publishing.folder.Edition;
import io.compliancecenter.publishing.folder.InvalidFolderException;
import io.compliancecenter.publishing.folder.StagedFolder;
import io.compliancecenter.publishing.folder.ValidationError;
import io.compliancecenter.publishing.pdfcheck.PdfChecks;
import io.compliancecenter.support.PrivateDirectory;
import io.compliancecenter.support.Sha256;
import io.compliancecenter.support.StartupFailureException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Reads the configured folder again while the application runs, when somebody asks for it: compares it with what is published, or
 * publishes it. One at a time in each instance; publications of several instances wait for each other.
 */
@Component
public class RequestedPublication {

    private static final Logger log = LoggerFactory.getLogger(RequestedPublication.class);

    private final FolderLocation location;
    private final PdfChecks checks;
    private final CatalogueService catalogue;
    private final EditionPublisher editions;
    private final PublisherDatabase publisher;
    private final @Nullable String republish;
    private final Semaphore turn = new Semaphore(1);

    RequestedPublication(
            FolderLocation location,
            PublishingProperties properties,
            CatalogueService catalogue,
            EditionPublisher editions,
            PublisherDatabase publisher) {
        this.location = location;
        this.checks = new PdfChecks(properties.pdfCheckTimeout());
        this.catalogue = catalogue;
        this.editions = editions;
        this.publisher = publisher;
        this.republish = properties.republish();
    }

    /**
     * The result.
     *
     * @param edition identifies what was read; empty if nothing was
     * @param changes what is, or would be, different
     * @param left codes of what the desk manages
     * @param errors in the files, one in each line
     */
    public record Outcome(State state, String edition, List<Change> changes, List<String> left, List<String> errors) {

        /** What became of it. */
        public enum State {
            /** Nothing is published: this is what would be. */
            COMPARED,
            PUBLISHED,
            /** There are errors in the folder. */
            INVALID,
            /** The folder is an earlier edition, which is not published again by itself. */
            EARLIER,
            /** The folder, or what it would change, is not what was compared. */
            CHANGED,
            /** This instance reads the folder already. */
            BUSY
        }

        /** SHA-256 of the changes, in hexadecimal. */
        public String changesSha256() {
            return sha256(changes);
        }

        private static String sha256(List<Change> changes) {
            return Sha256.of(changes.stream().map(Change::toString).collect(Collectors.joining("\n")));
        }

        private static Outcome of(State state, String edition) {
            return new Outcome(state, edition, List.of(), List.of(), List.of());
        }
    }

    /** Where the folder is, for people; empty if none is configured. */
    public Optional<String> location() {
        return location.name();
    }

    /** Whether a folder is configured, and this instance may publish. */
    public boolean isPossible() {
        if (location.name().isEmpty()) {
            return false;
        }
        try {
            publisher.check();
            return true;
        } catch (StartupFailureException refused) {
            log.debug("This instance cannot publish", refused);
            return false;
        }
    }

    /** Compares the folder with what is published. */
    public Outcome compare() {
        return inTurn(null);
    }

    /** What was compared. Nothing else is published. */
    private record Seen(String edition, String changesSha256) {}

    /**
     * Publishes what was compared.
     *
     * @param edition of the comparison
     * @param changesSha256 of the comparison
     */
    public Outcome publish(String edition, String changesSha256) {
        return inTurn(new Seen(edition, changesSha256));
    }

    private Outcome inTurn(@Nullable Seen seen) {
        if (!turn.tryAcquire()) {
            return Outcome.of(State.BUSY, "");
        }
        try (PrivateDirectory directory = PrivateDirectory.create("publication")) {
            publisher.check();
            StagedFolder staged =
                    new StagedFolder(location.open(directory.path()), directory.path(), catalogue.documents());
            return read(staged, seen);
        } catch (InvalidFolderException invalid) {
            return new Outcome(
                    State.INVALID,
                    "",
                    List.of(),
                    List.of(),
                    invalid.errors().stream().map(ValidationError::toString).toList());
        } catch (IOException failure) {
            throw new UncheckedIOException("The temporary directory cannot be used", failure);
        } finally {
            turn.release();
        }
    }

    private Outcome read(StagedFolder staged, @Nullable Seen seen) {
        if (seen != null && !staged.edition().equals(seen.edition())) {
            return Outcome.of(State.CHANGED, staged.edition());
        }
        if (isEarlier(editions.findSuperseded(staged.edition()))) {
            return Outcome.of(State.EARLIER, staged.edition());
        }
        // Checking PDFs takes time, so it happens before the transaction, which blocks others.
        Edition edition = staged.check(checks);
        String name = location.name().orElseThrow();
        Optional<Reported> published = seen == null
                ? Optional.of(editions.publishReporting(edition, name, republish, true))
                : editions.publishSeen(
                        edition,
                        name,
                        republish,
                        changes -> Outcome.sha256(changes).equals(seen.changesSha256()));
        if (published.isEmpty()) {
            return Outcome.of(State.CHANGED, edition.hash());
        }
        Reported reported = published.get();
        // Another publication may have come first.
        if (isEarlier(reported.publication().superseded())) {
            return Outcome.of(State.EARLIER, edition.hash());
        }
        if (seen != null) {
            log.info("Published {}: {}", name, reported.publication().summary());
        }
        return new Outcome(
                seen == null ? State.COMPARED : State.PUBLISHED,
                edition.hash(),
                reported.changes(),
                reported.publication().left(),
                List.of());
    }

    private boolean isEarlier(Optional<SupersededEdition> superseded) {
        return superseded.filter(edition -> !edition.isAllowedBy(republish)).isPresent();
    }
}
