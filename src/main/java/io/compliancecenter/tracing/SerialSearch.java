package io.compliancecenter.tracing;

import io.compliancecenter.stamping.Serial;
import io.compliancecenter.tracing.FoundSerial.Kind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Searches for the serials that somebody may mean. Only a database tells which of them exist. */
public final class SerialSearch {

    private SerialSearch() {}

    /**
     * Searches an untrusted file, in a process of its own.
     *
     * @throws IOException if the file could not be searched, with a message for the user
     */
    public static List<FoundSerial> in(Path file) throws IOException {
        return SerialScanProcess.scan(file);
    }

    /** The serial that was typed in, or those that are likely to be meant; empty if the words look like no serial. */
    public static List<FoundSerial> typed(String words) {
        return Serial.parse(words)
                .map(serial -> List.of(new FoundSerial(serial, Kind.EXACT, "")))
                .orElseGet(() -> Misreading.serials(words).stream()
                        .map(serial -> new FoundSerial(serial, Kind.SIMILAR, ""))
                        .toList());
    }
}
