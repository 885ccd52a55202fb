package io.compliancecenter.evidence.checkpoint;

import io.compliancecenter.database.OwnerDatabase;
import io.compliancecenter.evidence.timestamp.TimestampAuthority;
import io.compliancecenter.evidence.timestamp.TrustedAuthorities;
import io.compliancecenter.support.RecurringFailure;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;
import org.springframework.util.StringUtils;

/**
 * Signs checkpoints, keeps them outside the database as well, and gets time stamps for them. Failures do not affect requests:
 * a later checkpoint covers what this one would have covered.
 */
@Component
@DependsOnDatabaseInitialization
public class Checkpointing {

    private static final Logger log = LoggerFactory.getLogger(Checkpointing.class);

    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final Optional<EvidenceDirectory> directory;
    private final @Nullable CheckpointMaker maker;
    private final @Nullable CheckpointMirror mirror;
    private final @Nullable TimestampAuthority authority;

    private final RecurringFailure altered =
            new RecurringFailure(log, Level.ERROR, "ALERT: the record was altered, and nothing is signed");
    private final RecurringFailure foreign = new RecurringFailure(
            log,
            Level.ERROR,
            "Nothing is signed: the directory for checkpoints belongs to another database"
                    + " (compliance-center.evidence.directory)");
    private final RecurringFailure unsigned = new RecurringFailure(log, Level.WARN, "Signing a checkpoint failed");
    private final RecurringFailure unwritten =
            new RecurringFailure(log, Level.ERROR, "Writing checkpoints outside the database failed");
    private final RecurringFailure unstamped = new RecurringFailure(log, Level.WARN, "Getting a time stamp failed");

    Checkpointing(
            EvidenceProperties properties, Environment settings, OwnerDatabase database, Checkpoints checkpoints) {
        this.directory = EvidenceDirectory.of(settings);
        if (directory.isEmpty()) {
            logThatNothingIsSigned(settings);
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
                ? new TimestampAuthority(URI.create(address.strip()), TIMEOUT, trusted(settings))
                : null;
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
    private static boolean mayGenerateKey(Environment settings, OwnerDatabase database, Checkpoints checkpoints) {
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
        String file = settings.getProperty("compliance-center.evidence.timestamp-authority-certificate");
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

    /**
     * Signs a checkpoint if there is anything new, then adds missing lines to the file and gets missing time stamps. Failures are
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
            altered.cleared();
            unsigned.cleared();
            foreign.cleared();
        } catch (EvidenceDirectory.ForeignException wrongDirectory) {
            foreign.occurred(wrongDirectory);
        } catch (RecordAlteredException failure) {
            altered.occurred(failure);
        } catch (RuntimeException failure) {
            unsigned.occurred(failure);
        }
        return made;
    }

    /** @throws RecordAlteredException if the file holds what the database does not, before anything is signed on top */
    private void write(CheckpointMirror file) {
        try {
            file.catchUp();
            unwritten.cleared();
        } catch (IOException failure) {
            unwritten.occurred(failure);
        }
    }

    private void stamp(CheckpointMaker signed, TimestampAuthority by) {
        try {
            signed.stamp(by);
            unstamped.cleared();
        } catch (IOException failure) {
            unstamped.occurred(failure);
        }
    }
}
