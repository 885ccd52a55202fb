package io.compliancecenter.evidence;

import java.time.Instant;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The JSON content of an entry. A missing field reads as empty, so that one reader serves entries of every kind. */
public final class Payload {

    private final JsonNode root;

    private Payload(JsonNode root) {
        this.root = root;
    }

    /** @throws tools.jackson.core.JacksonException if the bytes are not JSON */
    public static Payload parse(byte[] json) {
        return new Payload(JsonMapper.shared().readTree(json));
    }

    /** The text at a path such as {@code "member", "name"}; empty if there is none. */
    public String text(String... path) {
        return Objects.requireNonNullElse(value(path), "");
    }

    /** The same; null if there is none. A list of values is a text with spaces between them. */
    public @Nullable String value(String... path) {
        JsonNode node = node(path);
        if (node.isArray() && node.valueStream().allMatch(JsonNode::isValueNode)) {
            return node.valueStream().map(JsonNode::asString).collect(Collectors.joining(" "));
        }
        return node.isValueNode() && !node.isNull() ? node.asString() : null;
    }

    /** The number at a path; zero if there is none. */
    public long number(String... path) {
        return node(path).asLong(0);
    }

    /** The time at a path; null if there is none. */
    public @Nullable Instant time(String... path) {
        String text = text(path);
        return text.isEmpty() ? null : Instant.parse(text);
    }

    private JsonNode node(String... path) {
        JsonNode node = root;
        for (String name : path) {
            node = node.path(name);
        }
        return node;
    }
}
