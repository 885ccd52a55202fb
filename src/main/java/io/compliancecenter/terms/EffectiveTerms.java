package io.compliancecenter.terms;

import io.compliancecenter.database.WorkerDatabase;
import io.compliancecenter.support.RecurringFailure;
import java.time.Clock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.SmartLifecycle;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;
import org.springframework.stereotype.Component;

/**
 * Records when a version of the terms came into effect. Each instance that works in the background tries; the database records a version
 * once. Whether a version is in effect does not depend on it.
 */
@Component
@DependsOnDatabaseInitialization
class EffectiveTerms implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(EffectiveTerms.class);
    private static final Duration EVERY = Duration.ofMinutes(1);

    private final WorkerDatabase database;
    private final TermsVersions versions;
    private final RecurringFailure failure = new RecurringFailure(log);
    private final ThreadPoolTaskScheduler scheduler = new ThreadPoolTaskScheduler();
    private volatile boolean running;

    EffectiveTerms(WorkerDatabase database, TermsVersions versions, Clock clock) {
        this.database = database;
        this.versions = versions;
        scheduler.setThreadNamePrefix("terms-");
        scheduler.setClock(clock);
        scheduler.setDaemon(true);
    }

    /** Records what has come into effect since the last time. */
    void record() {
        try {
            int recorded = database.readCommitted(versions::recordEffective);
            failure.cleared();
            if (recorded > 0) {
                log.info("Recorded that {} versions of the terms came into effect", recorded);
            }
        } catch (RuntimeException failed) {
            failure.occurred(Level.WARN, "The record lacks entries of terms that came into effect", failed);
        }
    }

    @Override
    public void start() {
        if (database.isConfigured()) {
            scheduler.initialize();
            scheduler.scheduleWithFixedDelay(this::record, EVERY);
            running = true;
        }
    }

    @Override
    public void stop() {
        running = false;
        scheduler.shutdown();
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
