package io.compliancecenter.database;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Whom the transactions of the current thread work for. Every transaction that begins while a binding is open tells
 * PostgreSQL, whose row-level security then shows it that Organization and user only. Without a binding, no row that
 * belongs to an Organization is visible.
 */
@Component
public class TransactionBinding {

    private static final Bound NOBODY = new Bound(null, null);

    private final ThreadLocal<Bound> current = ThreadLocal.withInitial(() -> NOBODY);

    /**
     * Binds the thread's coming transactions to a user inside an Organization.
     *
     * @return closes this binding and brings back the one before
     */
    public Binding bind(UUID organization, UUID user) {
        return open(new Bound(organization, user));
    }

    /**
     * Binds the thread's coming transactions to a user in none of their Organizations, of which they see that they are there.
     *
     * @return closes this binding and brings back the one before
     */
    public Binding bindUser(UUID user) {
        return open(new Bound(null, user));
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

    /** What PostgreSQL is told: the empty string stands for nobody, as it does after a transaction's setting ended. */
    record Bound(@Nullable UUID organization, @Nullable UUID user) {

        String organizationSetting() {
            return organization == null ? "" : organization.toString();
        }

        String userSetting() {
            return user == null ? "" : user.toString();
        }
    }
}
