package io.compliancecenter.demo;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.Yaml;

/** The shipped demo folder, as its files have it: read without the application's own reader. */
final class DemoFolder {

    static final Path LOCATION = Path.of("src/main/resources/demo");

    private DemoFolder() {}

    static Map<String, Object> yaml(String file) {
        try (Reader reader = Files.newBufferedReader(LOCATION.resolve(file))) {
            return new Yaml().load(reader);
        } catch (IOException e) {
            throw new AssertionError("Cannot read " + file, e);
        }
    }

    @SuppressWarnings("unchecked")
    static List<Map<String, Object>> list(Map<String, Object> node, String field) {
        return (List<Map<String, Object>>) node.get(field);
    }
}
