package io.compliancecenter;

import static org.assertj.core.api.Assertions.assertThat;

import io.compliancecenter.security.provider.settings.SignInProperties.ProviderProperties;
import io.compliancecenter.testing.GeneratedDocument;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.json.JsonParserFactory;

/** {@code docs/configuration.md} lists every property as its metadata describes it. The metadata is made by Maven's compiler run. */
class ConfigurationDocumentTest {

    private static final Path METADATA = Path.of("target/classes/META-INF/spring-configuration-metadata.json");

    private static final Pattern SENTENCES = Pattern.compile("[A-Z].*\\.", Pattern.DOTALL);
    private static final Pattern MENTIONED = Pattern.compile(
            "\\bcompliance-center\\.(?:trusted-proxies|[a-z-]+\\.[a-z-]+(?:\\.(?:username|password))?)");

    private static Collection<Property> properties;

    private record Property(String name, String type, String defaultValue, String description) {

        static Property of(Map<String, Object> metadata) {
            return new Property(
                    text(metadata.get("name")),
                    text(metadata.get("type")),
                    text(metadata.get("defaultValue")),
                    text(metadata.get("description")).replaceAll("\\s+", " "));
        }

        private static String text(Object value) {
            return value == null ? "" : value.toString();
        }

        String row() {
            return "| `%s` | %s | %s%s |"
                    .formatted(
                            name,
                            defaultValue.isEmpty() ? "not set" : "`" + defaultValue + "`",
                            description,
                            choices());
        }

        private String choices() {
            try {
                Object[] constants = Class.forName(type.replaceFirst("<.*", "")).getEnumConstants();
                return constants == null
                        ? ""
                        : Arrays.stream(constants)
                                .map(constant -> "`"
                                        + constant.toString()
                                                .toLowerCase(Locale.ROOT)
                                                .replace('_', '-') + "`")
                                .collect(Collectors.joining(", ", " One of ", "."));
            } catch (ClassNotFoundException unknown) {
                throw new AssertionError(unknown);
            }
        }
    }

    @BeforeAll
    @SuppressWarnings("unchecked")
    static void readMetadata() throws IOException {
        assertThat(METADATA).as("written by ./mvnw compile").exists();
        Map<String, Property> byName = new TreeMap<>();
        Map<String, Object> metadata = JsonParserFactory.getJsonParser().parseMap(Files.readString(METADATA));
        ((List<Map<String, Object>>) metadata.get("properties"))
                .stream().map(Property::of).forEach(property -> byName.put(property.name(), property));
        properties = byName.values();
    }

    @Test
    void everyPropertyIsDescribedInSentences() {
        assertThat(properties)
                .isNotEmpty()
                .allSatisfy(property -> assertThat(property.description())
                        .as(property.name())
                        .matches(SENTENCES)
                        .doesNotContain("|", "{@"));
    }

    @Test
    void thePageListsEveryPropertyWithItsDefault() throws IOException {
        String table = properties.stream()
                .map(Property::row)
                .collect(Collectors.joining("\n", "| property | default | description |\n|---|---|---|\n", "\n"));
        new GeneratedDocument(Path.of("docs/configuration.md"), "properties").assertIsUpToDate(table);
    }

    /** The metadata says nothing of the values of a map. */
    @Test
    void thePageListsEveryPropertyOfAProviderWithItsDefault() throws IOException {
        List<String> page = Files.readAllLines(Path.of("docs/configuration.md"));
        assertThat(ProviderProperties.class.getDeclaredConstructors()[0].getParameters())
                .isNotEmpty()
                .allSatisfy(parameter -> {
                    String name =
                            parameter.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
                    DefaultValue value = parameter.getAnnotation(DefaultValue.class);
                    assertThat(page)
                            .anyMatch(line -> line.startsWith("| `" + name + "` | "
                                    + (value == null || value.value().length == 0
                                            ? ""
                                            : "`" + value.value()[0] + "` |")));
                });
    }

    @Test
    void documentsAndPagesNameOnlyPropertiesThatExist() throws IOException {
        Set<String> names = properties.stream().map(Property::name).collect(Collectors.toSet());
        Set<String> mentioned = new TreeSet<>();
        try (Stream<Path> documents = Files.walk(Path.of("docs"))) {
            for (Path document : Stream.concat(
                            documents.filter(Files::isRegularFile),
                            Stream.of("README.md", "src/main/resources/messages.properties")
                                    .map(Path::of))
                    .toList()) {
                MENTIONED.matcher(Files.readString(document)).results().forEach(found -> mentioned.add(found.group()));
            }
        }
        assertThat(mentioned).isNotEmpty().isSubsetOf(names);
    }
}
