package io.compliancecenter.evidence.bundle;

import io.compliancecenter.evidence.EntryKind;
import io.compliancecenter.evidence.EvidenceEntries;
import io.compliancecenter.evidence.EvidenceEntry;
import io.compliancecenter.evidence.NotOnRecordException;
import io.compliancecenter.evidence.Payload;
import io.compliancecenter.evidence.activity.ActivityFilter;
import io.compliancecenter.evidence.checkpoint.Checkpoint;
import io.compliancecenter.evidence.checkpoint.CheckpointHead;
import io.compliancecenter.evidence.checkpoint.CheckpointHeads;
import io.compliancecenter.evidence.checkpoint.InclusionProof;
import io.compliancecenter.evidence.receipt.Receipts;
import io.compliancecenter.evidence.receipt.Receipts.Receipt;
import io.compliancecenter.organization.CurrentMember;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.LongPredicate;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Service;

/**
 * Makes evidence bundles: files from which a third party can check the record of an acceptance or a period, without this program
 * or its database. It reads and writes in batches, without holding a connection in between.
 */
@Service
class Bundles {

    private static final int BATCH = 500;

    private static final Instant FAR_FUTURE = Instant.parse("9999-12-31T00:00:00Z");

    private static final ClassPathResource README =
            new ClassPathResource("evidence/bundle-readme.txt", Bundles.class.getClassLoader());

    private final EvidenceEntries entries;
    private final Receipts receipts;
    private final CheckpointHeads heads;

    Bundles(EvidenceEntries entries, Receipts receipts, CheckpointHeads heads) {
        this.entries = entries;
        this.receipts = receipts;
        this.heads = heads;
    }

    /**
     * Plans the bundle of a receipt, with the payloads of the entry that it is for and of those on copies under it.
     *
     * @param id of the acceptance, or of the permit under an agreement signed on paper
     * @throws NotOnRecordException if there is no such receipt, or the member must not see it
     */
    Plan planFor(CurrentMember member, UUID id) {
        Receipt receipt = receipts.receipt(member, id);
        UUID chain = member.organizationId().value();
        long first = receipt.entry().sequence();
        TreeSet<Long> payloads = new TreeSet<>(Set.of(first));
        receipt.copies().forEach(copy -> payloads.add(copy.sequence()));
        Plan plan = new Plan(chain, first, coveredEnd(chain, payloads.last()), payloads::contains);
        // The acceptance may have served for years: the proof of itself is what counts, and its receipt lists the
        // copies.
        return plan.isTooLarge()
                ? new Plan(chain, first, coveredEnd(chain, first), sequence -> sequence == first)
                : plan;
    }

    /**
     * Plans the bundle of a period.
     *
     * @param days a filter of which only the days and their zone count
     * @throws NotOnRecordException if the period has no entries
     * @throws TooLargeException if it has too many
     */
    Plan planFor(CurrentMember member, ActivityFilter days) {
        UUID chain = member.organizationId().value();
        long first = entries.findFirstSequenceSince(chain, Objects.requireNonNullElse(days.begin(), Instant.EPOCH))
                .orElseThrow(NotOnRecordException::new);
        long shown = entries.findLastSequenceBefore(chain, Objects.requireNonNullElse(days.end(), FAR_FUTURE))
                .filter(last -> last >= first)
                .orElseThrow(NotOnRecordException::new);
        Plan uncovered = new Plan(chain, first, shown, sequence -> true);
        if (uncovered.isTooLarge()) {
            throw new TooLargeException();
        }
        Plan plan = new Plan(chain, first, coveredEnd(chain, shown), sequence -> sequence <= shown);
        // The covered end may be far off; then the last entries are not covered yet.
        return plan.isTooLarge() ? uncovered : plan;
    }

    /** The first signed end of the chain that covers the entry; the entry itself if there is none yet. */
    private long coveredEnd(UUID chain, long sequence) {
        return heads.findCovering(chain, sequence).map(CheckpointHead::sequence).orElse(sequence);
    }

    void write(Plan plan, OutputStream out) throws IOException {
        BundleFile bundle = new BundleFile(out);
        bundle.add(BundleFile.README, README.getContentAsString(StandardCharsets.UTF_8));
        Map<String, Payload> agreedTerms = new LinkedHashMap<>();
        for (long next = plan.first(); next <= plan.last(); next += BATCH) {
            long end = Math.min(next + BATCH - 1, plan.last());
            for (EvidenceEntry entry : entries.findBetween(plan.chain(), next, end)) {
                add(bundle, plan, entry, agreedTerms);
            }
        }
        Iterator<String> texts = receipts.agreedTerms(agreedTerms.values()).iterator();
        for (String file : agreedTerms.keySet()) {
            bundle.add(file, texts.next());
        }
        addCheckpoints(bundle, plan);
        bundle.finish();
    }

    private static void add(BundleFile bundle, Plan plan, EvidenceEntry entry, Map<String, Payload> agreedTerms)
            throws IOException {
        bundle.add(BundleFile.entry(entry.sequence()), entry.header().text());
        if (!plan.withPayload().test(entry.sequence())) {
            return;
        }
        bundle.add(BundleFile.payload(entry.sequence()), entry.payloadBytes());
        if (entry.kind() == EntryKind.ACCEPTANCE) {
            Payload payload = entry.payload();
            agreedTerms.put(BundleFile.terms(payload), payload);
        }
    }

    /** Adds the first checkpoint after the first entry, which dates it, and the first after the last, which covers all. */
    private void addCheckpoints(BundleFile bundle, Plan plan) throws IOException {
        Map<Long, CheckpointHead> covering = new TreeMap<>();
        for (long sequence : new long[] {plan.first(), plan.last()}) {
            heads.findCovering(plan.chain(), sequence)
                    .filter(head -> head.sequence() <= plan.last())
                    .ifPresent(head -> covering.put(head.checkpoint().body().number(), head));
        }
        Map<String, String> keys = new TreeMap<>();
        for (Map.Entry<Long, CheckpointHead> entry : covering.entrySet()) {
            long number = entry.getKey();
            Checkpoint checkpoint = entry.getValue().checkpoint();
            bundle.add(BundleFile.checkpoint(number), checkpoint.body().text());
            bundle.add(BundleFile.signature(number), checkpoint.signature());
            if (checkpoint.timestampToken().isPresent()) {
                bundle.add(
                        BundleFile.timestamp(number),
                        checkpoint.timestampToken().get());
            }
            InclusionProof proof = heads.prove(entry.getValue());
            bundle.add(BundleFile.proof(number), proof.text());
            bundle.add(BundleFile.leaf(number), proof.leafText());
            keys.put(BundleFile.key(checkpoint.body().keySha256()), checkpoint.publicKeyPem());
        }
        for (Map.Entry<String, String> key : keys.entrySet()) {
            bundle.add(key.getKey(), key.getValue());
        }
    }

    /**
     * The range of a chain that goes into a bundle. Entries without their payload are there by their headers: enough to follow
     * the chain, and nothing to read.
     *
     * @param first sequence of the first entry
     * @param last sequence of the last entry: the end of the chain that a checkpoint covers, if there is one
     * @param withPayload the sequences whose payload is included
     */
    record Plan(UUID chain, long first, long last, LongPredicate withPayload) {

        boolean isTooLarge() {
            return last - first >= BundleFile.MAX_ENTRIES;
        }
    }

    /** The period has too many entries for one bundle. */
    static class TooLargeException extends RuntimeException {

        private static final long serialVersionUID = 1;
    }
}
