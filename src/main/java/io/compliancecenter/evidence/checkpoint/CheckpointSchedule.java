package io.compliancecenter.evidence.checkpoint;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
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

    /** Enough for one checkpoint; a slow database or authority does not delay the start any longer. */
    private static final Duration START_TIMEOUT = Duration.ofSeconds(2);

    /** Together with pending requests, less than the time that a container has before it is killed. */
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(5);

    private final Checkpointing checkpointing;
    private final Duration every;
    private final ThreadPoolTaskScheduler scheduler = new ThreadPoolTaskScheduler();
    private volatile boolean running;

    CheckpointSchedule(Checkpointing checkpointing, EvidenceProperties properties, Clock clock) {
        this.checkpointing = checkpointing;
        this.every = properties.checkpointEvery();
        scheduler.setThreadNamePrefix("checkpoints-");
        scheduler.setClock(clock);
        scheduler.setDaemon(true);
        scheduler.setWaitForTasksToCompleteOnShutdown(true);
        scheduler.setAwaitTerminationMillis(STOP_TIMEOUT.toMillis());
    }

    /** Usually signs what an earlier run left unsigned before new entries are added. */
    @Override
    public void start() {
        if (checkpointing.signs()) {
            scheduler.initialize();
            CompletableFuture.runAsync(checkpointing::run, scheduler)
                    .completeOnTimeout(null, START_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)
                    .join();
            scheduler.scheduleWithFixedDelay(
                    checkpointing::run, scheduler.getClock().instant().plus(every), every);
            running = true;
        }
    }

    /** Signs a last checkpoint. If that takes too long, the next start signs it. */
    @Override
    public void stop() {
        if (running) {
            running = false;
            scheduler.submit(checkpointing::run);
            scheduler.shutdown();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Before the web server starts, and after it has answered its last request. */
    @Override
    public int getPhase() {
        return WebServerApplicationContext.START_STOP_LIFECYCLE_PHASE - 1024;
    }
}
