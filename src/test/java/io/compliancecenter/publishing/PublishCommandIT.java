package io.compliancecenter.publishing;

import static org.assertj.core.api.Assertions.assertThat;

import io.compliancecenter.publishing.folder.TestFolder;
import io.compliancecenter.testing.application.ApplicationProcess;
import io.compliancecenter.testing.application.Instance;
import io.compliancecenter.testing.concurrency.OwnThread;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The commands that check and publish a folder. */
class PublishCommandIT {

    private final PublishingApplication application = PublishingApplication.shared();

    @TempDir
    Path directory;

    private TestFolder folder;

    @BeforeEach
    void publish() {
        folder = TestFolder.in(directory.resolve("folder")).withoutCertificates();
        application.reset();
        application.publish(folder);
    }

    private record Answer(int status, String out) {}

    private static Answer run(Function<PrintStream, Callable<Integer>> command, String... words) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int status = new CommandLine(command.apply(new PrintStream(out, true, StandardCharsets.UTF_8))).execute(words);
        return new Answer(status, out.toString(StandardCharsets.UTF_8));
    }

    private Answer run(TestFolder published, @Nullable String... words) {
        List<String> line = new ArrayList<>(List.of(published.root().toString()));
        line.addAll(List.of(words));
        application.settings().forEach((key, value) -> line.add("--" + key + "=" + value));
        // The one that is killed checks its entities, as the command does.
        Instance.unchecked().forEach((key, value) -> line.add("--" + key + "=" + value));
        return run(PublishCommand::new, line.toArray(String[]::new));
    }

    private TestFolder changed(String name) {
        TestFolder next = TestFolder.in(directory.resolve(name)).withoutCertificates();
        next.replace("organizations.yaml", "name: Ada", "name: Ada Next");
        next.write("terms/2.md", "Second.");
        return next;
    }

    /** Every row of every table. */
    private List<String> everything() {
        List<String> rows = new ArrayList<>();
        for (String table : application.rows("""
                select relname from pg_class where relnamespace = 'compliance_center'::regnamespace and relkind = 'r' order by 1
                """)) {
            rows.addAll(application.rows("select '" + table + "', t::text from " + table + " t order by 2"));
        }
        rows.addAll(application.rows("select sequencename, last_value from pg_sequences order by 1"));
        return rows;
    }

    /** Fails without {@code setRollbackOnly} in {@code RoleTransactions}. */
    @Test
    void aDryRunSaysWhatWouldChangeAndChangesNothing() {
        TestFolder next = changed("next");
        List<String> before = everything();

        Answer answer = run(next, "--dry-run");

        assertThat(answer.out())
                .contains(
                        "changed    user ada@acme.example: name",
                        "added      terms version 2 (material)",
                        "nothing was published");
        assertThat(answer.status()).isZero();
        assertThat(everything()).isEqualTo(before);

        assertThat(run(next).out())
                .contains("changed    user ada@acme.example: name", "added      terms version 2", "Published ");
        assertThat(application.rows("select name from user_account where email = 'ada@acme.example'"))
                .containsExactly("Ada Next");
        assertThat(run(next).out()).contains("nothing has changed").doesNotContain("added", "changed    ", "Specimen");

        Answer back = run(folder);
        assertThat(back.status()).isEqualTo(1);
        assertThat(back.out()).contains("is an earlier edition", "--compliance-center.publishing.republish=");
        String permission = back.out().replaceFirst("(?s).*republish=(\\S+).*", "$1");
        Answer allowed = run(folder, "--compliance-center.publishing.republish=" + permission);
        assertThat(allowed.status()).isZero();
        assertThat(allowed.out()).contains("retired    terms version 2");
    }

    @Test
    void specimenTermsAreWarnedOf() {
        folder.write("terms/2.md", "> **Specimen.** Not for use.\n\nSecond.\n");

        assertThat(run(folder, "--dry-run").out()).contains("Version 2 of the terms begins with \"Specimen\"");
    }

    @Test
    void twoAtOnceTakeTurns() {
        TestFolder one = changed("one");
        TestFolder other = changed("other");
        other.replace("organizations.yaml", "name: Ada Next", "name: Ada Other");

        List<CompletableFuture<Integer>> publications = new ArrayList<>();
        application.whileUsersAreLocked(() -> {
            publications.add(OwnThread.supply(() -> run(one).status()));
            application.awaitBlockedPublisher(Duration.ofMinutes(2));
            publications.add(OwnThread.supply(() -> {
                application.publish(other);
                return 0;
            }));
            application.awaitWaitingPublisher(Duration.ofMinutes(4));
        });

        assertThat(publications)
                .allSatisfy(publication -> assertThat(publication.join()).isZero());
        assertThat(application.rows("select name from user_account where email = 'ada@acme.example'"))
                .containsExactly("Ada Other");
        assertThat(application.rows("select count(*) from publication")).containsExactly("3");
        assertThat(application.rows("select count(*) from terms_version")).containsExactly("2");
    }

    @Test
    void whatCannotBePublishedIsSaidInASentence() {
        Answer wrong = run(folder, "--compliance-center.database.publisher.password=wrong");
        assertThat(wrong.status()).isEqualTo(1);
        assertThat(wrong.out())
                .contains(
                        "refuses the role \"compliance_center_publisher\"",
                        "compliance-center.database.publisher.password")
                .doesNotContain("\tat ");

        TestFolder broken = changed("broken");
        broken.replace("organizations.yaml", "name: Ada Next", "nam: Ada");
        broken.write("terms/2.md", new byte[] {(byte) 0xff});
        List<String> before = everything();
        Answer errors = run(broken);
        assertThat(errors.status()).isEqualTo(1);
        assertThat(errors.out())
                .contains("organizations.yaml, line ", "terms/2.md", "Nothing of the folder can be published");
        assertThat(everything()).isEqualTo(before);

        Answer checked = run(CheckCommand::new, broken.root().toString());
        assertThat(checked.status()).isEqualTo(1);
        assertThat(checked.out()).isEqualTo(errors.out());
        Answer fine = run(CheckCommand::new, folder.root().toString());
        assertThat(fine.out()).contains("has no errors");
        assertThat(fine.status()).isZero();
        assertThat(run(CheckCommand::new, folder.root().resolve("none").toString())
                        .out())
                .contains("is not a directory");
    }

    /** Killed after it has written the terms, and before it commits: at a user whom another transaction holds. */
    @Test
    void aPublicationThatIsKilledPublishesNothing() throws Exception {
        TestFolder next = changed("next");
        List<String> before = everything();
        List<String> line = ApplicationProcess.command("publish", next.root().toString());
        application.settings().forEach((key, value) -> line.add("--" + key + "=" + value));
        Process[] started = new Process[1];
        application.whileUsersAreLocked(() -> {
            started[0] = start(line);
            application.awaitBlockedPublisher(Duration.ofMinutes(2));
            started[0].destroyForcibly();
        });
        assertThat(started[0].waitFor(1, TimeUnit.MINUTES)).isTrue();

        application.awaitNoPublisher(Duration.ofMinutes(2));
        assertThat(everything()).isEqualTo(before);
        assertThat(run(next).status()).isZero();
    }

    private Process start(List<String> line) {
        try {
            return new ProcessBuilder(line)
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(directory.resolve("publish.log").toFile())
                    .start();
        } catch (IOException failure) {
            throw new AssertionError(failure);
        }
    }

    @Test
    void withoutAFolderThereIsTheUsage() {
        assertThat(run(PublishCommand::new).status()).isEqualTo(2);
        assertThat(run(CheckCommand::new).status()).isEqualTo(2);
        assertThat(Map.of("publish", run(PublishCommand::new, "--help"), "check", run(CheckCommand::new, "--help")))
                .allSatisfy((name, answer) -> assertThat(answer.status()).isZero());
    }
}
