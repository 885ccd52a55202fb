package io.compliancecenter.publishing.folder;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * A mapping in a YAML file whose fields are known. It works on YAML's nodes, which know their lines; no object is ever made
 * from a tag. A wrong value is reported, and replaced so that reading can go on.
 */
final class YamlMapping {

    /** How a text may be written: a number or a boolean is taken as written, a custom tag is refused. */
    private static final Set<Tag> TEXT = Set.of(Tag.STR, Tag.INT, Tag.FLOAT, Tag.BOOL, Tag.TIMESTAMP);

    private static final String MISSING = "is missing";
    private static final int MAX_VALUE = 2000;

    private record Field(int line, Node value) {}

    private final String file;
    private final String path;
    private final int line;
    private final ValidationErrors errors;
    private final Map<String, Field> fields = new LinkedHashMap<>();

    private YamlMapping(String file, String path, int line, ValidationErrors errors) {
        this.file = file;
        this.path = path;
        this.line = line;
        this.errors = errors;
    }

    /**
     * Reads a file.
     *
     * @param known the names of the fields at the top
     * @return empty, and reported, if it is no YAML or no mapping
     */
    static Optional<YamlMapping> read(String file, String text, ValidationErrors errors, String... known) {
        LoaderOptions limits = new LoaderOptions();
        limits.setMaxAliasesForCollections(20);
        limits.setNestingDepthLimit(20);
        try {
            Node root = new Yaml(limits).compose(new StringReader(text));
            if (root == null) {
                errors.add(Location.of(file), "is empty");
                return Optional.empty();
            }
            return of(file, "", root, errors, known);
        } catch (MarkedYAMLException malformed) {
            Mark mark = malformed.getProblemMark();
            errors.add(
                    Location.of(file, mark == null ? 0 : mark.getLine() + 1), malformedBecause(malformed.getProblem()));
        } catch (YAMLException malformed) {
            errors.add(Location.of(file), malformedBecause(malformed.getMessage()));
        }
        return Optional.empty();
    }

    private static String malformedBecause(@Nullable String reason) {
        return "cannot be read as YAML: " + reason;
    }

    private static Optional<YamlMapping> of(
            String file, String path, Node node, ValidationErrors errors, String... known) {
        int line = node.getStartMark().getLine() + 1;
        YamlMapping mapping = new YamlMapping(file, path, line, errors);
        if (!(node instanceof MappingNode map) || !node.getTag().equals(Tag.MAP)) {
            errors.add(
                    new Location(file, line, path),
                    "has to hold fields" + (known.length == 0 ? "" : ": " + String.join(", ", known)));
            return Optional.empty();
        }
        for (NodeTuple entry : map.getValue()) {
            mapping.add(entry, List.of(known));
        }
        return Optional.of(mapping);
    }

    private void add(NodeTuple entry, List<String> known) {
        int at = entry.getKeyNode().getStartMark().getLine() + 1;
        String name = entry.getKeyNode() instanceof ScalarNode key ? key.getValue() : "?";
        if (!known.isEmpty() && !known.contains(name)) {
            errors.add(
                    new Location(file, at, pathOf(name)), "is not known here; known are: " + String.join(", ", known));
        } else if (fields.putIfAbsent(name, new Field(at, entry.getValueNode())) != null) {
            errors.add(new Location(file, at, pathOf(name)), "is given twice");
        }
    }

    private String pathOf(String field) {
        return path.isEmpty() ? field : path + "." + field;
    }

    /** The location of a field, or where it should be. */
    Location at(String field) {
        Field found = fields.get(field);
        return new Location(file, found == null ? line : found.line(), pathOf(field));
    }

    /** Whether the field is there and has a value. */
    boolean has(String field) {
        Field found = fields.get(field);
        return found != null && !found.value().getTag().equals(Tag.NULL);
    }

    /** A required text on one line. Empty if it is wrong. */
    String line(String field, int maxLength) {
        String text = text(field, maxLength);
        if (text.indexOf('\n') >= 0 || text.indexOf('\r') >= 0) {
            errors.add(at(field), "has to be one line");
        }
        return text;
    }

    /** A required text, without surrounding white space. Empty if it is wrong. */
    String text(String field, int maxLength) {
        if (!has(field)) {
            errors.add(at(field), fields.containsKey(field) ? "is empty" : MISSING);
            return "";
        }
        Node node = value(field);
        if (!(node instanceof ScalarNode scalar) || !TEXT.contains(node.getTag())) {
            errors.add(at(field), "has to be a text");
            return "";
        }
        String text = scalar.getValue().strip();
        if (text.isEmpty()) {
            errors.add(at(field), "is empty");
        } else if (text.codePointCount(0, text.length()) > maxLength) {
            errors.add(at(field), "is longer than " + maxLength + " characters");
        }
        Characters.objectionTo(text).ifPresent(objection -> errors.add(at(field), objection.what()));
        return text;
    }

    /** An optional text; null if it is missing. */
    @Nullable
    String optionalText(String field, int maxLength) {
        return has(field) ? text(field, maxLength) : null;
    }

    /**
     * A required value on one line.
     *
     * @param standIn the value if it is wrong
     */
    <T> T value(String field, ValueParser<T> format, T standIn) {
        int before = errors.count();
        String text = line(field, MAX_VALUE);
        if (errors.count() > before) {
            return standIn;
        }
        return format.parse(text).orElseGet(() -> {
            errors.add(at(field), "'" + text + "' has to be " + format.expected());
            return standIn;
        });
    }

    /** The names of the fields that are there, in order. */
    List<String> names() {
        return List.copyOf(fields.keySet());
    }

    /** A nested mapping, with any fields if none are known; empty if it is missing. */
    Optional<YamlMapping> mapping(String field, String... known) {
        return has(field) ? of(file, pathOf(field), value(field), errors, known) : Optional.empty();
    }

    /** A required nested mapping. */
    Optional<YamlMapping> requiredMapping(String field, String... known) {
        if (!has(field)) {
            errors.add(at(field), MISSING);
        }
        return mapping(field, known);
    }

    /** The mappings of a list; none if it is missing. */
    List<YamlMapping> mappings(String field, String... known) {
        if (!has(field)) {
            return List.of();
        }
        if (!(value(field) instanceof SequenceNode list) || !list.getTag().equals(Tag.SEQ)) {
            errors.add(at(field), "has to be a list");
            return List.of();
        }
        List<YamlMapping> mappings = new ArrayList<>();
        for (int index = 0; index < list.getValue().size(); index++) {
            of(file, pathOf(field) + "[" + index + "]", list.getValue().get(index), errors, known)
                    .ifPresent(mappings::add);
        }
        return mappings;
    }

    /** The mappings of a required list, which may be empty: {@code []}. */
    List<YamlMapping> requiredMappings(String field, String... known) {
        if (!has(field)) {
            errors.add(at(field), "is missing; if there is none, write '" + field + ": []'");
        }
        return mappings(field, known);
    }

    private Node value(String field) {
        Field found = fields.get(field);
        if (found == null) {
            throw new IllegalArgumentException(field);
        }
        return found.value();
    }
}
