package io.compliancecenter.database;

import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Binds the transactions of the current thread to an Organization and a user. Each transaction that begins passes both to
 * PostgreSQL, where row-level security shows only their rows. Without a binding, no row of any Organization is visible.
 */
@Component
public class TransactionBinding {

    private static final Bound NOBODY = new Bound("", "");

    private final ThreadLocal<Bound> current = ThreadLocal.withInitial(() -> NOBODY);

    /**
     * Binds transactions that begin from now on to a user inside an Organization.
     *
     * @return restores the previous binding when it is closed
     */
    public Binding bind(UUID organization, UUID user) {
        return open(new Bound(organization.toString(), user.toString()));
    }

    /**
     * Binds transactions that begin from now on to a user without an Organization. They see their own memberships.
     *
     * @return restores the previous binding when it is closed
     */
    public Binding bindUser(UUID user) {
        return open(new Bound("", user.toString()));
    }

    private Binding open(Bound next) {
        Bound before = current.get();
        current.set(next);
        return () -> {
            if (before == NOBODY) {
                current.remove();
            } else {
                current.set(before);
            }
        };
    }

    Bound current() {
        return current.get();
    }

    /** An open binding. Closing it does not fail. */
    @FunctionalInterface
    public interface Binding extends AutoCloseable {

        @Override
        void close();
    }

    /** The values for PostgreSQL. The empty string means none, as it does after a transaction. */
    record Bound(String organization, String user) {}
}
