package io.compliancecenter.desk.draft;

import io.compliancecenter.database.ConditionalOnDesk;
import io.compliancecenter.database.RefusedByDatabaseException;
import io.compliancecenter.support.PeriodicTask;
import io.compliancecenter.support.RecurringFailure;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.stereotype.Component;

/** Publishes approved drafts when their time has come. Each instance tries; the database publishes a draft once. */
@Component
@ConditionalOnDesk
@DependsOnDatabaseInitialization
class ScheduledPublication extends PeriodicTask {

    private static final Logger log = LoggerFactory.getLogger(ScheduledPublication.class);
    private static final Duration EVERY = Duration.ofMinutes(1);

    private final DraftService drafts;
    private final RecurringFailure failure = new RecurringFailure(log);

    ScheduledPublication(DraftService drafts, Clock clock) {
        super("desk-", EVERY, clock);
        this.drafts = drafts;
    }

    /** Publishes what is due now. A draft that cannot be published needs another approval, and does not keep others from it. */
    void publishDue() {
        try {
            List<String> failures = new ArrayList<>();
            drafts.findDue().forEach(draft -> publish(draft).ifPresent(failures::add));
            if (failures.isEmpty()) {
                failure.cleared();
            } else {
                failure.occurred(
                        Level.WARN, "Approved drafts are due and cannot be published", String.join("; ", failures));
            }
        } catch (RuntimeException failed) {
            failure.occurred(Level.ERROR, "Due drafts cannot be published", failed);
        }
    }

    /** Why it could not be tried; empty if it was published, or its approval has ended. */
    private Optional<String> publish(UUID draft) {
        try {
            ReviewOutcome outcome = drafts.publish(draft);
            if (outcome == ReviewOutcome.PUBLISHED) {
                log.info("Published the draft {} at its time", draft);
                return Optional.empty();
            }
            // Said once: its approval has ended, so it is due no more. Its page says why.
            log.warn("The draft {} is due and was not published, because it is {}", draft, outcome);
            return Optional.empty();
        } catch (RefusedByDatabaseException refused) {
            return Optional.of(draft + " is refused, because " + refused.getMessage());
        } catch (RuntimeException failed) {
            return Optional.of(draft + " failed: "
                    + NestedExceptionUtils.getMostSpecificCause(failed).getMessage());
        }
    }

    @Override
    protected void run() {
        publishDue();
    }
}
