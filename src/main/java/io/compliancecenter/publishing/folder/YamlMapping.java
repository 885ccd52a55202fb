package io.compliancecenter.publishing.folder;

import io.compliancecenter.catalogue.rules.Objection;
import io.compliancecenter.catalogue.rules.TextRule;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions.FlowStyle;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
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
 * A mapping in a YAML file. It works on YAML's nodes, which know their lines; no object is ever made from a tag. A wrong value
 * is reported, and replaced so that reading can go on. A field that its reader does not ask for is reported as unknown.
 */
final class YamlMapping {

    /** How a text may be written: a number or a boolean is taken as written, a custom tag is refused. */
    private static final Set<Tag> TEXT = Set.of(Tag.STR, Tag.INT, Tag.FLOAT, Tag.BOOL, Tag.TIMESTAMP);

    /** Of a value that is parsed. */
    private static final TextRule VALUE = new TextRule(2_000, true);

    private final Location location;
    private final ValidationErrors errors;
    private final Map<String, NodeTuple> fields = new LinkedHashMap<>();
    private final Set<String> known = new LinkedHashSet<>();

    private YamlMapping(Location location, ValidationErrors errors) {
        this.location = location;
        this.errors = errors;
    }

    /**
     * Reads a file.
     *
     * @return empty, and reported, if it is no YAML or no mapping
     */
    static <T> Optional<T> read(String file, String text, ValidationErrors errors, Function<YamlMapping, T> reader) {
        LoaderOptions limits = new LoaderOptions();
        limits.setMaxAliasesForCollections(20);
        limits.setNestingDepthLimit(20);
        try {
            Node root = new Yaml(limits).compose(new StringReader(text));
            if (root != null) {
                return read(root, file, "", errors, reader);
            }
            errors.add(Location.of(file), "is empty");
        } catch (MarkedYAMLException malformed) {
            Mark mark = malformed.getProblemMark();
            errors.add(
                    Location.of(file, mark == null ? 0 : mark.getLine() + 1),
                    "cannot be read as YAML: " + malformed.getProblem());
        } catch (YAMLException malformed) {
            errors.add(Location.of(file), "cannot be read as YAML: " + malformed.getMessage());
        }
        return Optional.empty();
    }

    private static <T> Optional<T> read(
            Node node, String file, String path, ValidationErrors errors, Function<YamlMapping, T> reader) {
        YamlMapping mapping = new YamlMapping(new Location(file, lineOf(node), path), errors);
        if (!(node instanceof MappingNode map) || !node.getTag().equals(Tag.MAP)) {
            errors.add(mapping.location, "has to hold fields, as in 'name: value'");
            return Optional.empty();
        }
        map.getValue().forEach(mapping::add);
        T value = reader.apply(mapping);
        mapping.reportUnknown();
        return Optional.of(value);
    }

    private static int lineOf(Node node) {
        return node.getStartMark().getLine() + 1;
    }

    private void add(NodeTuple field) {
        String name = field.getKeyNode() instanceof ScalarNode key ? key.getValue() : "?";
        if (fields.putIfAbsent(name, field) != null) {
            errors.add(new Location(location.file(), lineOf(field.getKeyNode()), pathOf(name)), "is given twice");
        }
    }

    private void reportUnknown() {
        fields.keySet().stream()
                .filter(name -> !known.contains(name))
                .forEach(name -> report(name, "is not known here; known are: " + String.join(", ", known)));
    }

    private String pathOf(String field) {
        return location.field().isEmpty() ? field : location.field() + "." + field;
    }

    /** The location of a field, or where it should be. */
    Location at(String field) {
        NodeTuple found = fields.get(field);
        return new Location(
                location.file(), found == null ? location.line() : lineOf(found.getKeyNode()), pathOf(field));
    }

    void report(String field, String what) {
        errors.add(at(field), what);
    }

    /** The names of the fields that are there, in order. */
    List<String> names() {
        return List.copyOf(fields.keySet());
    }

    /** The value of a field; null if the field is missing or empty. */
    private @Nullable Node find(String field) {
        known.add(field);
        NodeTuple found = fields.get(field);
        return found == null || found.getValueNode().getTag().equals(Tag.NULL) ? null : found.getValueNode();
    }

    /** Whether the field is there and has a value. */
    boolean has(String field) {
        return find(field) != null;
    }

