package io.compliancecenter.terms;

import io.compliancecenter.database.WorkerDatabase;
import io.compliancecenter.support.PeriodicTask;
import io.compliancecenter.support.RecurringFailure;
import java.time.Clock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.stereotype.Component;

/**
 * Records when a version of the terms came into effect. Each instance that works in the background tries; the database records a version
 * once. Whether a version is in effect does not depend on it.
 */
@Component
@DependsOnDatabaseInitialization
class EffectiveTerms extends PeriodicTask {

    private static final Logger log = LoggerFactory.getLogger(EffectiveTerms.class);
    private static final Duration EVERY = Duration.ofMinutes(1);

    private final WorkerDatabase database;
    private final TermsVersions versions;
    private final RecurringFailure failure = new RecurringFailure(log);

    EffectiveTerms(WorkerDatabase database, TermsVersions versions, Clock clock) {
        super("terms-", EVERY, clock);
        this.database = database;
        this.versions = versions;
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
    protected boolean isWanted() {
        return database.isConfigured();
    }

    @Override
    protected void run() {
        record();
    }
}
