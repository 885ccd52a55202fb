package io.compliancecenter.testing;

import io.compliancecenter.download.CopyDelivered;
import io.compliancecenter.testing.Fixtures.Tenant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * Hears of deliveries when they are on record. A client has the last byte of a copy before that, since what is recorded is
 * what went out.
 */
public class Deliveries {

    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(30);

    private final Map<UUID, Integer> recorded = new HashMap<>();

    @EventListener
    @Order(Ordered.LOWEST_PRECEDENCE)
    synchronized void on(CopyDelivered delivered) {
        recorded.merge(delivered.organization().value(), 1, Integer::sum);
        notifyAll();
    }

    /** Waits until so many deliveries to the Organization are on record. */
    public synchronized void await(Tenant tenant, int count) {
        long end = System.nanoTime() + PATIENCE;
        while (recorded.getOrDefault(tenant.id(), 0) < count) {
            long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
            if (left <= 0) {
                throw new AssertionError("%d deliveries are on record and not %d"
                        .formatted(recorded.getOrDefault(tenant.id(), 0), count));
            }
            try {
                wait(left);
            } catch (InterruptedException interrupted) {
                throw new AssertionError(interrupted);
            }
        }
    }
}
