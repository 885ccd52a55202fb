package io.compliancecenter.evidence.checkpoint;

import io.compliancecenter.database.OwnerDatabase;
import io.compliancecenter.evidence.timestamp.TimestampAuthority;
import io.compliancecenter.evidence.timestamp.TrustedAuthorities;
import java.io.IOException;
import java.io.UncheckedIOException;
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
 * Makes checkpoints, keeps them outside of the database too, and has them stamped. Nothing that fails here concerns those
 * who use the page: what is not covered yet is covered by a later checkpoint.
 */
@Component
@DependsOnDatabaseInitialization
public class Checkpointing {

    private static final Logger log = LoggerFactory.getLogger(Checkpointing.class);

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Optional<EvidenceDirectory> directory;
    private final @Nullable CheckpointMaker maker;
    private final @Nullable CheckpointMirror mirror;
    private final @Nullable Timestamping timestamping;

    private final Trouble altered = new Trouble(log, Level.ERROR, "ALERT: the record was altered, nothing is signed");
    private final Trouble foreign = new Trouble(
            log,
            Level.ERROR,
            "Nothing is signed: the directory for checkpoints is not this database's"
                    + " (compliance-center.evidence.directory)");
    private final Trouble unsigned = new Trouble(log, Level.WARN, "No checkpoint can be made");
    private final Trouble unwritten =
            new Trouble(log, Level.ERROR, "Checkpoints cannot be written outside of the database");
    private final Trouble unstamped = new Trouble(log, Level.WARN, "The time stamping authority does not stamp");

    Checkpointing(EvidenceProperties properties, Environment settings, OwnerDatabase database) {
        this.directory = directory(settings, database);
        if (directory.isEmpty()) {
            tellThatNothingIsSigned(settings);
        }
        this.maker = directory
                .map(there -> new CheckpointMaker(database, there.open(mayMakeKey(settings, database))))
                .orElse(null);
        this.mirror = directory
                .map(there -> new CheckpointMirror(database, there.checkpoints()))
                .orElse(null);
        this.timestamping = authority(properties.timestampAuthority(), trusted(settings))
                .map(authority -> new Timestamping(database, authority))
                .orElse(null);
    }

    private static Optional<EvidenceDirectory> directory(Environment settings, OwnerDatabase database) {
        try {
            return EvidenceDirectory.of(
                    settings,
                    checkpoints -> database.work(owner -> {
                        try {
                            return DirectoryOwner.mayBe(owner, checkpoints);
                        } catch (IOException unreadable) {
                            throw new UncheckedIOException(unreadable);
                        }
                    }));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static void tellThatNothingIsSigned(Environment settings) {
        if (EvidenceDirectory.isWanted(settings)) {
            log.warn("""
                    The record is NOT SIGNED by this instance, and a rewritten record would go unnoticed. Set \
                    compliance-center.evidence.directory to a directory that lasts, outside of the database: a key is made \
                    there, unless compliance-center.evidence.signing-key names one. If another instance signs, say so with \
                    compliance-center.evidence.signing=off\
                    """);
        } else {
            log.info("The record is not signed by this instance (compliance-center.evidence.signing=off)");
        }
    }

    /** A new key for a record that others have signed would hide that the directory is not the one of before. */
    private static boolean mayMakeKey(Environment settings, OwnerDatabase database) {
        return !EvidenceDirectory.isExternal(settings)
                || database.work(owner -> owner.sql("select not exists (select from checkpoint)")
                        .query(Boolean.class)
                        .single());
    }

    private static Optional<TimestampAuthority> authority(@Nullable String address, TrustedAuthorities trusted) {
        if (!StringUtils.hasText(address)) {
            return Optional.empty();
        }
        try {
            URI uri = URI.create(address.strip());
            if (uri.getHost() != null && ("https".equals(uri.getScheme()) || "http".equals(uri.getScheme()))) {
                return Optional.of(new TimestampAuthority(uri, PATIENCE, trusted));
            }
        } catch (IllegalArgumentException malformed) {
            // Told below
        }
        throw new IllegalStateException(
                "compliance-center.evidence.timestamp-authority is not the URL of an authority: " + address);
    }

    /**
     * Whose time stamps count, by the settings.
     *
     * @throws IllegalArgumentException if the certificates cannot be read
     */
    public static TrustedAuthorities trusted(Environment settings) {
        String file = settings.getProperty("compliance-center.evidence.timestamp-authority-certificate");
        return StringUtils.hasText(file) ? TrustedAuthorities.read(Path.of(file.strip())) : TrustedAuthorities.NONE;
    }

    /** Where the key and the file are; empty if nothing is signed. */
    public Optional<EvidenceDirectory> directory() {
        return directory;
    }

    /** Whether there is a key, and so checkpoints are made. */
    boolean signs() {
        return maker != null;
    }

    /**
     * Makes a checkpoint if there is anything new to sign, and makes good what is missing in the file and of time stamps.
     * Nothing is thrown: what fails is logged, and tried again the next time.
     *
     * @return the checkpoint's number; empty if none was made
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
            if (stamp()) {
                write(mirror);
            }
            altered.worked();
            unsigned.worked();
            foreign.worked();
        } catch (ForeignDirectoryException mixedUp) {
            foreign.failed(mixedUp);
        } catch (RecordAlteredException alert) {
            altered.failed(alert);
        } catch (RuntimeException failure) {
            unsigned.failed(failure);
        }
        return made;
    }

    /** @throws RecordAlteredException if the file holds what the database does not, before anything is signed on top */
    private void write(CheckpointMirror file) {
        try {
            file.catchUp();
            unwritten.worked();
        } catch (IOException failure) {
            unwritten.failed(failure);
        }
    }

    /** Whether the authority, if there is one, may have stamped something. */
    private boolean stamp() {
        if (timestamping == null) {
            return false;
        }
        try {
            timestamping.catchUp();
            unstamped.worked();
        } catch (IOException failure) {
            unstamped.failed(failure);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return false;
        }
        return true;
    }
}
