package io.compliancecenter.web.server;

import java.util.HashMap;
import java.util.Map;

/** Limits the requests whose form is still being received, in total and for each client. */
final class FormLimiter {

    private final int forAll;
    private final int forEach;

    // Guarded by this
    private final Map<String, Integer> taken = new HashMap<>();
    private int total;

    FormLimiter(int forAll, int forEach) {
        this.forAll = forAll;
        this.forEach = forEach;
    }

    /** Admits one more, unless the client's limit or the total limit is reached. */
    synchronized boolean tryAcquire(String client) {
        int own = taken.getOrDefault(client, 0);
        if (own >= forEach || total >= forAll) {
            return false;
        }
        taken.put(client, own + 1);
        total++;
        return true;
    }

    /** Ends what {@link #tryAcquire} admitted. */
    synchronized void release(String client) {
        taken.computeIfPresent(client, (key, own) -> own == 1 ? null : own - 1);
        total--;
    }
}
