package io.compliancecenter.evidence.receipt;

import io.compliancecenter.evidence.EvidenceEntry;
import io.compliancecenter.evidence.Facts;
import io.compliancecenter.evidence.checkpoint.Checkpoint;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is on record of one acceptance.
 *
 * @param entry the acceptance's own entry
 * @param facts what the entry says
 * @param terms the text that was agreed to, in Markdown
 * @param copies the entries on permits and deliveries that stand on the acceptance, in their order
 * @param checkpoint the first that covers the acceptance's entry; null while none does
 */
public record Receipt(
        EvidenceEntry entry,
        Facts facts,
        String terms,
        List<EvidenceEntry> copies,
        @Nullable Checkpoint checkpoint) {}
