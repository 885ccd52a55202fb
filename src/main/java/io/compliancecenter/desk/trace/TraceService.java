package io.compliancecenter.desk.trace;

import static java.util.stream.Collectors.toMap;

import io.compliancecenter.database.ConditionalOnDesk;
import io.compliancecenter.desk.trace.TraceAnswer.Find;
import io.compliancecenter.desk.trace.Traces.Copy;
import io.compliancecenter.stamping.Serial;
import io.compliancecenter.tracing.FoundSerial;
import io.compliancecenter.tracing.FoundSerial.Kind;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Looks serials up, and records who asked. */
@Service
@ConditionalOnDesk
@Transactional("deskTransactionManager")
class TraceService {

    private final Traces traces;

    TraceService(Traces traces) {
        this.traces = traces;
    }

    /** @param serials not empty */
    TraceAnswer trace(String typed, List<FoundSerial> serials) {
        return answer(typed, null, serials, typed);
    }

    /**
     * @param sha256 of the file
     * @param serials in it
     */
    TraceAnswer trace(String fileName, byte[] sha256, List<FoundSerial> serials) {
        return answer(fileName, sha256, serials, null);
    }

    private TraceAnswer answer(
            String asked, byte @Nullable [] sha256, List<FoundSerial> serials, @Nullable String typed) {
        List<UUID> permits = traces.trace(
                typed,
                sha256,
                serials.stream().map(found -> found.serial().bytes()).toArray(byte[][]::new));
        Map<Serial, Copy> copies = permits.isEmpty()
                ? Map.of()
                : traces.findCopies(permits).stream().collect(toMap(copy -> Serial.of(copy.serial()), copy -> copy));
        return new TraceAnswer(
                asked,
                sha256 == null ? null : HexFormat.of().formatHex(sha256),
                serials.stream()
                        .filter(found -> found.kind() == Kind.EXACT || copies.containsKey(found.serial()))
                        .map(found -> new Find(found, copies.get(found.serial())))
                        .toList());
    }
}
