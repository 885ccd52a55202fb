package io.compliancecenter.desk.draft;

import io.compliancecenter.database.ConditionalOnDesk;
import io.compliancecenter.support.RecurringFailure;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.SmartLifecycle;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;
import org.springframework.stereotype.Component;

/** Publishes approved drafts when their time has come. Each instance tries; the database publishes a draft once. */
@Component
@ConditionalOnDesk
@DependsOnDatabaseInitialization
class ScheduledPublication implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(ScheduledPublication.class);
    private static final Duration EVERY = Duration.ofMinutes(1);

    private final DraftService drafts;
    private final RecurringFailure failure = new RecurringFailure(log);
    private final ThreadPoolTaskScheduler scheduler = new ThreadPoolTaskScheduler();
    private volatile boolean running;

    ScheduledPublication(DraftService drafts, Clock clock) {
        this.drafts = drafts;
        scheduler.setThreadNamePrefix("desk-");
        scheduler.setClock(clock);
        scheduler.setDaemon(true);
    }

    /** Publishes what is due now. */
    void publishDue() {
        try {
            for (UUID draft : drafts.findDue()) {
                ReviewOutcome outcome = drafts.publish(draft);
                if (outcome == ReviewOutcome.PUBLISHED) {
                    log.info("Published the draft {} at its time", draft);
                } else {
                    log.warn("The draft {} is approved and due, but cannot be published: {}", draft, outcome);
                }
            }
            failure.cleared();
        } catch (RuntimeException failed) {
            failure.occurred(Level.ERROR, "Due drafts cannot be published", failed);
        }
    }

    @Override
    public void start() {
        scheduler.initialize();
        scheduler.scheduleWithFixedDelay(this::publishDue, EVERY);
        running = true;
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
