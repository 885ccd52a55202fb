package io.compliancecenter.publishing;

import static org.assertj.core.api.Assertions.assertThat;

import io.compliancecenter.publishing.RequestedPublication.Outcome;
import io.compliancecenter.publishing.RequestedPublication.Outcome.State;
import io.compliancecenter.publishing.folder.TestFolder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The folder is read again while the application runs. */
class RequestedPublicationIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final PublishingApplication application = PublishingApplication.shared();

    @TempDir
    Path directory;

    private TestFolder folder;
    private RequestedPublication publication;

    @BeforeEach
    void publish() {
        folder = TestFolder.in(directory).withoutCertificates();
        application.reset();
        application.publish(folder);
        publication = application.requested(folder);
    }

    private String name() {
        return application
                .rows("select name from user_account where email = 'ada@acme.example'")
                .get(0);
    }

    @Test
    void itIsComparedFirstAndPublishedThen() {
        assertThat(publication.compare().changes()).isEmpty();
        folder.replace("organizations.yaml", "name: Ada", "name: Ada Next");

        Outcome compared = publication.compare();
        assertThat(compared.state()).isEqualTo(State.COMPARED);
        assertThat(compared.changes())
                .extracting(Change::toString)
                .containsExactly("changed    user ada@acme.example: name");
        assertThat(name()).isEqualTo("Ada");

        Outcome published = publication.publish(compared.edition());
        assertThat(published.state()).isEqualTo(State.PUBLISHED);
        assertThat(published.changes()).isEqualTo(compared.changes());
        assertThat(name()).isEqualTo("Ada Next");
    }

    // RequestedPublication: "!staged.edition().equals(seen)"
    @Test
    void whatHasChangedSinceTheComparisonIsNotPublished() {
        folder.replace("organizations.yaml", "name: Ada", "name: Ada Next");
        String seen = publication.compare().edition();
        folder.replace("organizations.yaml", "name: Ada Next", "name: Ada Later");

        assertThat(publication.publish(seen).state()).isEqualTo(State.CHANGED);
        assertThat(name()).isEqualTo("Ada");
    }

    @Test
    void errorsAreReportedWithFileAndLine() {
        folder.replace("organizations.yaml", "role: ADMIN", "role: OWNER");

        Outcome invalid = publication.compare();
        assertThat(invalid.state()).isEqualTo(State.INVALID);
        assertThat(invalid.errors()).singleElement().asString().contains("organizations.yaml, line ", "OWNER");
    }

    @Test
    void anEarlierEditionIsNotPublishedAgain() {
        String first = publication.compare().edition();
        folder.replace("organizations.yaml", "name: Ada", "name: Ada Next");
        publication.publish(publication.compare().edition());
        folder.replace("organizations.yaml", "name: Ada Next", "name: Ada");

        assertThat(publication.compare().state()).isEqualTo(State.EARLIER);
        assertThat(publication.publish(first).state()).isEqualTo(State.EARLIER);
        assertThat(name()).isEqualTo("Ada Next");
    }

    // RequestedPublication: tryAcquire
    @Test
    void itIsNotReadTwiceAtOnce() throws ExecutionException, InterruptedException {
        folder.replace("organizations.yaml", "name: Ada", "name: Ada Next");
        String seen = publication.compare().edition();
        CompletableFuture<Outcome> first = new CompletableFuture<>();
        application.whileUsersAreLocked(() -> {
            new Thread(() -> first.complete(publication.publish(seen))).start();
            application.awaitBlockedPublisher(PATIENCE);
            assertThat(publication.publish(seen).state()).isEqualTo(State.BUSY);
        });
        assertThat(first.get().state()).isEqualTo(State.PUBLISHED);
        assertThat(publication.compare().changes()).isEmpty();
    }

    @Test
    void withoutAFolderOrAPublisherItIsNotPossible() {
        assertThat(publication.isPossible()).isTrue();
        assertThat(application
                        .requested(TestFolder.empty(directory.resolve("none")))
                        .compare()
                        .errors())
                .hasSize(1);
    }
}
