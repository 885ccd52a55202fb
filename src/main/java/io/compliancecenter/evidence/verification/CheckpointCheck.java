package io.compliancecenter.evidence.verification;

import io.compliancecenter.evidence.EntryHeader;
import io.compliancecenter.evidence.bundle.BundleFile;
import io.compliancecenter.evidence.checkpoint.CheckpointBody;
import io.compliancecenter.evidence.checkpoint.InclusionProof;
import io.compliancecenter.evidence.checkpoint.PublicKeys;
import io.compliancecenter.evidence.timestamp.Timestamp;
import io.compliancecenter.evidence.timestamp.Timestamps;
import io.compliancecenter.evidence.timestamp.TrustedAuthorities;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Checks what the vendor signed about a chain: the signatures, and that they cover the entries in the bundle. */
final class CheckpointCheck {

    private final BundleContents bundle;
    private final BundleChainCheck chain;
    private final @Nullable String trustedKey;
    private final TrustedAuthorities authorities;
    private final VerificationReport report;

    private final Map<Long, CheckpointBody> bodies = new HashMap<>();
    private long covered;

    /**
     * Checks nothing yet.
     *
     * @param trustedKey SHA-256 of the only key that counts; null if any in the bundle will do
     * @param authorities whose time stamps count; if none are given, anybody's do
     */
    CheckpointCheck(
            BundleContents bundle,
            BundleChainCheck chain,
            @Nullable String trustedKey,
            TrustedAuthorities authorities,
            VerificationReport report) {
        this.bundle = bundle;
        this.chain = chain;
        this.trustedKey = trustedKey;
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
            report.problem(checkpoint + ": its file is named after another, '" + name + "'");
            return;
        }
        long before = report.count();
        checkSuccession(body, checkpoint);
        checkSignature(body, checkpoint);
        String until = checkProof(body, checkpoint);
        String time = checkTimestamp(body, checkpoint);
        bodies.put(body.number(), body);
        if (report.count() == before) {
            report.ok("%s  %s  signed with key %s…  %s%s"
                    .formatted(checkpoint, body.time(), body.keySha256().substring(0, 16), until, time));
        }
    }

    private void checkSuccession(CheckpointBody body, String checkpoint) {
        CheckpointBody before = bodies.get(body.number() - 1);
        if (before != null && !before.sha256().equals(body.previous())) {
            report.problem(checkpoint + ": does not follow checkpoint " + before.number());
        }
    }

    private void checkSignature(CheckpointBody body, String checkpoint) {
        if (trustedKey == null) {
            report.takeOnTrust("signing key");
        } else if (!trustedKey.equals(body.keySha256())) {
            report.problem(
                    checkpoint + ": was signed with another key than the one that was given, " + body.keySha256());
        }
        Optional<String> pem = bundle.text(BundleFile.key(body.keySha256()));
        byte[] signature = bundle.bytes(BundleFile.signature(body.number())).orElse(new byte[0]);
        if (pem.isEmpty()) {
            report.problem(checkpoint + ": its key is missing");
        } else if (!PublicKeys.verifies(pem.get(), body, signature)) {
            report.problem(checkpoint + ": its signature is not that of its key");
        }
    }

    /** @return what to say of it, if it holds */
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
            report.problem(checkpoint + ": its proof begins at another leaf");
        }
        if (proof.checkpoint() != body.number() || !proof.leadsTo(body)) {
            report.problem(checkpoint + ": its proof does not lead to its root");
            return "";
        }
        EntryHeader first = chain.first();
        EntryHeader last = chain.last();
        if (first == null || last == null) {
            return "";
        }
        if (!proof.chain().equals(first.chain())) {
            report.problem(checkpoint + ": its proof is of another chain");
            return "";
        }
        if (proof.sequence() > last.sequence()) {
            report.problem(
                    "%s: was signed when the chain had %d entries, and what is here ends at entry %d: the end is missing"
                            .formatted(checkpoint, proof.sequence(), last.sequence()));
        } else if (proof.sequence() < first.sequence()) {
            report.problem("%s: covers the chain up to entry %d only, which is before the first one here"
                    .formatted(checkpoint, proof.sequence()));
        } else if (!chain.hash(proof.sequence()).equals(Optional.of(proof.hash()))) {
            report.problem("entry %d: is not the one that was there when checkpoint %d was signed"
                    .formatted(proof.sequence(), body.number()));
        } else {
            covered = Math.max(covered, proof.sequence());
        }
        return "covers up to entry " + proof.sequence();
    }

    private String checkTimestamp(CheckpointBody body, String checkpoint) {
        Optional<byte[]> token = bundle.bytes(BundleFile.timestamp(body.number()));
        if (token.isEmpty()) {
            report.takeOnTrust("times (no time stamp)");
            return "  (no time stamp)";
        }
        try {
            byte[] signature = bundle.bytes(BundleFile.signature(body.number())).orElse(new byte[0]);
            Timestamp timestamp = Timestamps.check(token.get(), signature, authorities);
            if (!authorities.areGiven()) {
                report.takeOnTrust("time-stamp authority");
            }
            return "  time stamp %s by %s%s"
                    .formatted(
                            timestamp.time(),
                            timestamp.authority(),
                            authorities.areGiven() ? "" : " (authority not checked)");
        } catch (IllegalArgumentException wrong) {
            report.problem(checkpoint + ": its time stamp " + String.valueOf(wrong.getMessage()));
            return "";
        }
    }

    private void checkNothingElse() {
        for (String directory : new String[] {"checkpoints/", "proofs/"}) {
            for (String name : bundle.names(directory)) {
                long number = Long.parseLong("0" + name.replaceAll("\\D", ""));
                if (!bodies.containsKey(number)) {
                    report.problem("'" + name + "' is of no checkpoint in it that can be read");
                }
            }
        }
        for (String name : bundle.names("keys/")) {
            if (bodies.values().stream().noneMatch(body -> name.equals(BundleFile.key(body.keySha256())))) {
                report.problem("'" + name + "' is a key that no checkpoint in it was signed with");
            }
        }
    }

    private void checkCoverage() {
        EntryHeader first = chain.first();
        EntryHeader last = chain.last();
        if (first == null || last == null || covered >= last.sequence()) {
            return;
        }
        long from = Math.max(covered + 1, first.sequence());
        report.problem((from == last.sequence()
                        ? "entry " + from + " is"
                        : "entries " + from + " to " + last.sequence() + " are")
                + " not yet covered by a checkpoint; nothing is signed that would prove them");
    }
}
