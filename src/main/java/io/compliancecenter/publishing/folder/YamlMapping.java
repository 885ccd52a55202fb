package io.compliancecenter.publishing.folder;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
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
 * from a tag. A value that is wrong is reported, and read as a stand-in.
 */
final class YamlMapping {

    /** What a text may be written as: a number or a yes is taken as it stands there; a tag of someone's own is not. */
    private static final Set<Tag> TEXT = Set.of(Tag.STR, Tag.INT, Tag.FLOAT, Tag.BOOL, Tag.TIMESTAMP);

    private static final String MISSING = "is missing";
    private static final int MAX_VALUE = 2000;

    private record Field(int line, Node value) {}

    private final String file;
    private final String path;
    private final int line;
    private final Problems problems;
    private final Map<String, Field> fields = new LinkedHashMap<>();

    private YamlMapping(String file, String path, int line, Problems problems) {
        this.file = file;
        this.path = path;
        this.line = line;
        this.problems = problems;
    }

    /**
     * Reads a file.
     *
     * @param known the names of the fields at the top
     * @return empty, and reported, if it is no YAML or no mapping
     */
    static Optional<YamlMapping> read(String file, String text, Problems problems, String... known) {
        LoaderOptions limits = new LoaderOptions();
        limits.setMaxAliasesForCollections(20);
        limits.setNestingDepthLimit(20);
        try {
            Node root = new Yaml(limits).compose(new StringReader(text));
            if (root == null) {
                problems.add(Place.of(file), "is empty");
                return Optional.empty();
            }
            return of(file, "", root, problems, known);
        } catch (MarkedYAMLException malformed) {
            Mark mark = malformed.getProblemMark();
            problems.add(
                    Place.of(file, mark == null ? 0 : mark.getLine() + 1), malformedBecause(malformed.getProblem()));
        } catch (YAMLException malformed) {
            problems.add(Place.of(file), malformedBecause(malformed.getMessage()));
        }
        return Optional.empty();
    }

    private static String malformedBecause(@Nullable String reason) {
        return "cannot be read as YAML: " + reason;
    }

    private static Optional<YamlMapping> of(String file, String path, Node node, Problems problems, String... known) {
        int line = node.getStartMark().getLine() + 1;
        YamlMapping mapping = new YamlMapping(file, path, line, problems);
        if (!(node instanceof MappingNode map) || !node.getTag().equals(Tag.MAP)) {
            problems.add(
                    new Place(file, line, path),
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
            problems.add(
                    new Place(file, at, pathOf(name)), "is not known here; known are: " + String.join(", ", known));
        } else if (fields.putIfAbsent(name, new Field(at, entry.getValueNode())) != null) {
            problems.add(new Place(file, at, pathOf(name)), "is given twice");
        }
    }

    private String pathOf(String field) {
        return path.isEmpty() ? field : path + "." + field;
    }

    /** Where a field stands, or should. */
    Place at(String field) {
        Field found = fields.get(field);
        return new Place(file, found == null ? line : found.line(), pathOf(field));
    }

    /** Whether the field is there and has a value. */
    boolean has(String field) {
        Field found = fields.get(field);
        return found != null && !found.value().getTag().equals(Tag.NULL);
    }

    /** A text of one line; must be there. Empty if it is wrong. */
    String line(String field, int maxLength) {
        String text = text(field, maxLength);
        if (text.indexOf('\n') >= 0 || text.indexOf('\r') >= 0) {
            problems.add(at(field), "has to be one line");
        }
        return text;
    }

    /** A text, without white space around it; must be there. Empty if it is wrong. */
    String text(String field, int maxLength) {
        if (!has(field)) {
            problems.add(at(field), fields.containsKey(field) ? "is empty" : MISSING);
            return "";
        }
        Node node = value(field);
        if (!(node instanceof ScalarNode scalar) || !TEXT.contains(node.getTag())) {
            problems.add(at(field), "has to be a text");
            return "";
        }
        String text = scalar.getValue().strip();
        if (text.isEmpty()) {
            problems.add(at(field), "is empty");
        } else if (text.codePointCount(0, text.length()) > maxLength) {
            problems.add(at(field), "is longer than " + maxLength + " characters");
        }
        Characters.objectionTo(text).ifPresent(objection -> problems.add(at(field), objection.what()));
        return text;
    }

    /** A text; null if it is not there. */
    @Nullable
    String optionalText(String field, int maxLength) {
        return has(field) ? text(field, maxLength) : null;
    }

    /**
     * A value that is written as one line; must be there.
     *
     * @param parse gives the value, or empty for a text that is none
     * @param expected what it has to be, as the end of the sentence
     * @param standIn the value if it is wrong
     */
    <T> T value(String field, Function<String, Optional<T>> parse, String expected, T standIn) {
        int before = problems.count();
        String text = line(field, MAX_VALUE);
        if (problems.count() > before) {
            return standIn;
        }
        return parse.apply(text).orElseGet(() -> {
            problems.add(at(field), "'" + text + "' has to be " + expected);
            return standIn;
        });
    }

    /** The names of the fields that are there, in order. */
    List<String> names() {
        return List.copyOf(fields.keySet());
    }

    /** A mapping inside, of any fields if none are known; empty if it is not there. */
    Optional<YamlMapping> mapping(String field, String... known) {
        return has(field) ? of(file, pathOf(field), value(field), problems, known) : Optional.empty();
    }

    /** A mapping inside that must be there. */
    Optional<YamlMapping> requiredMapping(String field, String... known) {
        if (!has(field)) {
            problems.add(at(field), MISSING);
        }
        return mapping(field, known);
    }

    /** The mappings of a list; none if it is not there. */
    List<YamlMapping> mappings(String field, String... known) {
        if (!has(field)) {
            return List.of();
        }
        if (!(value(field) instanceof SequenceNode list) || !list.getTag().equals(Tag.SEQ)) {
            problems.add(at(field), "has to be a list");
            return List.of();
        }
        List<YamlMapping> mappings = new ArrayList<>();
        for (int index = 0; index < list.getValue().size(); index++) {
            of(file, pathOf(field) + "[" + index + "]", list.getValue().get(index), problems, known)
                    .ifPresent(mappings::add);
        }
        return mappings;
    }

    /** The mappings of a list that must be there, though it may be empty: {@code []}. */
    List<YamlMapping> requiredMappings(String field, String... known) {
        if (!has(field)) {
            problems.add(at(field), "is missing; if there is none, write '" + field + ": []'");
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
