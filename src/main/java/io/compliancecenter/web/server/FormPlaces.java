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

    FormPlaces(int forAll, int forEach) {
        this.forAll = forAll;
        this.forEach = forEach;
    }

    /** Takes a place, unless the client has as many as it may, or there is none left. */
    synchronized boolean take(String client) {
        int own = taken.getOrDefault(client, 0);
        if (own >= forEach || total >= forAll) {
            return false;
        }
        taken.put(client, own + 1);
        total++;
        return true;
    }

    /** Gives a place back that was taken. */
    synchronized void release(String client) {
        taken.computeIfPresent(client, (key, own) -> own == 1 ? null : own - 1);
        total--;
    }
}
