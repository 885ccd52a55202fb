package io.compliancecenter.mail;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/** Sends mail as soon as it is queued here, and regularly what was queued elsewhere or failed before. */
@Component
@DependsOnDatabaseInitialization
class MailSending implements SmartLifecycle {

    /** So that it does not delay the first pages. */
    private static final Duration START_DELAY = Duration.ofSeconds(5);

    /** A mail that is being sent may finish. */
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(5);

    private final MailDelivery sender;
    private final Duration every;
    private final ThreadPoolTaskScheduler scheduler = new ThreadPoolTaskScheduler();
    private final AtomicBoolean woken = new AtomicBoolean();
    private volatile boolean running;

    MailSending(MailDelivery sender, MailProperties properties, Clock clock) {
        this.sender = sender;
        this.every = properties.checkEvery();
        scheduler.setThreadNamePrefix("mail-");
        scheduler.setClock(clock);
        scheduler.setDaemon(true);
        scheduler.setAwaitTerminationMillis(STOP_TIMEOUT.toMillis());
    }

    @Override
    public void start() {
        if (sender.isOn()) {
            woken.set(false);
            scheduler.initialize();
            scheduler.scheduleWithFixedDelay(
                    sender::sendDue, scheduler.getClock().instant().plus(START_DELAY), every);
            running = true;
        }
    }

    /** What is not sent yet stays queued. */
    @Override
    public void stop() {
        if (running) {
            running = false;
            scheduler.shutdown();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** After the web server, whose port is part of links by default. */
    @Override
    public int getPhase() {
        return WebServerApplicationContext.START_STOP_LIFECYCLE_PHASE + 1024;
    }

    @TransactionalEventListener(fallbackExecution = true)
    void on(MailQueued queued) {
        // A run that has not begun sends this as well.
        if (running && woken.compareAndSet(false, true)) {
            scheduler.execute(() -> {
                woken.set(false);
                sender.sendDue();
            });
        }
    }
}
