package io.compliancecenter.testing.http;

import io.compliancecenter.testing.http.Client.Answer;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.jsoup.nodes.FormElement;

/** Many pages of the terms that are agreed to at the same time, and again and again, until there is no answer. */
public final class ConcurrentAgreements implements AutoCloseable {

    private static final int BROWSERS = 8;

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Map<UUID, String> granted = new ConcurrentHashMap<>();
    private final Set<UUID> unavailable = ConcurrentHashMap.newKeySet();
    private final Set<UUID> unanswered = ConcurrentHashMap.newKeySet();
    private final List<String> others = new CopyOnWriteArrayList<>();
    private final ExecutorService browsers = Executors.newFixedThreadPool(BROWSERS);
    private volatile boolean stopped;

    private ConcurrentAgreements() {}

    /** @param terms the form on the page of the terms, of which each page sent has a key of its own */
    public static ConcurrentAgreements of(Client client, FormElement terms) {
        ConcurrentAgreements rush = new ConcurrentAgreements();
        IntStream.range(0, BROWSERS).forEach(number -> rush.browsers.execute(() -> rush.agree(client, terms)));
        rush.browsers.shutdown();
        return rush;
    }

    /** Sends the page with that key. */
    public static Answer agree(Client client, FormElement terms, UUID key) {
        Map<String, String> fields = new HashMap<>(Client.fields(terms, Map.of("agreed", "true")));
        fields.put("idempotencyKey", key.toString());
        return client.post(Client.path(terms), fields);
    }

    private void agree(Client client, FormElement terms) {
        while (!stopped) {
            UUID key = UUID.randomUUID();
            try {
                Answer answer = agree(client, terms, key);
                switch (answer.status()) {
                    case 303 -> granted.put(key, answer.location());
                    case 503 -> unavailable.add(key);
                    default -> others.add(answer.status() + " " + answer.text());
                }
                tell();
            } catch (AssertionError noAnswer) {
                if (!(noAnswer.getCause() instanceof IOException)) {
                    others.add(noAnswer.toString());
                }
                unanswered.add(key);
                return;
            }
        }
    }

    /** What was acknowledged with 303: the path that the answer to each key led to. */
    public Map<UUID, String> granted() {
        return granted;
    }

    /** The keys that were answered with 503. */
    public Set<UUID> unavailable() {
        return unavailable;
    }

    /** The keys that nothing was heard of any more. */
    public Set<UUID> unanswered() {
        return unanswered;
    }

    /** What else came, which should be nothing. */
    public List<String> others() {
        return others;
    }

    public void awaitGranted(int more) throws InterruptedException {
        int count = granted.size() + more;
        await(() -> granted.size() >= count);
    }

    /** Waits for the first answer of 503, which may have come before anybody waited: such times can be short. */
    public void awaitUnavailable() throws InterruptedException {
        await(() -> !unavailable.isEmpty());
    }

    /** Waits until all have come to their end, because there is no answer any more. */
    public void awaitEnd() throws InterruptedException {
        if (!browsers.awaitTermination(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            throw notAsAwaited();
        }
    }

    @Override
    public void close() throws InterruptedException {
        stopped = true;
        awaitEnd();
    }

    private synchronized void await(BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
            if (left <= 0) {
                throw notAsAwaited();
            }
            wait(left);
        }
    }

    /** Each answer, and each end, may be what somebody waits for. */
    private synchronized void tell() {
        notifyAll();
    }

    private AssertionError notAsAwaited() {
        return new AssertionError("%d were granted, %d unavailable, %d unanswered, and others: %s"
                .formatted(granted.size(), unavailable.size(), unanswered.size(), others));
    }
}
