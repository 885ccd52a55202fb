package io.compliancecenter.desk.erasure;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An account, or an address without one, and what is held with it.
 *
 * @param account null for the address
 * @param name null for the address, and if it was erased
 * @param source where the account comes from; null for the address
 * @param access why nothing can be erased; null if something can
 * @param organizations by which it gives access
 */
record Person(
        @Nullable UUID account,
        @Nullable String name,
        @Nullable String source,
        State state,
        @Nullable Access access,
        List<String> organizations,
        List<Held> held) {

    enum State {
        ACTIVE,
        RETIRED,
        ERASED
    }

    /** How somebody still has access. */
    enum Access {
        IN_FILES,
        AT_DESK,
        MEMBER
    }

    /**
     * Data of one category.
     *
     * @param oldest null if not known
     */
    record Held(DataCategory category, long count, @Nullable Instant oldest) {}

    /** Whether something can be erased now. */
    boolean isErasable() {
        boolean free = account == null ? state != State.ACTIVE : access == null && state != State.ERASED;
        return free && held.stream().anyMatch(data -> data.category().isErasable());
    }
}
