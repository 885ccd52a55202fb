package io.compliancecenter.security.password;

import io.compliancecenter.security.SignInBusyException;
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
 * Checks a limited number of passwords at a time: hashes are slow to compute on purpose, and pages need the processors too.
 *
 * <p>Every check computes one hash of each kind in use, whether the user exists or not: the user's own, and decoys of the other
 * kinds. The response time therefore shows neither whether the user exists nor how the password is hashed.
 */
@Component
class PasswordChecks {

    private static final int PER_PROCESSOR = 2;

    /** Checks that may wait, for each one that runs. Each holds a thread of the server. */
    private static final int WAITING_PER_SLOT = 8;

    private static final Duration MAX_WAIT = Duration.ofSeconds(2);

    private final PasswordEncoder passwords;
    private final Semaphore running;
    private final Semaphore admitted;
    private final Duration maxWait;

    @Autowired
    PasswordChecks(PasswordEncoder passwords) {
        this(passwords, PER_PROCESSOR * Runtime.getRuntime().availableProcessors(), MAX_WAIT);
    }

    /**
     * Limits the checks.
     *
     * @param slots how many checks may run at a time
     * @param maxWait how long others wait for a slot
     */
    PasswordChecks(PasswordEncoder passwords, int slots, Duration maxWait) {
        this.passwords = passwords;
        this.running = new Semaphore(slots, true);
        this.admitted = new Semaphore(slots * (1 + WAITING_PER_SLOT));
        this.maxWait = maxWait;
    }

    /**
     * Waits for a slot.
     *
     * @throws SignInBusyException if none becomes free in time, or too many wait already
     */
    Slot acquire() {
        if (!admitted.tryAcquire()) {
            throw new SignInBusyException();
        }
        try {
            if (running.tryAcquire(maxWait.toMillis(), TimeUnit.MILLISECONDS)) {
                return new Slot();
            }
        } catch (InterruptedException shuttingDown) {
            Thread.currentThread().interrupt();
        }
        admitted.release();
        throw new SignInBusyException();
    }

    /** The right to check one password. Closing it admits the next. */
    final class Slot implements AutoCloseable {

        private Slot() {}

        /**
         * Whether a password is correct.
         *
         * @param hash of the user; empty if there is no such user
         * @param kinds of hashes that are in use, see {@link PasswordHashKind}
         */
        boolean matches(String password, Optional<String> hash, List<String> kinds) {
            String own = hash.flatMap(PasswordHashKind::of).orElse("");
            TreeSet<String> all = new TreeSet<>(kinds);
            all.add(own.isEmpty() && kinds.isEmpty() ? PasswordHashKind.DEFAULT : own);
            all.remove("");
            // Encoders fail for unpaired surrogates.
            String text = new String(password.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
            boolean correct = false;
            for (String kind : all) {
                boolean isOwn = kind.equals(own);
                correct |= passwords.matches(text, isOwn ? hash.orElseThrow() : PasswordHashKind.decoy(kind)) && isOwn;
            }
            return correct;
        }

        @Override
        public void close() {
            running.release();
            admitted.release();
        }
    }
}
