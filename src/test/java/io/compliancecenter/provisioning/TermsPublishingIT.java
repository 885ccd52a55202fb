package io.compliancecenter.provisioning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TermsPublishingIT {

    private final PublishingApplication application = PublishingApplication.shared();

    @TempDir
    Path directory;

    private TestFolder folder;

    @BeforeEach
    void publish() {
        application.reset();
        folder = TestFolder.in(directory);
        application.publish(folder);
    }

    private List<String> terms() {
        return application.rows("""
                select version, convert_from(content, 'UTF8') as text,
                       case when retired_at is null then 'published' else 'retired' end as state
                  from terms_version order by version
                """);
    }

    private List<Problem> problems() {
        ProvisioningException refused =
                catchThrowableOfType(ProvisioningException.class, () -> application.publish(folder));
        assertThat(refused).isNotNull();
        return refused.problems();
    }

    @Test
    void theExactBytesArePublished() {
        folder.write("terms/2.md", "  Wörter\r\n\tund Räume \n\n");
        application.publish(folder);

        assertThat(terms())
                .containsExactly("1|# Terms\n\nFirst words.\n|published", "2|  Wörter\r\n\tund Räume \n\n|published");
    }

    @Test
    void aVersionThatIsMissingIsRetiredAndComesBack() {
        folder.write("terms/2.md", "Second.");
        application.publish(folder);
        folder.delete("terms/2.md");
        application.publish(folder);

        assertThat(terms()).contains("2|Second.|retired");
        assertThat(application.rows("select current_terms_version() as current"))
                .containsExactly("1");

        folder.write("terms/2.md", "Second.");
        application.publish(folder);

        assertThat(terms()).contains("2|Second.|published");
    }

    /** Fails without {@code refuse} in {@code TermsPublisher}; the trigger of the table is there besides. */
    @Test
    void otherWordsUnderAPublishedNumberAreRefusedAndNothingElseIsPublished() {
        folder.write("terms/1.md", "Other words.");
        folder.replace("catalogue.yaml", "name: Example Vendor", "name: Renamed Vendor");

        assertThat(problems())
                .extracting(Problem::toString)
                .containsExactly("terms/1.md: version 1 is published with other words, which never change; publish the"
                        + " new words as version 2");
        assertThat(terms()).containsExactly("1|# Terms\n\nFirst words.\n|published");
        assertThat(application.rows("select name from vendor")).containsExactly("Example Vendor");
    }

    @Test
    void otherWordsAreRefusedUnderARetiredNumberToo() {
        folder.write("terms/2.md", "Second.");
        application.publish(folder);
        folder.delete("terms/2.md");
        application.publish(folder);
        folder.write("terms/2.md", "Second, and other.");

        assertThat(problems()).hasSize(1);
    }

    @Test
    void aNewVersionHasToBeAboveAllPublishedOnes() {
        folder.write("terms/7.md", "Seventh.");
        application.publish(folder);
        folder.write("terms/5.md", "Fifth.");
        folder.write("terms/6.md", "Sixth.");
        folder.write("terms/8.md", "Eighth.");

        assertThat(problems())
                .extracting(Problem::toString)
                .containsExactly(
                        "terms/5.md: a new version has to be above the highest published one, 7",
                        "terms/6.md: a new version has to be above the highest published one, 7");
        assertThat(terms()).hasSize(2);
    }
}
