package io.compliancecenter.database;

import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.QueryTimeoutException;

/**
 * Asks for everyone who waits at once: what is asked while questions are on their way goes out together when one of these is
 * answered. So no answer is older than its question, and the more there is to ask, the less each question costs. One thread of
 * those who ask does it for all; there are no others.
 *
 * @param <Q> what is asked
 * @param <A> what is answered
 */
public final class Gathering<Q, A> {

    private final Function<Set<Q>, Map<Q, A>> answers;
    private final Duration slow;
    private final Duration patience;

    /** One at a time: the more go together, the less each of them costs. */
    private final Semaphore turn = new Semaphore(1);

    /** For the one after a slow one, which may never be answered. */
    private final Semaphore turnBeside = new Semaphore(1);

    private Round next = new Round();

    /**
     * Nothing is asked yet.
     *
     * @param answers gives what it knows of all those questions. Where it fails, it fails for everyone who asked: no question
     *     may be of a kind that it fails for.
     * @param slow how long to wait for those before to be answered, and then ask beside them
     * @param patience how long to wait after that, if there already is one asking beside them
     */
    public Gathering(Function<Set<Q>, Map<Q, A>> answers, Duration slow, Duration patience) {
        this.answers = answers;
        this.slow = slow;
        this.patience = patience;
    }

    private final class Round {

        private final Set<Q> questions = new HashSet<>();
        private final CompletableFuture<Map<Q, A>> answered = new CompletableFuture<>();
    }

    /**
     * Asks, and waits for the answer.
     *
     * @return null if there is none
     * @throws QueryTimeoutException if those before were not answered in time
     * @throws RuntimeException what the common question failed with
     */
    public @Nullable A ask(Q question) {
        Round round;
        boolean first;
        synchronized (this) {
            round = next;
            first = round.questions.isEmpty();
            round.questions.add(question);
        }
        if (first) {
            askFor(round);
        }
        try {
            return round.answered.join().get(question);
        } catch (CompletionException failure) {
            if (failure.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw failure;
        }
    }

    private void askFor(Round round) {
        Semaphore taken = null;
        try {
            taken = awaitTurn();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } finally {
            // Whatever happens, nobody joins who would not be answered.
            close(round);
        }
        try {
            if (taken == null) {
                throw new QueryTimeoutException("What was asked before is not answered yet");
            }
            round.answered.complete(answers.apply(round.questions));
        } catch (Throwable failure) {
            round.answered.completeExceptionally(failure);
        } finally {
            if (taken != null) {
                taken.release();
            }
        }
    }

    /** Which of the turns it has now; null if neither. */
    private @Nullable Semaphore awaitTurn() throws InterruptedException {
        if (turn.tryAcquire(slow.toNanos(), TimeUnit.NANOSECONDS)) {
            return turn;
        }
        return turnBeside.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS) ? turnBeside : null;
    }

    private synchronized void close(Round round) {
        if (next == round) {
            next = new Round();
        }
    }
}
