package io.compliancecenter.evidence.checkpoint;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
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
 * Runs {@link Checkpointing} as long as the application serves, in a thread of its own: when it starts, then from time to
 * time, and when it stops, so that what was recorded last is signed before the application is gone.
 */
@Component
class CheckpointSchedule implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(CheckpointSchedule.class);

    /** Enough for a checkpoint; what waits for a database or an authority goes on while the application starts. */
    private static final Duration PATIENCE_AT_START = Duration.ofSeconds(2);

    /** Within what a container has before it is killed, together with the requests under way. */
    private static final Duration PATIENCE_AT_STOP = Duration.ofSeconds(5);

    private static final Duration GRACE = Duration.ofSeconds(1);

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

    /** Usually signs what an earlier run left before anybody adds to it. */
    private static void awaitFirst(Future<?> first) {
        try {
            first.get(PATIENCE_AT_START.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException goesOn) {
            log.debug("The first checkpoint takes longer", goesOn);
        } catch (ExecutionException impossible) {
            throw new IllegalStateException(impossible);
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }

    /** Makes a last checkpoint, unless that takes too long: the next start makes it then. */
    @Override
    public void stop() {
        ScheduledFuture<?> running = task;
        if (running == null) {
            return;
        }
        task = null;
        running.cancel(false);
        scheduler.submit(checkpointing::run);
        ScheduledExecutorService executor = scheduler.getScheduledExecutor();
        executor.shutdown();
        try {
            if (!executor.awaitTermination(PATIENCE_AT_STOP.toMillis(), TimeUnit.MILLISECONDS)) {
                log.warn("The last checkpoint takes too long; the next start makes it");
                executor.shutdownNow();
                executor.awaitTermination(GRACE.toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException hurried) {
            executor.shutdownNow();
            Thread.currentThread().interrupt();
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
