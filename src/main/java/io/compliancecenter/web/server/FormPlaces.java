package io.compliancecenter.web.server;

import java.util.HashMap;
import java.util.Map;

/** Places for requests whose form is still on its way, limited for each client and in all. */
final class FormPlaces {

    private final int forAll;
    private final int forEach;

    // Guarded by this; never more entries than places
    private final Map<String, Integer> taken = new HashMap<>();
    private int total;

    /** The answer to a request for a place. */
    enum Outcome {
        TAKEN,
        CLIENT_HAS_TOO_MANY,
        ALL_TAKEN
    }

    FormPlaces(int forAll, int forEach) {
        this.forAll = forAll;
        this.forEach = forEach;
    }

    synchronized Outcome take(String client) {
        int own = taken.getOrDefault(client, 0);
        if (own >= forEach) {
            return Outcome.CLIENT_HAS_TOO_MANY;
        }
        if (total >= forAll) {
            return Outcome.ALL_TAKEN;
        }
        taken.put(client, own + 1);
        total++;
        return Outcome.TAKEN;
    }

    /** Gives a place back that was {@link Outcome#TAKEN}. */
    synchronized void release(String client) {
        taken.computeIfPresent(client, (key, own) -> own == 1 ? null : own - 1);
        total--;
    }
}