    /** A required text, without surrounding white space. Empty if it is wrong. */
    String text(String field, TextRule rule) {
        Node node = find(field);
        if (node == null) {
            report(field, fields.containsKey(field) ? "is empty" : "is missing");
            return "";
        }
        if (!(node instanceof ScalarNode scalar) || !TEXT.contains(node.getTag())) {
            report(field, "has to be a text");
            return "";
        }
        String text = scalar.getValue().strip();
        Optional<Objection> objection = rule.objection(text);
        objection.ifPresent(found -> report(field, found.words()));
        return objection.isPresent() ? "" : text;
    }

    /** An optional text; null if it is missing. */
    @Nullable
    String optionalText(String field, TextRule rule) {
        return has(field) ? text(field, rule) : null;
    }

    /** A required text on one line, such as a name. Empty if it is wrong. */
    String line(String field) {
        return text(field, TextRule.LINE);
    }

    /** A required value; a substitute if it is wrong. */
    <T> T value(String field, ValueParser<T> parser) {
        return parse(field, parser).orElse(parser.substitute());
    }

    /** An optional value; null if it is missing or wrong. */
    <T> @Nullable T optionalValue(String field, ValueParser<T> parser) {
        return has(field) ? parse(field, parser).orElse(null) : null;
    }

    private <T> Optional<T> parse(String field, ValueParser<T> parser) {
        String text = text(field, VALUE);
        Optional<T> value = parser.parse(text);
        if (value.isEmpty() && !text.isEmpty()) {
            report(field, "'" + text + "' has to be " + parser.expected());
        }
        return value;
    }

    /** A required value that has to differ from those seen before. Empty if it is wrong. */
    String uniqueValue(String field, ValueParser<String> parser, Set<String> seen) {
        String value = value(field, parser);
        if (value.isEmpty() || seen.add(value)) {
            return value;
        }
        report(field, "'" + value + "' is there twice");
        return "";
    }

    /** A nested mapping; empty if it is missing. */
    <T> Optional<T> mapping(String field, Function<YamlMapping, T> reader) {
        Node node = find(field);
        return node == null ? Optional.empty() : read(node, location.file(), pathOf(field), errors, reader);
    }

    /** A required nested mapping. */
    <T> Optional<T> requiredMapping(String field, Function<YamlMapping, T> reader) {
        if (!has(field)) {
            report(field, "is missing");
        }
        return mapping(field, reader);
    }

    /** The mappings of a list; none if it is missing. */
    <T> List<T> mappings(String field, Function<YamlMapping, T> reader) {
        List<T> mappings = new ArrayList<>();
        Node node = find(field);
        if (node instanceof SequenceNode list && list.getTag().equals(Tag.SEQ)) {
            for (int index = 0; index < list.getValue().size(); index++) {
                String path = pathOf(field) + "[" + index + "]";
                read(list.getValue().get(index), location.file(), path, errors, reader)
                        .ifPresent(mappings::add);
            }
        } else if (node != null) {
            report(field, "has to be a list");
        }
        return mappings;
    }

    /**
     * The mappings of a list in which a text stands for a mapping with that field alone; none if it is missing.
     *
     * @param main the field that may stand alone
     */
    <T> List<T> mappings(String field, String main, Function<YamlMapping, T> reader) {
        if (find(field) instanceof SequenceNode list) {
            list.getValue()
                    .replaceAll(node ->
                            node instanceof ScalarNode text && !text.getTag().equals(Tag.NULL)
                                    ? mappingOf(main, text)
                                    : node);
        }
        return mappings(field, reader);
    }

    private static Node mappingOf(String field, ScalarNode value) {
        ScalarNode key = new ScalarNode(Tag.STR, field, value.getStartMark(), value.getEndMark(), ScalarStyle.PLAIN);
        return new MappingNode(
                Tag.MAP,
                true,
                List.of(new NodeTuple(key, value)),
                value.getStartMark(),
                value.getEndMark(),
                FlowStyle.BLOCK);
    }

    /** The mappings of a required list, which may be empty: {@code []}. */
    <T> List<T> requiredMappings(String field, Function<YamlMapping, T> reader) {
        if (!has(field)) {
            report(field, "is missing; if there is none, write '" + field + ": []'");
        }
        return mappings(field, reader);
    }
}
