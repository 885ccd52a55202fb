package io.compliancecenter.retention;

import io.compliancecenter.database.WorkerDatabase;
import io.compliancecenter.support.PeriodicTask;
import io.compliancecenter.support.RecurringFailure;
import java.time.Clock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.stereotype.Component;

/** Deletes personal data past its retention period every hour, where the role that works in the background is configured. */
@Component
@DependsOnDatabaseInitialization
class Retention extends PeriodicTask {

    private static final Logger log = LoggerFactory.getLogger(Retention.class);

    private static final Duration EVERY = Duration.ofHours(1);

    private final WorkerDatabase worker;
    private final OutdatedData data;
    private final RetentionProperties properties;
    private final RecurringFailure deleting = new RecurringFailure(log);

    Retention(WorkerDatabase worker, OutdatedData data, RetentionProperties properties, Clock clock) {
        super("retention-", EVERY, clock);
        this.worker = worker;
        this.data = data;
        this.properties = properties;
    }

    /** Deletes what is past its retention period now. */
    void deleteOutdated() {
        try {
            // It waits for locks, and has to see what was committed until it has them.
            worker.readCommitted(() -> {
                data.delete(properties);
                return true;
            });
            deleting.cleared();
        } catch (ConcurrencyFailureException another) {
            log.debug("Another instance does it", another);
        } catch (RuntimeException failure) {
            deleting.occurred(Level.WARN, "Personal data past its retention period could not be deleted", failure);
        }
    }

    @Override
    protected boolean isWanted() {
        return worker.isConfigured();
    }

    @Override
    protected void run() {
        deleteOutdated();
    }
}
