package io.compliancecenter.support;

import java.time.Clock;
import java.time.Duration;
import org.springframework.context.SmartLifecycle;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;

/** A task that runs shortly after the start and periodically from then on, in a thread of its own. */
public abstract class PeriodicTask implements SmartLifecycle {

    /** So that it does not delay the first pages. */
    private static final Duration START_DELAY = Duration.ofSeconds(5);

    private final ThreadPoolTaskScheduler scheduler = new ThreadPoolTaskScheduler();
    private final Duration every;
    private volatile boolean running;

    /**
     * @param thread the beginning of its name
     * @param every from the end of a run until the next one begins
     */
    protected PeriodicTask(String thread, Duration every, Clock clock) {
        this.every = every;
        scheduler.setThreadNamePrefix(thread);
        scheduler.setClock(clock);
        scheduler.setDaemon(true);
    }

    /** Whether this instance has to do it. Asked at the start. */
    protected boolean isWanted() {
        return true;
    }

    /** Does it once. An exception does not keep the next run from happening. */
    protected abstract void run();

    @Override
    public final void start() {
        if (isWanted()) {
            scheduler.initialize();
            scheduler.scheduleWithFixedDelay(
                    this::run, scheduler.getClock().instant().plus(START_DELAY), every);
            running = true;
        }
    }

    @Override
    public final void stop() {
        if (running) {
            running = false;
            scheduler.shutdown();
        }
    }

    @Override
    public final boolean isRunning() {
        return running;
    }
}
