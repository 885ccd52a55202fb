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
 * @param language the first language of the catalogue when the form was opened, as a tag; null if that is not known
 */
record Edit(
        @Nullable UUID draft,
        @Nullable UUID from,
        String seen,
        @Nullable String action,
        @Nullable String language) {

    Edit(
            @Nullable UUID draft,
            @Nullable UUID from,
            @Nullable String seen,
            @Nullable String action,
            @Nullable String language) {
        this.draft = draft;
        this.from = from;
        this.seen = seen == null ? "" : seen;
        this.action = action;
        this.language = language;
    }

    /** Opened, and not yet sent. */
    static Edit of(@Nullable UUID draft, String seen) {
        return new Edit(draft, draft, seen, null, null);
    }

    /** Whether what was typed is in another language than the texts of the catalogue are now. */
    boolean isInAnotherLanguage(String first) {
        return language != null && !language.equals(first);
    }

    boolean isPreview() {
        return "preview".equals(action);
    }
}
