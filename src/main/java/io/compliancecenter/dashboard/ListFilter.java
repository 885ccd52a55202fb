package io.compliancecenter.dashboard;

import io.compliancecenter.catalogue.published.StatusOnDay.EffectiveStatus;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * The requested part of a list. A null component does not filter.
 *
 * @param q words to search for
 * @param status that is shown for an item
 * @param page counts from 1
 */
public record ListFilter(
        @Nullable String q,
        @Nullable EffectiveStatus status,
        @Nullable Integer page) {

    /** The words to search for; empty if there are none. */
    String words() {
        return q == null ? "" : q.strip();
    }

    /** Whether anything is left out, whichever page is shown. */
    boolean narrows() {
        return status != null || !words().isEmpty();
    }

    /** The relative address of another page of the same part. */
    String addressOf(int page) {
        Map<String, Object> values = new LinkedHashMap<>();
        if (!words().isEmpty()) {
            values.put("q", words());
        }
        if (status != null) {
            values.put("status", status);
        }
        values.put("page", page);
        UriComponentsBuilder address = UriComponentsBuilder.newInstance();
        // As variables, so that plus signs and ampersands are encoded.
        values.keySet().forEach(name -> address.queryParam(name, "{" + name + "}"));
        return address.encode().buildAndExpand(values).toUriString();
    }
}
