package io.compliancecenter.publishing.folder;

import java.util.ArrayList;
import java.util.List;

/**
 * Collects what is wrong, so that one start tells everything. Whoever reports a problem goes on with a stand-in for the
 * wrong value, which is harmless because nothing with problems is ever published.
 */
public final class Problems {

    private final List<Problem> problems = new ArrayList<>();

    public void add(Place place, String what) {
        problems.add(new Problem(place, what));
    }

    int count() {
        return problems.size();
    }

    List<Problem> list() {
        return List.copyOf(problems);
    }

    public ProvisioningException toException() {
        return new ProvisioningException(list());
    }

    /** @throws ProvisioningException if there is any problem */
    void throwIfAny() {
        if (!problems.isEmpty()) {
            throw toException();
        }
    }
}
