package io.compliancecenter.security;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;

/**
 * Checks passwords, few at a time: hashes are slow to compute on purpose, and the pages need the processors too.
 *
 * <p>Every check computes one hash of each kind in use, whether the user exists or not: the user's own, and decoys of the other
 * kinds. So the time of an answer tells neither who is known nor how their password is hashed.
 */
@Component
class PasswordChecks {

    private static final int PER_PROCESSOR = 2;

    /** How many may wait for each one that is served; they hold a thread of the server meanwhile. */
    private static final int WAITING_FOR_EACH = 8;

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final PasswordEncoder passwords;
    private final Semaphore served;
    private final Semaphore present;
    private final Duration patience;

    @Autowired
    PasswordChecks(PasswordEncoder passwords) {
        this(passwords, PER_PROCESSOR * Runtime.getRuntime().availableProcessors(), PATIENCE);
    }

    /**
     * Limits the checks.
     *
     * @param places how many checks may run at a time
     * @param patience for how long others wait for a place
     */
    PasswordChecks(PasswordEncoder passwords, int places, Duration patience) {
        this.passwords = passwords;
        this.served = new Semaphore(places, true);
        this.present = new Semaphore(places * (1 + WAITING_FOR_EACH));
        this.patience = patience;
    }

    /**
     * Waits for a place.
     *
     * @throws SignInBusyException if there is none for too long, or too many wait already
     */
    Place enter() {
        if (!present.tryAcquire()) {
            throw new SignInBusyException();
        }
        boolean entered = false;
        try {
            entered = served.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException shuttingDown) {
            Thread.currentThread().interrupt();
        } finally {
            if (!entered) {
                present.release();
            }
        }
        if (!entered) {
            throw new SignInBusyException();
        }
        return new Place();
    }

    /** The right to check a password; closing it lets in the next. */
    final class Place implements AutoCloseable {

        private Place() {}

        /**
         * Whether a password is right.
         *
         * @param hash of the user; empty if there is no such user
         * @param kinds of hashes that are in use, see {@link PasswordHashKind}
         */
        boolean matches(String password, Optional<String> hash, List<String> kinds) {
            String own = hash.flatMap(PasswordHashKind::of).orElse("");
            TreeSet<String> all = new TreeSet<>(kinds);
            all.add(own);
            all.remove("");
            if (all.isEmpty()) {
                all.add(PasswordHashKind.DEFAULT);
            }
            // Encoders fail for half a pair of surrogates.
            String text = new String(password.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
            boolean right = false;
            for (String kind : all) {
                boolean isOwn = kind.equals(own);
                boolean matches = passwords.matches(text, isOwn ? hash.orElseThrow() : PasswordHashKind.decoy(kind));
                right |= isOwn && matches;
            }
            return right;
        }

        @Override
        public void close() {
            served.release();
            present.release();
        }
    }
}
