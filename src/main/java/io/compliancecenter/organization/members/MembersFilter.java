package io.compliancecenter.organization.members;

import io.compliancecenter.web.OneLine;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * The requested part of the list of members.
 *
 * @param q words to search for
 * @param page counts from 1
 */
record MembersFilter(@Nullable String q, @Nullable Integer page) {

    static final MembersFilter ALL = new MembersFilter(null, null);

    /** Longer ones find nothing, and are not worth reading. */
    private static final int MAX_LENGTH = 100;

    /** The words to search for; empty if there are none. */
    String words() {
        return q == null ? "" : OneLine.of(q, MAX_LENGTH);
    }

    /** The address of another page of the same part, below the one of the first. */
    String addressOf(String path, int page) {
        UriComponentsBuilder address = UriComponentsBuilder.fromPath(path);
        if (!words().isEmpty()) {
            // As a variable, so that plus signs and ampersands are encoded.
            address.queryParam("q", "{q}");
        }
        return address.queryParam("page", page).encode().buildAndExpand(words()).toUriString();
    }
}
