package io.compliancecenter.publishing;

import io.compliancecenter.publishing.PublishedContent.Item;
import io.compliancecenter.publishing.PublishedContent.State;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a publication does to one item.
 *
 * @param what as a word: added, changed, superseded or retired
 * @param fields that differ, in order; none unless it is changed
 */
public record Change(String what, String kind, String label, List<String> fields) {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final TypeReference<Map<String, @Nullable Object>> FIELDS = new TypeReference<>() {};
    private static final String SUPERSEDED = "superseded";

    public Change {
        fields = List.copyOf(fields);
    }

    /** In the order of what is published afterwards, then what is not published any more. */
    static List<Change> between(Map<Item, State> before, Map<Item, State> after) {
        List<Change> changes = new ArrayList<>();
        Map<Item, State> gone = new LinkedHashMap<>(before);
        after.forEach((item, now) -> {
            State earlier = gone.remove(item);
            if (earlier == null) {
                changes.add(new Change("added", item.kind(), now.label(), List.of()));
            } else if (!earlier.fields().equals(now.fields())) {
                changes.add(changed(item, earlier, now));
            }
        });
        gone.forEach((item, earlier) -> changes.add(new Change("retired", item.kind(), earlier.label(), List.of())));
        return changes;
    }

    private static Change changed(Item item, State earlier, State now) {
        Map<String, @Nullable Object> one = JSON.readValue(earlier.fields(), FIELDS);
        Map<String, @Nullable Object> other = JSON.readValue(now.fields(), FIELDS);
        TreeSet<String> fields = new TreeSet<>(other.keySet());
        fields.removeIf(field -> Objects.equals(one.get(field), other.get(field)));
        return fields.remove(SUPERSEDED) && Boolean.TRUE.equals(other.get(SUPERSEDED))
                ? new Change(SUPERSEDED, item.kind(), now.label(), List.copyOf(fields))
                : new Change("changed", item.kind(), now.label(), List.copyOf(fields));
    }

    /** One line for people. */
    @Override
    public String toString() {
        return "%-10s %s %s%s".formatted(what, kind, label, fields.isEmpty() ? "" : ": " + String.join(", ", fields));
    }
}
