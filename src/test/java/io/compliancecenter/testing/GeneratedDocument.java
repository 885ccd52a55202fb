package io.compliancecenter.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A part of a page in {@code docs/} that is generated, between two comments of its name. {@code -Ddocs.update=true} writes it:
 * {@code ./mvnw test -Dtest='ConfigurationDocumentTest,ModularityTest' -Ddocs.update=true}.
 */
public record GeneratedDocument(Path page, String name) {

    /** Fails where the page differs from what would be generated now. */
    public void assertIsUpToDate(String content) throws IOException {
        String begin = "<!-- generated: " + name + " -->\n";
        String end = "<!-- end of " + name + " -->\n";
        String before = Files.readString(page);
        assertThat(before).containsOnlyOnce(begin).containsOnlyOnce(end);
        String after = before.substring(0, before.indexOf(begin) + begin.length())
                + content.strip() + "\n"
                + before.substring(before.indexOf(end));
        if (Boolean.getBoolean("docs.update")) {
            Files.writeString(page, after);
            return;
        }
        assertThat(before)
                .as("%s is out of date. Run the test again with -Ddocs.update=true", page)
                .isEqualTo(after);
    }
}
