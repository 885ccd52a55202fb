package io.compliancecenter.evidence.receipt;

import io.compliancecenter.evidence.EvidenceEntry;
import io.compliancecenter.evidence.Payload;
import io.compliancecenter.evidence.checkpoint.CheckpointHead;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is recorded about one acceptance.
 *
 * @param entry the acceptance's own entry
 * @param payload the entry's payload
 * @param terms the text that was agreed to, in Markdown
 * @param copies the entries on permits and deliveries under the acceptance, in order
 * @param head the first signed end of the chain that covers the acceptance's entry; null if there is none yet
 */
public record Receipt(
        EvidenceEntry entry,
        Payload payload,
        String terms,
        List<EvidenceEntry> copies,
        @Nullable CheckpointHead head) {}
