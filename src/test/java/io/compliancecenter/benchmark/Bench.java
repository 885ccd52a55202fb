package io.compliancecenter.benchmark;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** What every comparison has at hand. */
final class Bench implements AutoCloseable {

    private final Settings settings;

    Bench(Settings settings) {
        this.settings = settings;
    }

    Settings settings() {
        return settings;
    }

    /** The server with the demo's catalogue that comparisons share. It is started when it is first asked for. */
    Server server() throws IOException, InterruptedException {
        throw new UnsupportedOperationException();
    }

    /**
     * Measures two things in turn, several rounds, after each was taken once to warm up.
     *
     * @return with a ratio for each round, {@code a} divided by {@code b}
     */
    Result compare(String nameOfA, Sample.Taking a, String nameOfB, Sample.Taking b, String unit) throws Exception {
        a.take();
        b.take();
        List<Sample> samplesOfA = new ArrayList<>();
        List<Sample> samplesOfB = new ArrayList<>();
        List<Double> ratios = new ArrayList<>();
        for (int round = 0; round < settings.rounds(); round++) {
            samplesOfA.add(a.take());
            samplesOfB.add(b.take());
            ratios.add(samplesOfA.get(round).figure() / samplesOfB.get(round).figure());
        }
        return Result.of(
                ratios,
                List.of(new Result.Side(nameOfA, unit, samplesOfA), new Result.Side(nameOfB, unit, samplesOfB)));
    }

    @Override
    public void close() throws IOException, InterruptedException {}
}
