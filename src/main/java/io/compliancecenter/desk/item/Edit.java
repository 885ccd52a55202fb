package io.compliancecenter.desk.item;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Where a form goes, and where it comes from.
 *
 * @param draft to save it in; null for a new one
 * @param from the draft that it was opened from; null if it was opened from what is published
 * @param seen what that draft had then: see {@link ItemDrafts.Opened}
 * @param action {@code preview}, or null to save
 */
record Edit(
        @Nullable UUID draft,
        @Nullable UUID from,
        String seen,
        @Nullable String action) {

    Edit(@Nullable UUID draft, @Nullable UUID from, @Nullable String seen, @Nullable String action) {
        this.draft = draft;
        this.from = from;
        this.seen = seen == null ? "" : seen;
        this.action = action;
    }

    /** Opened, and not yet sent. */
    static Edit of(@Nullable UUID draft, String seen) {
        return new Edit(draft, draft, seen, null);
    }

    boolean isPreview() {
        return "preview".equals(action);
    }
}
