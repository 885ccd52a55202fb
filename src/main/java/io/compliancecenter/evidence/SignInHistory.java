package io.compliancecenter.evidence;

import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The record of the sign-ins of the transaction's user. */
@Service
@Transactional(readOnly = true)
public class SignInHistory {

    private final EvidenceEntries entries;

    SignInHistory(EvidenceEntries entries) {
        this.entries = entries;
    }

    /** One entry. */
    public record RecordedSignIn(Instant at, EntryKind kind, Payload payload) {}

    /** The latest sign-ins and sign-outs by a provider, latest first. */
    public List<RecordedSignIn> latest(int limit) {
        return find(false, limit);
    }

    /** The latest sign-ins that failed, latest first. However many there are, they hide none of the others. */
    public List<RecordedSignIn> latestFailed(int limit) {
        return find(true, limit);
    }

    /** How many failed in the last 30 days, counted up to 1,000. */
    public int countFailed() {
        return entries.countOwnFailedSignIns();
    }

    private List<RecordedSignIn> find(boolean failed, int limit) {
        return entries.findOwnSignIns(failed, limit).stream()
                .map(entry -> new RecordedSignIn(entry.recordedAt(), entry.kind(), entry.payload()))
                .toList();
    }
}
