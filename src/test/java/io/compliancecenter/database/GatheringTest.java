package io.compliancecenter.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.dao.QueryTimeoutException;

/** Questions are asked together, none before it came, and all of them get their answer or its failure. */
class GatheringTest {

    private static final int UNKNOWN = -1;

    /** No wait is without an end: a fault is to be a failure, and not a build that hangs. */
    private static final int SECONDS = 20;

    private final Collection<Set<Integer>> asked = new ConcurrentLinkedQueue<>();
    private final Semaphore answering = new Semaphore(0);
    private @Nullable RuntimeException failure;

    /** Answers with how often it was asked until then. */
    private final Gathering<Integer, Integer> gathering = new Gathering<>(
            questions -> {
                asked.add(Set.copyOf(questions));
                int round = asked.size();
                awaitRelease();
                if (failure != null) {
                    throw failure;
                }
                return questions.stream()
                        .filter(question -> question != UNKNOWN)
                        .collect(Collectors.toMap(Function.identity(), question -> round));
            },
            Duration.ofMinutes(1),
            Duration.ofMinutes(1));

    // Gathering.close
    @Test
    void whatIsAskedWhileQuestionsAreOnTheirWayGoesTogetherAfterThem() throws Exception {
        Asking first = ask(0);
        List<Asking> others = IntStream.rangeClosed(1, 10).mapToObj(this::ask).toList();
        // The same as the first one: it came later, and is asked anew.
        Asking again = ask(0);
        answering.release(2);
        assertThat(first.answer()).isEqualTo(1);
        for (Asking other : others) {
            assertThat(other.answer()).isEqualTo(2);
        }
        assertThat(again.answer()).isEqualTo(2);
        assertThat(asked).containsExactly(Set.of(0), Set.of(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10));
    }

    // Gathering.awaitTurn: "turnBeside"
    @Test
    void whatIsAskedAfterASlowOneGoesBesideIt() throws Exception {
        Gathering<Integer, Integer> hasty = new Gathering<>(
                questions -> {
                    if (questions.contains(0)) {
                        awaitRelease();
                    }
                    return questions.stream().collect(Collectors.toMap(Function.identity(), Function.identity()));
                },
                Duration.ofMillis(20),
                Duration.ofMinutes(1));
        Asking slow = Asking.of(() -> hasty.ask(0));
        for (int question = 1; question <= 3; question++) {
            int next = question;
            assertThat(Asking.of(() -> hasty.ask(next)).answer()).isEqualTo(next);
        }
        answering.release();
        assertThat(slow.answer()).isZero();
    }

    // Gathering.askFor: "taken == null"
    @Test
    void nobodyWaitsForEverForWhatIsNotAnswered() throws Exception {
        Semaphore onTheirWay = new Semaphore(0);
        Gathering<Integer, Integer> impatient = new Gathering<>(
                questions -> {
                    onTheirWay.release();
                    awaitRelease();
                    return Map.of();
                },
                Duration.ofMillis(10),
                Duration.ofMillis(20));
        List<Asking> stuck = List.of(Asking.of(() -> impatient.ask(1)), Asking.of(() -> impatient.ask(2)));
        // Nobody joins the second one any more.
        assertThat(onTheirWay.tryAcquire(2, SECONDS, TimeUnit.SECONDS)).isTrue();
        for (int round = 0; round < 2; round++) {
            assertThatThrownBy(Asking.of(() -> impatient.ask(3))::answer).isInstanceOf(QueryTimeoutException.class);
        }
        answering.release(3);
        for (Asking one : stuck) {
            assertThat(one.answer()).isNull();
        }
        assertThat(Asking.of(() -> impatient.ask(4)).answer()).isNull();
    }

    @Test
    void whatIsNotKnownHasNoAnswer() throws Exception {
        answering.release();
        assertThat(ask(UNKNOWN).answer()).isNull();
    }

    // Gathering.askFor: completeExceptionally and release
    @Test
    void whoeverAsksTogetherFailsTogetherAndTheNextOneDoesNot() throws Exception {
        List<Asking> all = List.of(ask(0), ask(1), ask(2), ask(3));
        failure = new IllegalStateException("for a test");
        answering.release(2);
        for (Asking failed : all) {
            assertThatThrownBy(failed::answer).isSameAs(failure);
        }
        failure = null;
        answering.release();
        assertThat(ask(0).answer()).isEqualTo(3);
    }

    @Test
    void manyThreadsGetTheirOwnAnswers() throws Exception {
        Gathering<Integer, Integer> doubling = new Gathering<>(
                questions -> questions.stream().collect(Collectors.toMap(Function.identity(), value -> 2 * value)),
                Duration.ofMinutes(1),
                Duration.ofMinutes(1));
        List<Asking> all = new ArrayList<>();
        for (int thread = 0; thread < 8; thread++) {
            int start = thread * 100_000;
            all.add(new Asking(() -> {
                for (int question = start; question < start + 2_000; question++) {
                    if (!Objects.equals(doubling.ask(question), 2 * question)) {
                        throw new AssertionError(question);
                    }
                }
                return 0;
            }));
        }
        for (Asking one : all) {
            assertThat(one.answer()).isZero();
        }
    }

    private void awaitRelease() {
        try {
            if (!answering.tryAcquire(SECONDS, TimeUnit.SECONDS)) {
                throw new AssertionError("Nobody lets it be answered");
            }
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }

    private Asking ask(int question) {
        return Asking.of(() -> gathering.ask(question));
    }

    private static final class Asking {

        private final CompletableFuture<Integer> result = new CompletableFuture<>();
        private final Thread thread;

        Asking(Callable<Integer> question) {
            thread = new Thread(() -> {
                try {
                    result.complete(question.call());
                } catch (Throwable failed) {
                    result.completeExceptionally(failed);
                }
            });
            thread.setDaemon(true);
            thread.start();
        }

        /** Asks in a thread of its own, and goes on once that one waits or is done. */
        static Asking of(Callable<Integer> question) {
            Asking asking = new Asking(question);
            while (!asking.waitsOrIsDone()) {
                Thread.onSpinWait();
            }
            return asking;
        }

        private boolean waitsOrIsDone() {
            return switch (thread.getState()) {
                case WAITING, TIMED_WAITING, TERMINATED -> true;
                default -> false;
            };
        }

        Integer answer() throws Exception {
            try {
                return result.get(SECONDS, TimeUnit.SECONDS);
            } catch (ExecutionException failed) {
                if (failed.getCause() instanceof Exception cause) {
                    throw cause;
                }
                throw failed;
            }
        }
    }
}
