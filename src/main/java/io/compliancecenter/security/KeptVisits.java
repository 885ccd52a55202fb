package io.compliancecenter.security;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/**
 * What was read of sessions and how their users stand, for as long as nothing of it has changed. The database tells whether it
 * has, by a {@link Revision} of each, in whatever instance the change was made.
 */
final class KeptVisits {

    private static final int ROOM = 2_000;

    // Least recently used first.
    private final Map<String, Kept> kept = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Kept> eldest) {
            return size() > ROOM;
        }
    };

    /**
     * Names what a visit is made of, at a moment: each part is another one after every change.
     *
     * @param catalogue what is published
     * @param directory users and their Organizations
     * @param session the session and what it holds
     */
    record Revision(UUID catalogue, UUID directory, UUID session) {}

    private record Kept(Revision revision, StoredVisit visit) {}

    /** Those that are kept, and are as these sessions' revisions say. */
    synchronized Map<String, StoredVisit> at(Map<String, Revision> revisions) {
        Map<String, StoredVisit> found = new HashMap<>();
        revisions.forEach((id, revision) -> {
            Kept known = kept.get(id);
            if (known != null
                    && known.revision().equals(revision)
                    && !known.visit().session().isExpired()) {
                found.put(id, known.visit());
            }
        });
        return found;
    }

    /**
     * Keeps those of signed-in users: others come once, to sign in.
     *
     * @param revisions asked for before they were read: they are of that one, or of a later one
     */
    synchronized void keep(Map<String, Revision> revisions, Map<String, StoredVisit> visits) {
        visits.forEach((id, visit) -> {
            Revision revision = revisions.get(id);
            if (revision != null && visit.standing().isPresent()) {
                kept.put(id, new Kept(revision, visit));
            }
        });
    }
}
