package io.compliancecenter.security;

import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/**
 * What was read of sessions and how their users stand, for as long as nothing of the kind has changed. The database tells
 * whether it has, by its {@link Revision}, in whatever instance the change was made. Kept are sessions of users who are signed
 * in and were here within a minute, since the database counts no others' changes; so nothing is kept longer than that,
 * whatever happens.
 */
final class KeptVisits {

    private static final int ROOM = 2_000;

    private final Clock clock;

    // Least recently used first.
    private final Map<String, Kept> kept = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Kept> eldest) {
            return size() > ROOM;
        }
    };

    /** @param clock by which sessions are told to have been used */
    KeptVisits(Clock clock) {
        this.clock = clock;
    }

    /**
     * Names what there is at a moment: each part is another one after every change.
     *
     * @param catalogue what is published
     * @param directory users and their Organizations
     * @param sessions what sessions of signed-in users hold
     */
    record Revision(UUID catalogue, UUID directory, UUID sessions) {}

    private record Kept(Revision revision, StoredVisit visit) {}

    /** Those of the identifiers that are kept and still so, if that is the revision now. */
    synchronized Map<String, StoredVisit> at(Revision revision, Collection<String> ids) {
        Map<String, StoredVisit> found = new HashMap<>();
        for (String id : ids) {
            Kept known = kept.get(id);
            if (known != null && known.revision().equals(revision) && lasts(known.visit())) {
                found.put(id, known.visit());
            }
        }
        return found;
    }

    /** @param revision asked for before they were read: they are of that one, or of a later one */
    synchronized void keep(Revision revision, Map<String, StoredVisit> visits) {
        visits.forEach((id, visit) -> {
            if (visit.signedIn() && lasts(visit)) {
                kept.put(id, new Kept(revision, visit));
            }
        });
    }

    private boolean lasts(StoredVisit visit) {
        return visit.wasUsedWithin(QuietSessions.QUIET, clock.instant())
                && !visit.session().isExpired();
    }
}
