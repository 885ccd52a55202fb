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

    private Outcome publish(Outcome seen) {
        return publication.publish(seen.edition(), seen.changesSha256());
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

        Outcome published = publish(compared);
        assertThat(published.state()).isEqualTo(State.PUBLISHED);
        assertThat(published.changes()).isEqualTo(compared.changes());
        assertThat(name()).isEqualTo("Ada Next");
    }

    // RequestedPublication: "!staged.edition().equals(seen)"
    @Test
    void whatHasChangedSinceTheComparisonIsNotPublished() {
        folder.replace("organizations.yaml", "name: Ada", "name: Ada Next");
        Outcome seen = publication.compare();
        folder.replace("organizations.yaml", "name: Ada Next", "name: Ada Later");

        assertThat(publish(seen).state()).isEqualTo(State.CHANGED);
        assertThat(name()).isEqualTo("Ada");
    }

    // EditionPublisher: "!seen.test(reported.changes())"
    @Test
    void changesThatNobodyHasSeenAreNotPublished() {
        folder.replace("organizations.yaml", "name: Ada", "name: Ada Next");
        Outcome seen = publication.compare();
        // As when an item is moved to the folder meanwhile
        application.update("update vendor set introduction = 'Written elsewhere'");

        assertThat(publish(seen).state()).isEqualTo(State.CHANGED);
        assertThat(name()).isEqualTo("Ada");
        assertThat(application.rows("select introduction from vendor")).containsExactly("Written elsewhere");
        Outcome compared = publication.compare();
        assertThat(compared.changes()).hasSize(2);
        assertThat(publish(compared).state()).isEqualTo(State.PUBLISHED);
        // A second click
        assertThat(publish(compared).state()).isEqualTo(State.PUBLISHED);
    }

    // PublishedContent: desk_member and requires_second_person
    @Test
    void rolesAtTheDeskAndTheSecondPersonAreAmongTheChanges() {
        folder.replace("organizations.yaml", "users:", """
                desk-approval: SINGLE_PERSON
                desk:
                  - email: ada@acme.example
                    role: APPROVER
                users:""");
        Outcome compared = publication.compare();
        assertThat(compared.changes())
                .extracting(Change::toString)
                .containsExactly(
                        "changed    desk approval SINGLE_PERSON: second-person",
                        "added      desk role ada@acme.example, APPROVER");
        assertThat(publish(compared).changes()).isEqualTo(compared.changes());
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
        Outcome first = publication.compare();
        folder.replace("organizations.yaml", "name: Ada", "name: Ada Next");
        publish(publication.compare());
        folder.replace("organizations.yaml", "name: Ada Next", "name: Ada");

        assertThat(publication.compare().state()).isEqualTo(State.EARLIER);
        assertThat(publish(first).state()).isEqualTo(State.EARLIER);
        assertThat(name()).isEqualTo("Ada Next");
    }

    // RequestedPublication: tryAcquire
    @Test
    void itIsNotReadTwiceAtOnce() throws ExecutionException, InterruptedException {
        folder.replace("organizations.yaml", "name: Ada", "name: Ada Next");
        Outcome seen = publication.compare();
        CompletableFuture<Outcome> first = new CompletableFuture<>();
        application.whileUsersAreLocked(() -> {
            new Thread(() -> first.complete(publish(seen))).start();
            application.awaitBlockedPublisher(PATIENCE);
            assertThat(publish(seen).state()).isEqualTo(State.BUSY);
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
