package io.compliancecenter.evidence.verification;

import io.compliancecenter.evidence.EntryHeader;
import io.compliancecenter.evidence.bundle.BundleFile;
import io.compliancecenter.evidence.checkpoint.CheckpointBody;
import io.compliancecenter.evidence.checkpoint.InclusionProof;
import io.compliancecenter.evidence.timestamp.TrustedAuthorities;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Checks the checkpoints in a bundle, and that they cover its entries. */
final class BundleCheckpointCheck {

    private final BundleContents bundle;
    private final BundleEntryCheck entries;
    private final CheckpointChain chain;
    private final TrustedAuthorities authorities;
    private final VerificationReport report;
    private final Map<Long, CheckpointBody> bodies = new HashMap<>();
    private long covered;

    BundleCheckpointCheck(
            BundleContents bundle,
            BundleEntryCheck entries,
            Set<String> trustedKeys,
            TrustedAuthorities authorities,
            VerificationReport report) {
        this.bundle = bundle;
        this.entries = entries;
        this.chain = new CheckpointChain(trustedKeys, authorities, report);
        this.authorities = authorities;
        this.report = report;
    }

    void check() {
        bundle.names("checkpoints/").stream()
                .filter(name -> name.endsWith(".txt"))
                .forEach(this::checkCheckpoint);
        checkNothingElse();
        checkCoverage();
    }

    private void checkCheckpoint(String name) {
        CheckpointBody body;
        try {
            body = CheckpointBody.parse(bundle.text(name).orElse(""));
        } catch (IllegalArgumentException malformed) {
            report.problem("'" + name + "' " + malformed.getMessage());
            return;
        }
        String checkpoint = "checkpoint " + body.number();
        if (!name.equals(BundleFile.checkpoint(body.number()))) {
            report.problem(checkpoint + ": its file has the name of another checkpoint, '" + name + "'");
            return;
        }
        long before = report.count();
        Optional<String> key = bundle.text(BundleFile.key(body.keySha256()));
        if (key.isEmpty()) {
            report.problem(checkpoint + ": its key is missing");
        }
        Optional<byte[]> token = bundle.bytes(BundleFile.timestamp(body.number()));
        String time = chain.add(
                        body,
                        key.orElse(""),
                        bundle.bytes(BundleFile.signature(body.number())).orElse(new byte[0]),
                        token)
                .map(timestamp -> "  time stamp %s by %s%s"
                        .formatted(
                                timestamp.time(),
                                timestamp.authority(),
                                authorities.areGiven() ? "" : " (authority not checked)"))
                .orElse("  (no time stamp)");
        if (token.isEmpty()) {
            report.takeOnTrust("times (no time stamp)");
        }
        String coverage = checkProof(body, checkpoint);
        bodies.put(body.number(), body);
        if (report.count() == before) {
            report.ok("%s  %s  signed with key %s…  %s%s"
                    .formatted(checkpoint, body.time(), body.keySha256().substring(0, 16), coverage, time));
        }
    }

    /** @return what the report says about it, if it is valid */
    private String checkProof(CheckpointBody body, String checkpoint) {
        InclusionProof proof;
        try {
            proof = InclusionProof.parse(
                    bundle.text(BundleFile.proof(body.number())).orElse(""));
        } catch (IllegalArgumentException malformed) {
            report.problem(checkpoint + ": its proof " + malformed.getMessage());
            return "";
        }
        if (!proof.leafText().equals(bundle.text(BundleFile.leaf(body.number())).orElse(""))) {
            report.problem(checkpoint + ": its proof starts with another leaf");
        }
        if (proof.checkpoint() != body.number() || !proof.leadsTo(body)) {
            report.problem(checkpoint + ": its proof does not lead to its root");
            return "";
        }
        EntryHeader first = entries.first();
        EntryHeader last = entries.last();
        if (first == null || last == null) {
            return "";
        }
        if (!proof.chain().equals(first.chain())) {
            report.problem(checkpoint + ": its proof is for another chain");
            return "";
        }
        if (proof.sequence() > last.sequence()) {
            report.problem(
                    "%s: was signed when the chain had %d entries, but the bundle ends with entry %d: the end is missing"
                            .formatted(checkpoint, proof.sequence(), last.sequence()));
        } else if (proof.sequence() < first.sequence()) {
            report.problem("%s: covers the chain only up to entry %d, which is before the first entry of the bundle"
                    .formatted(checkpoint, proof.sequence()));
        } else if (!entries.hash(proof.sequence()).equals(Optional.of(proof.hash()))) {
            report.problem(
                    "entry %d: is not the entry that checkpoint %d covers".formatted(proof.sequence(), body.number()));
        } else {
            covered = Math.max(covered, proof.sequence());
        }
        return "covers up to entry " + proof.sequence();
    }

    private void checkNothingElse() {
        for (String directory : new String[] {"checkpoints/", "proofs/"}) {
            for (String name : bundle.names(directory)) {
                if (!bodies.containsKey(BundleFile.number(name))) {
                    report.problem("'" + name + "' belongs to no readable checkpoint in the bundle");
                }
            }
        }
        for (String name : bundle.names("keys/")) {
            if (bodies.values().stream().noneMatch(body -> name.equals(BundleFile.key(body.keySha256())))) {
                report.problem("'" + name + "' is a key that signed no checkpoint in the bundle");
            }
        }
    }

    private void checkCoverage() {
        EntryHeader first = entries.first();
        EntryHeader last = entries.last();
        if (first == null || last == null || covered >= last.sequence()) {
            return;
        }
        long from = Math.max(covered + 1, first.sequence());
        report.problem((from == last.sequence()
                        ? "entry " + from + " is"
                        : "entries " + from + " to " + last.sequence() + " are")
                + " not covered by a checkpoint yet, so that nothing proves them");
    }
}
