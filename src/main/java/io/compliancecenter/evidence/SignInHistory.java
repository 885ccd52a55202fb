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

    /** The latest entries, latest first. */
    public List<RecordedSignIn> latest(int limit) {
        return entries.findOwnSignIns(limit).stream()
                .map(entry -> new RecordedSignIn(entry.recordedAt(), entry.kind(), entry.payload()))
                .toList();
    }
}
