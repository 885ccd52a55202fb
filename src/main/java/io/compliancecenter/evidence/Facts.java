package io.compliancecenter.evidence;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What an entry says, read out of its payload. What a payload does not say is empty. */
public final class Facts {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final JsonNode root;

    private Facts(JsonNode root) {
        this.root = root;
    }

    /** @throws tools.jackson.core.JacksonException if the payload is not JSON */
    public static Facts of(byte[] payload) {
        return new Facts(JSON.readTree(payload));
    }

    /** The text under these names, one within the other; empty if there is none. */
    public String text(String... names) {
        JsonNode node = node(names);
        return node.isValueNode() && !node.isNull() ? node.asString() : "";
    }

    /** The number under these names; zero if there is none. */
    public long number(String... names) {
        return node(names).asLong(0);
    }

    /** The moment under these names; null if there is none. */
    @Nullable
    public Instant moment(String... names) {
        String text = text(names);
        return text.isEmpty() ? null : Instant.parse(text);
    }

    private JsonNode node(String... names) {
        JsonNode node = root;
        for (String name : names) {
            node = node.path(name);
        }
        return node;
    }
}
