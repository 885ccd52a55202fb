package io.compliancecenter.database;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Asks for everyone who waits at once: what is asked while a question is on its way goes out together when that is answered.
 * So no answer is older than its question, and the more there is to ask, the less each question costs. One thread of those
 * who ask does it for all; there are no others.
 *
 * @param <Q> what is asked
 * @param <A> what is answered
 */
public final class Gathering<Q, A> {

    private final Function<Set<Q>, Map<Q, A>> answers;
    private final Semaphore turn = new Semaphore(1);
    private Round next = new Round();

    /**
     * Nothing is asked yet.
     *
     * @param answers gives what it knows of all those questions. Where it fails, it fails for everyone who asked: no question
     *     may be of a kind that it fails for.
     */
    public Gathering(Function<Set<Q>, Map<Q, A>> answers) {
        this.answers = answers;
    }

    private final class Round {

        private final Set<Q> questions = new HashSet<>();
        private final CompletableFuture<Map<Q, A>> answered = new CompletableFuture<>();
    }

    /**
     * Asks, and waits for the answer.
     *
     * @return null if there is none
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
        turn.acquireUninterruptibly();
        try {
            synchronized (this) {
                next = new Round();
            }
            round.answered.complete(answers.apply(round.questions));
        } catch (Throwable failure) {
            // Nobody may be left waiting, whatever it was.
            round.answered.completeExceptionally(failure);
        } finally {
            turn.release();
        }
    }
}
