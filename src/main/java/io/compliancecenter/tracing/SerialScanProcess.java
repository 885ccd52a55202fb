package io.compliancecenter.tracing;

import io.compliancecenter.pdf.ChildJvm;
import io.compliancecenter.stamping.Serial;
import io.compliancecenter.tracing.FoundSerial.Kind;
import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** Runs a {@link SerialScan} of an untrusted file in a process of its own, with little memory and limited time. */
final class SerialScanProcess {

    /** Enough for a large file on a slow machine. */
    private static final Duration TIME = Duration.ofMinutes(3);

    /** The pages of each place of each serial. */
    private final Map<Serial, Map<String, TreeSet<Integer>>> finds = new LinkedHashMap<>();

    /** The most certain kind of each serial. */
    private final Map<Serial, Kind> kinds = new HashMap<>();

    private SerialScanProcess() {}

    /**
     * Searches a file.
     *
     * @return the serials in it, and those that may be in it
     * @throws IOException if the file could not be searched, with a message for the user
     */
    static List<FoundSerial> scan(Path file) throws IOException {
        SerialScanProcess scan = new SerialScanProcess();
        if (!scan.run(file) && scan.finds.isEmpty()) {
            throw new IOException("it could not be searched with %d MiB of memory in %d s."
                    .formatted(ChildJvm.MEBIBYTES, TIME.toSeconds()));
        }
        return scan.found();
    }

    /**
     * Reads what a search printed.
     *
     * @throws IOException if it did not come to its end
     */
    static List<FoundSerial> read(BufferedReader lines) throws IOException {
        SerialScanProcess scan = new SerialScanProcess();
        if (!scan.addAll(lines)) {
            throw new EOFException("The search ended early");
        }
        return scan.found();
    }

    private List<FoundSerial> found() {
        List<FoundSerial> found = new ArrayList<>();
        finds.forEach((serial, places) -> found.add(new FoundSerial(
                serial,
                kinds.getOrDefault(serial, Kind.SIMILAR),
                places.entrySet().stream()
                        .map(place -> describe(place.getKey(), place.getValue()))
                        .collect(Collectors.joining("; ")))));
        return found;
    }

    /** Returns whether the search came to its end. */
    private boolean run(Path file) throws IOException {
        Process process = ChildJvm.command(SerialScan.class, List.of(file.toAbsolutePath()))
                .redirectError(Redirect.DISCARD)
                .start();
        CompletableFuture<Void> tooLong = CompletableFuture.runAsync(
                process::destroyForcibly, CompletableFuture.delayedExecutor(TIME.toSeconds(), TimeUnit.SECONDS));
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            return addAll(lines);
        } finally {
            tooLong.cancel(false);
            process.destroyForcibly();
        }
    }

    /** Returns whether the search came to its end. */
    private boolean addAll(BufferedReader lines) throws IOException {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.equals(SerialScan.RESULT + SerialScan.END)) {
                return true;
            }
            if (line.startsWith(SerialScan.RESULT)) {
                add(line.substring(SerialScan.RESULT.length()).split("\\|", 4));
            }
        }
        return false;
    }

    private void add(String[] find) {
        Serial.parse(find[1]).ifPresent(serial -> {
            kinds.merge(serial, Kind.valueOf(find[0]), (one, other) -> one.compareTo(other) < 0 ? one : other);
            finds.computeIfAbsent(serial, fresh -> new LinkedHashMap<>())
                    .computeIfAbsent(find[3], fresh -> new TreeSet<>())
                    .add(Integer.valueOf(find[2]));
        });
    }

    private static String describe(String place, TreeSet<Integer> pages) {
        return pages.first() == 0
                ? place
                : "%s of %d pages, from page %d to %d".formatted(place, pages.size(), pages.first(), pages.last());
    }
}
