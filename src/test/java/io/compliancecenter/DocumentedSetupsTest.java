package io.compliancecenter;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/** What the files that people copy set up. */
class DocumentedSetupsTest {

    private static final String DIRECTORY = "COMPLIANCE_CENTER_EVIDENCE_DIRECTORY";

    @Test
    @SuppressWarnings("unchecked")
    void composeSignsTheRecordAndKeepsTheKeyInAVolume() throws IOException {
        Map<String, Object> compose = new Yaml().load(Files.readString(Path.of("docker-compose.yml")));
        Map<String, Object> application =
                ((Map<String, Map<String, Object>>) compose.get("services")).get("application");
        String directory = ((Map<String, String>) application.get("environment")).get(DIRECTORY);

        assertThat(directory).startsWith("/");
        String volume = ((List<String>) application.get("volumes"))
                .stream()
                        .filter(mounted -> mounted.endsWith(":" + directory))
                        .map(mounted -> mounted.substring(0, mounted.indexOf(':')))
                        .findFirst()
                        .orElseThrow();
        assertThat((Map<String, ?>) compose.get("volumes")).containsKey(volume);
        assertThat(Files.readString(Path.of("Dockerfile")))
                .containsPattern("install -d -m 700 -o compliance-center -g compliance-center " + directory + "\\n");
    }

    @Test
    @SuppressWarnings("unchecked")
    void composeGivesTheOwnersPasswordToTheCommandThatMigratesAlone() throws IOException {
        Map<String, Object> compose = new Yaml().load(Files.readString(Path.of("docker-compose.yml")));
        Map<String, Map<String, Object>> services = (Map<String, Map<String, Object>>) compose.get("services");

        assertThat(services.get("migrate")).containsEntry("command", List.of("migrate"));
        assertThat(services.get("migrate").get("environment").toString()).contains("COMPLIANCE_CENTER_OWNER_PASSWORD");
        assertThat(services.get("application").get("environment").toString())
                .contains("SPRING_DATASOURCE_URL")
                .doesNotContain("OWNER", "FLYWAY");
        assertThat(services.get("application").get("depends_on"))
                .isEqualTo(Map.of("migrate", Map.of("condition", "service_completed_successfully")));
    }

    @Test
    void theGuideToAnExternalDatabaseSignsTheRecord() throws IOException {
        assertThat(Files.readString(Path.of("docs/operation.md")))
                .contains("export SPRING_DATASOURCE_URL=", "export " + DIRECTORY + "=/");
    }
}
