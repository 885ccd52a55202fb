package io.compliancecenter.evidence.checkpoint;

import io.compliancecenter.database.WorkerDatabase;
import io.compliancecenter.evidence.timestamp.TimestampAuthority;
import io.compliancecenter.evidence.timestamp.TrustedAuthorities;
import io.compliancecenter.support.RecurringFailure;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.core.env.Environment;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;
import org.springframework.stereotype.Component;
import org.springframework.util.StringUtils;

/**
 * Signs checkpoints, keeps them outside the database as well, and gets timestamps for them: at start, then periodically, and once
 * more at stop, so that the last entries are signed before the application ends. Failures do not affect requests: a later
 * checkpoint covers what this one would have covered.
 */
@Component
@DependsOnDatabaseInitialization
public class Checkpointing implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(Checkpointing.class);

    private static final Duration TIMESTAMP_TIMEOUT = Duration.ofSeconds(10);

    /** Enough for one checkpoint; a slow database or authority does not delay the start any longer. */
    private static final Duration START_TIMEOUT = Duration.ofSeconds(2);

    /** Together with pending requests, less than the time that a container has before it is killed. */
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(5);

    private final Optional<EvidenceDirectory> directory;
    private final @Nullable CheckpointMaker maker;
    private final @Nullable CheckpointMirror mirror;
    private final @Nullable TimestampAuthority authority;
    private final Duration every;
    private final ThreadPoolTaskScheduler scheduler = new ThreadPoolTaskScheduler();
    private volatile boolean running;

    private final RecurringFailure signing = new RecurringFailure(log);
    private final RecurringFailure writing = new RecurringFailure(log);
    private final RecurringFailure stamping = new RecurringFailure(log);

    Checkpointing(
            EvidenceProperties properties,
            Environment settings,
            WorkerDatabase database,
            Checkpoints checkpoints,
            Clock clock) {
        this.directory = EvidenceDirectory.of(settings);
        if (directory.isEmpty()) {
            logThatNothingIsSigned(settings);
        } else {
            database.check("to sign the record (compliance-center.evidence.directory)");
        }
        this.maker = directory
                .map(found -> new CheckpointMaker(
                        database, checkpoints, found.open(mayGenerateKey(settings, database, checkpoints))))
                .orElse(null);
        this.mirror = directory
                .map(found -> new CheckpointMirror(database, checkpoints, found.checkpoints()))
                .orElse(null);
        String address = properties.timestampAuthority();
        this.authority = StringUtils.hasText(address)
                ? new TimestampAuthority(URI.create(address.strip()), TIMESTAMP_TIMEOUT, trusted(properties))
                : null;
        this.every = properties.checkpointEvery();
        scheduler.setThreadNamePrefix("checkpoints-");
        scheduler.setClock(clock);
        scheduler.setDaemon(true);
        scheduler.setWaitForTasksToCompleteOnShutdown(true);
        scheduler.setAwaitTerminationMillis(STOP_TIMEOUT.toMillis());
    }

    private static void logThatNothingIsSigned(Environment settings) {
        if (EvidenceDirectory.isWanted(settings)) {
            log.warn("""
                    This instance does NOT SIGN the record, so a rewritten record would go unnoticed. Set \
                    compliance-center.evidence.directory to a durable directory outside the database. A key is generated \
                    there, unless compliance-center.evidence.signing-key names one. If another instance signs, set \
                    compliance-center.evidence.signing=off\
                    """);
        } else {
            log.info("This instance does not sign the record (compliance-center.evidence.signing=off)");
        }
    }

    /** A new key for a record that is signed already would hide that this is not the directory used before. */
    private static boolean mayGenerateKey(Environment settings, WorkerDatabase database, Checkpoints checkpoints) {
        return !EvidenceDirectory.isExternal(settings)
                || database.work(() -> checkpoints.findFirstByOrderByNumberDesc())
                        .isEmpty();
    }

    /**
     * The configured authorities.
     *
     * @throws IllegalArgumentException if the certificates cannot be read
     */
    public static TrustedAuthorities trusted(Environment settings) {
        return trusted(EvidenceProperties.of(settings));
    }

    private static TrustedAuthorities trusted(EvidenceProperties properties) {
        String file = properties.timestampAuthorityCertificate();
        return StringUtils.hasText(file) ? TrustedAuthorities.read(Path.of(file.strip())) : TrustedAuthorities.NONE;
    }

    /** The directory of the key and the checkpoints; empty if nothing is signed. */
    public Optional<EvidenceDirectory> directory() {
        return directory;
    }

    /** Whether this instance signs checkpoints. */
    boolean signs() {
        return maker != null;
    }

    /** Usually signs what an earlier run left unsigned before new entries are added. */
    @Override
    public void start() {
        if (signs()) {
            scheduler.initialize();
            CompletableFuture.runAsync(this::run, scheduler)
                    .completeOnTimeout(null, START_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)
                    .join();
            scheduler.scheduleWithFixedDelay(
                    this::run, scheduler.getClock().instant().plus(every), every);
            running = true;
        }
    }

    /** Signs a last checkpoint. If that takes too long, the next start signs it. */
    @Override
    public void stop() {
        if (running) {
            running = false;
            scheduler.submit(this::run);
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

    /**
     * Signs a checkpoint if there is anything new, then adds missing lines to the file and gets missing timestamps. Failures are
     * logged, and retried the next time.
     *
     * @return the checkpoint's number; empty if none was signed
     */
    public synchronized Optional<Long> run() {
        if (maker == null || mirror == null) {
            return Optional.empty();
        }
        Optional<Long> made = Optional.empty();
        try {
            write(mirror);
            made = maker.make();
            write(mirror);
            if (authority != null) {
                stamp(maker, authority);
                write(mirror);
            }
            signing.cleared();
        } catch (EvidenceDirectory.ForeignException wrongDirectory) {
            signing.occurred(
                    Level.ERROR,
                    "Nothing is signed: the directory for checkpoints belongs to another database"
                            + " (compliance-center.evidence.directory)",
                    wrongDirectory);
        } catch (RecordAlteredException altered) {
            signing.occurred(Level.ERROR, "ALERT: the record was altered, and nothing is signed", altered);
        } catch (RuntimeException failure) {
            signing.occurred(Level.WARN, "Signing a checkpoint failed", failure);
        }
        return made;
    }

    /** @throws RecordAlteredException if the file holds what the database does not, before anything is signed on top */
    private void write(CheckpointMirror file) {
        try {
            file.catchUp();
            writing.cleared();
        } catch (IOException failure) {
            writing.occurred(Level.ERROR, "Writing checkpoints outside the database failed", failure);
        }
    }

    private void stamp(CheckpointMaker signed, TimestampAuthority by) {
        try {
            signed.stamp(by);
            stamping.cleared();
        } catch (IOException failure) {
            stamping.occurred(Level.WARN, "Getting a timestamp failed", failure);
        }
    }
}
