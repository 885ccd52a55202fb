package io.compliancecenter.evidence.checkpoint;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;
import org.springframework.stereotype.Component;

/** Runs {@link Checkpointing} as long as the application serves, in a thread of its own. */
@Component
class CheckpointSchedule implements SmartLifecycle {

    private static final int GRACE_SECONDS = 3;

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
            task = scheduler.scheduleWithFixedDelay(
                    checkpointing::run, scheduler.getClock().instant().plus(every), every);
        }
    }

    /** Lets a checkpoint be finished; only waiting for an authority takes so long that it is interrupted. */
    @Override
    public void stop() {
        if (task != null) {
            task = null;
            ScheduledExecutorService executor = scheduler.getScheduledExecutor();
            executor.shutdown();
            try {
                if (!executor.awaitTermination(GRACE_SECONDS, TimeUnit.SECONDS)) {
                    executor.shutdownNow();
                    executor.awaitTermination(GRACE_SECONDS, TimeUnit.SECONDS);
                }
            } catch (InterruptedException hurried) {
                executor.shutdownNow();
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public boolean isRunning() {
        return task != null;
    }
}
