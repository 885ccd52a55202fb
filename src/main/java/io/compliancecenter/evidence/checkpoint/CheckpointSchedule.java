package io.compliancecenter.evidence.checkpoint;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;
import org.springframework.stereotype.Component;

/**
 * Runs {@link Checkpointing} in a thread of its own: at start, then periodically, and once more at stop, so that the last entries
 * are signed before the application ends.
 */
@Component
class CheckpointSchedule implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(CheckpointSchedule.class);

    /** Enough for one checkpoint; a slow database or authority does not delay the start any longer. */
    private static final Duration START_TIMEOUT = Duration.ofSeconds(2);

    /** Together with pending requests, less than the time that a container has before it is killed. */
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(5);

    private final Checkpointing checkpointing;
    private final Duration every;
    private final ThreadPoolTaskScheduler scheduler = new ThreadPoolTaskScheduler();
    private @Nullable ScheduledFuture<?> task;

    CheckpointSchedule(Checkpointing checkpointing, EvidenceProperties properties, Clock clock) {
        this.checkpointing = checkpointing;
        this.every = properties.checkpointEvery();
        scheduler.setThreadNamePrefix("checkpoints-");
        scheduler.setClock(clock);
        scheduler.setDaemon(true);
        scheduler.setWaitForTasksToCompleteOnShutdown(true);
        scheduler.setAwaitTerminationMillis(STOP_TIMEOUT.toMillis());
    }

    @Override
    public void start() {
        if (checkpointing.signs()) {
            scheduler.initialize();
            Future<?> first = scheduler.submit(checkpointing::run);
            task = scheduler.scheduleWithFixedDelay(
                    checkpointing::run, scheduler.getClock().instant().plus(every), every);
            awaitFirst(first);
        }
    }

    /** Usually enough to sign what an earlier run left unsigned before new entries are added. */
    private static void awaitFirst(Future<?> first) {
        try {
            first.get(START_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException unfinished) {
            log.debug("The first checkpoint is not signed yet", unfinished);
        } catch (ExecutionException impossible) {
            throw new IllegalStateException(impossible);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Signs a last checkpoint. If that takes too long, the next start signs it. */
    @Override
    public void stop() {
        ScheduledFuture<?> running = task;
        if (running != null) {
            task = null;
            running.cancel(false);
            scheduler.submit(checkpointing::run);
            scheduler.shutdown();
        }
    }

    @Override
    public boolean isRunning() {
        return task != null;
    }

    /** Before the web server starts, and after it has answered its last request. */
    @Override
    public int getPhase() {
        return WebServerApplicationContext.START_STOP_LIFECYCLE_PHASE - 1024;
    }
}
