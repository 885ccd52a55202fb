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
 * @param openWork what its owner wrote at the desk and nobody has decided
 */
record Person(
        @Nullable UUID account,
        @Nullable String name,
        @Nullable String source,
        State state,
        @Nullable Access access,
        List<String> organizations,
        List<Work> openWork,
        List<Held> held) {

    enum State {
        ACTIVE,
        RETIRED,
        ERASED
    }

    /** How somebody still has access; or that what they wrote is not decided. */
    enum Access {
        IN_FILES,
        AT_DESK,
        MEMBER,
        OPEN_WORK
    }

    /** What has an author, and needs somebody else's approval. */
    enum Work {
        DRAFT("/desk/drafts"),
        GROUP("/desk/groups"),
        RULE("/desk/rules"),
        AGREEMENT("/desk/agreements"),
        PURGE("/desk/withdrawn"),
        PAPER_PURGE("/desk/agreements");

        private final String list;

        Work(String list) {
            this.list = list;
        }

        /** Address of the list that has it. */
        public String list() {
            return list;
        }
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
