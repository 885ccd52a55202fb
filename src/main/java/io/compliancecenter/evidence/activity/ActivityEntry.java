package io.compliancecenter.evidence.activity;

import io.compliancecenter.evidence.EntryKind;
import io.compliancecenter.evidence.EvidenceEntry;
import java.time.Instant;

/**
 * What the activity shows of an {@link EvidenceEntry}. Spring Data selects just these columns, by the components' names.
 *
 * @param idSequence the entry's sequence, which is part of its id
 * @param payload JSON in UTF-8
 */
@SuppressWarnings("ArrayRecordComponent") // It is never compared.
record ActivityEntry(long idSequence, Instant recordedAt, EntryKind kind, byte[] payload, byte[] hash) {

    long sequence() {
        return idSequence;
    }
}
