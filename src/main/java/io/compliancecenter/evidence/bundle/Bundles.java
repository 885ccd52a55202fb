package io.compliancecenter.evidence.bundle;

import io.compliancecenter.evidence.ActivityFilter;
import io.compliancecenter.evidence.EntryKind;
import io.compliancecenter.evidence.EvidenceEntries;
import io.compliancecenter.evidence.EvidenceEntry;
import io.compliancecenter.evidence.Facts;
import io.compliancecenter.evidence.NotOnRecordException;
import io.compliancecenter.evidence.TermsTexts;
import io.compliancecenter.evidence.checkpoint.Checkpoint;
import io.compliancecenter.evidence.checkpoint.Checkpoints;
import io.compliancecenter.evidence.checkpoint.InclusionProof;
import io.compliancecenter.evidence.receipt.Receipt;
import io.compliancecenter.evidence.receipt.Receipts;
import io.compliancecenter.organization.CurrentMember;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

/**
 * Puts the record of an acceptance, or of a period, into a file that a third party can check without this program or its
 * database. It is read and written in stretches, with no connection held in between.
 */
@Component
class Bundles {

    /** More entries than this ask for a shorter period: whoever checks the bundle has to unpack two files for each. */
    static final int MAX_ENTRIES = 50_000;

    private static final int STRETCH = 500;

    private static final ClassPathResource README = new ClassPathResource("evidence/bundle-readme.txt");

    private final EvidenceEntries entries;
    private final Receipts receipts;
    private final TermsTexts terms;
    private final Checkpoints checkpoints;

    Bundles(EvidenceEntries entries, Receipts receipts, TermsTexts terms, Checkpoints checkpoints) {
        this.entries = entries;
        this.receipts = receipts;
        this.terms = terms;
        this.checkpoints = checkpoints;
    }

    /**
     * Plans the bundle of an acceptance: its own entry, and those on the copies that stand on it.
     *
     * @throws NotOnRecordException if the member may not see it, or there is none
     */
    BundlePlan planOf(CurrentMember member, UUID acceptance) {
        Receipt receipt = receipts.receipt(member, acceptance);
        UUID chain = member.organizationId().value();
        Set<Long> sequences = new HashSet<>();
        sequences.add(receipt.entry().header().sequence());
        receipt.copies().forEach(copy -> sequences.add(copy.header().sequence()));
        long first = receipt.entry().header().sequence();
        long shown = sequences.stream().mapToLong(Long::longValue).max().orElse(first);
        BundlePlan whole = BundlePlan.ofEntries(chain, first, covered(chain, shown), sequences);
        // An acceptance that serves for years: the proof of itself is what counts, and its receipt lists the copies.
        return whole.entries() <= MAX_ENTRIES
                ? whole
                : BundlePlan.ofEntries(chain, first, covered(chain, first), Set.of(first));
    }

    /**
     * Plans the bundle of a period.
     *
     * @param days of which only the days count, and their zone
     * @throws NotOnRecordException if there is nothing in it
     * @throws BundleTooLargeException if there is too much in it
     */
    BundlePlan planOf(CurrentMember member, ActivityFilter days) {
        UUID chain = member.organizationId().value();
        long first = entries.first(member.organizationId(), days.period())
                .orElseThrow(NotOnRecordException::new)
                .header()
                .sequence();
        long shown = entries.latest(member.organizationId(), days.days(), null, 1).stream()
                .findFirst()
                .orElseThrow(NotOnRecordException::new)
                .header()
                .sequence();
        if (shown - first >= MAX_ENTRIES) {
            throw new BundleTooLargeException();
        }
        long covered = covered(chain, shown);
        // The head that a checkpoint covers may be far off; then the entries stand, and their end is not yet covered.
        return BundlePlan.ofStretch(chain, first, shown, covered - first >= MAX_ENTRIES ? shown : covered);
    }

    private long covered(UUID chain, long sequence) {
        return checkpoints
                .covering(chain, sequence)
                .map(Checkpoint::headSequence)
                .orElse(sequence);
    }

    /** Writes the bundle. */
    void write(CurrentMember member, BundlePlan plan, OutputStream out) throws IOException {
        BundleFile bundle = new BundleFile(out);
        bundle.add(BundleFile.README, README.getContentAsString(StandardCharsets.UTF_8));
        Map<String, Facts> agreedTo = new LinkedHashMap<>();
        for (long next = plan.first(); next <= plan.last(); next += STRETCH) {
            long end = Math.min(next + STRETCH - 1, plan.last());
            for (EvidenceEntry entry : entries.stretch(member.organizationId(), next, end)) {
                add(bundle, plan, entry, agreedTo);
            }
        }
        for (Map.Entry<String, Facts> text : agreedTo.entrySet()) {
            bundle.add(text.getKey(), terms.agreedTo(text.getValue()));
        }
        addCheckpoints(bundle, plan);
        bundle.finish();
    }

    private static void add(BundleFile bundle, BundlePlan plan, EvidenceEntry entry, Map<String, Facts> agreedTo)
            throws IOException {
        long sequence = entry.header().sequence();
        bundle.add(BundleFile.entry(sequence), entry.header().text());
        if (!plan.payload().test(sequence)) {
            return;
        }
        bundle.add(BundleFile.payload(sequence), entry.payload());
        if (entry.header().kind().equals(EntryKind.ACCEPTANCE.code())) {
            Facts facts = Facts.of(entry.payload());
            agreedTo.put(BundleFile.terms(facts.number("terms", "version"), facts.text("terms", "locale")), facts);
        }
    }

    /** The first checkpoint after the beginning tells how early it was there, and the first after the end covers all. */
    private void addCheckpoints(BundleFile bundle, BundlePlan plan) throws IOException {
        Map<Long, Checkpoint> covering = new TreeMap<>();
        for (long sequence : new long[] {plan.first(), plan.last()}) {
            checkpoints
                    .covering(plan.chain(), sequence)
                    .filter(checkpoint -> checkpoint.headSequence() <= plan.last())
                    .ifPresent(checkpoint -> covering.put(checkpoint.body().number(), checkpoint));
        }
        Map<String, String> keys = new TreeMap<>();
        for (Checkpoint checkpoint : covering.values()) {
            addCheckpoint(bundle, plan.chain(), checkpoint);
            keys.put(checkpoint.body().keySha256(), checkpoint.publicKeyPem());
        }
        for (Map.Entry<String, String> key : keys.entrySet()) {
            bundle.add(BundleFile.key(key.getKey()), key.getValue());
        }
    }

    private void addCheckpoint(BundleFile bundle, UUID chain, Checkpoint checkpoint) throws IOException {
        long number = checkpoint.body().number();
        bundle.add(BundleFile.checkpoint(number), checkpoint.body().text());
        bundle.add(BundleFile.signature(number), checkpoint.signature());
        byte[] timestamp = checkpoint.timestampToken();
        if (timestamp != null) {
            bundle.add(BundleFile.timestamp(number), timestamp);
        }
        InclusionProof proof = checkpoints.proof(chain, checkpoint);
        bundle.add(BundleFile.proof(number), proof.text());
        bundle.add(BundleFile.leaf(number), proof.leafText());
    }
}
