package io.compliancecenter.evidence.verification;

import io.compliancecenter.evidence.EntryHeader;
import io.compliancecenter.evidence.EntryKind;
import io.compliancecenter.evidence.Payload;
import io.compliancecenter.evidence.bundle.BundleFile;
import io.compliancecenter.evidence.checkpoint.CheckpointBody;
import io.compliancecenter.evidence.checkpoint.InclusionProof;
import io.compliancecenter.evidence.checkpoint.PublicKeys;
import io.compliancecenter.evidence.timestamp.TrustedAuthorities;
import io.compliancecenter.support.Sha256;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;

/**
 * Verifies a bundle offline, without database or network: its entries with their payloads and the terms that were agreed to, its
 * checkpoints, and that they cover the entries.
 */
public final class BundleVerification {

    private final BundleContents bundle;
    private final TrustedAuthorities authorities;
    private final VerificationReport report;
    private final EntryChain entries = new EntryChain(false);
    private final CheckpointChain checkpoints;

    /** By sequence. */
    private final TreeMap<Long, String> hashes = new TreeMap<>();

    private final Map<Long, CheckpointBody> bodies = new HashMap<>();
    private final Set<String> agreedTerms = new HashSet<>();
    private long covered;

    private BundleVerification(
            BundleContents bundle, Set<String> trustedKeys, TrustedAuthorities authorities, VerificationReport report) {
        this.bundle = bundle;
        this.authorities = authorities;
        this.report = report;
        this.checkpoints = new CheckpointChain(trustedKeys, authorities, report);
    }

    /**
     * @param trustedKeys the vendor's public keys, in PEM; if there is none, any key in the bundle is accepted
     * @param authorities whose timestamps are accepted; if none are given, anybody's are
     */
    public static void verify(
            Path file, List<String> trustedKeys, TrustedAuthorities authorities, VerificationReport report) {
        Set<String> trusted = trustedKeys.stream().map(PublicKeys::sha256).collect(Collectors.toUnmodifiableSet());
        try (BundleContents bundle = new BundleContents(file)) {
            bundle.check(report);
            new BundleVerification(bundle, trusted, authorities, report).check();
        } catch (IOException unreadable) {
            report.problem("it cannot be read as a ZIP file: %s", unreadable.getMessage());
        }
    }

    private void check() {
        bundle.names("chain/").forEach(this::checkEntry);
        if (hashes.isEmpty()) {
            report.problem("the bundle has no entries");
        }
        bundle.names("checkpoints/").stream()
                .filter(name -> name.endsWith(".txt"))
                .forEach(this::checkCheckpoint);
        checkNothingElse();
        checkCoverage();
    }

    private void checkEntry(String name) {
        EntryHeader header;
        try {
            header = EntryHeader.parse(bundle.text(name));
        } catch (IllegalArgumentException malformed) {
            report.problem("'%s' %s", name, malformed.getMessage());
            return;
        }
        long before = report.count();
        long sequence = header.sequence();
        if (!name.equals(BundleFile.entry(sequence))) {
            report.problem("entry %d: its file has the name of another entry, '%s'", sequence, name);
        }
        String hash = header.hash();
        entries.add(header, hash).ifPresent(problem -> report.problem("entry %d: %s", sequence, problem));
        hashes.putIfAbsent(sequence, hash);
        String content = checkPayload(header);
        if (report.count() == before) {
            report.ok("entry %d  %s  %s%s", sequence, header.recordedAt(), header.kind(), content);
        }
    }

    /** @return what the report says about the payload, if it is valid */
    private String checkPayload(EntryHeader header) {
        String name = BundleFile.payload(header.sequence());
        if (!bundle.has(name)) {
            return "  (without its content)";
        }
        byte[] payload = bundle.bytes(name).orElse(new byte[0]);
        if (!Sha256.of(payload).equals(header.payloadSha256())) {
            report.problem("entry %d: its content is not what was recorded", header.sequence());
            return "";
        }
        try {
            Payload content = Payload.parse(payload);
            if (header.kind().equals(EntryKind.ACCEPTANCE.code())) {
                checkTerms(header.sequence(), content);
            }
            return "  " + content.text("member", "email") + "  " + content.text("certificate", "certificationName");
        } catch (JacksonException malformed) {
            report.problem("entry %d: its content is not JSON", header.sequence());
            return "";
        }
    }

    private void checkTerms(long sequence, Payload acceptance) {
        String name = BundleFile.terms(acceptance);
        Optional<byte[]> text = bundle.bytes(name);
        if (text.isEmpty()) {
            report.problem("entry %d: the terms that were agreed to, '%s', are missing", sequence, name);
        } else if (!Sha256.of(text.get()).equals(acceptance.text("terms", "sha256"))) {
            report.problem("entry %d: the terms in '%s' are not those that were agreed to", sequence, name);
        } else {
            agreedTerms.add(name);
        }
    }

    private void checkCheckpoint(String name) {
        CheckpointBody body;
        try {
            body = CheckpointBody.parse(bundle.text(name));
        } catch (IllegalArgumentException malformed) {
            report.problem("'%s' %s", name, malformed.getMessage());
            return;
        }
        long number = body.number();
        if (!name.equals(BundleFile.checkpoint(number))) {
            report.problem("checkpoint %d: its file has the name of another checkpoint, '%s'", number, name);
            return;
        }
        long before = report.count();
        String key = bundle.text(BundleFile.key(body.keySha256()));
        if (key.isEmpty()) {
            report.problem("checkpoint %d: its key is missing", number);
        }
        byte[] signature = bundle.bytes(BundleFile.signature(number)).orElse(new byte[0]);
        Optional<byte[]> token = bundle.bytes(BundleFile.timestamp(number));
        String time = checkpoints
                .add(body, key, signature, token)
                .map(timestamp -> "timestamp %s by %s%s"
                        .formatted(
                                timestamp.time(),
                                timestamp.authority(),
                                authorities.areGiven() ? "" : " (authority not checked)"))
                .orElse("(no timestamp)");
        if (token.isEmpty()) {
            report.takeOnTrust("times (no timestamp)");
        }
        String coverage = checkProof(body);
        bodies.put(number, body);
        if (report.count() == before) {
            report.ok(
                    "checkpoint %d  %s  signed with key %s…  %s  %s",
                    number, body.time(), body.keySha256().substring(0, 16), coverage, time);
        }
    }

    /** @return what the report says about it, if it is valid */
    private String checkProof(CheckpointBody body) {
        long number = body.number();
        InclusionProof proof;
        try {
            proof = InclusionProof.parse(bundle.text(BundleFile.proof(number)));
        } catch (IllegalArgumentException malformed) {
            report.problem("checkpoint %d: its proof %s", number, malformed.getMessage());
            return "";
        }
        if (!proof.leafText().equals(bundle.text(BundleFile.leaf(number)))) {
            report.problem("checkpoint %d: its proof starts with another leaf", number);
        }
        EntryHeader last = entries.last();
        long end = proof.sequence();
        if (proof.checkpoint() != number || !proof.leadsTo(body)) {
            report.problem("checkpoint %d: its proof does not lead to its root", number);
        } else if (last == null) {
            return "";
        } else if (!proof.chain().equals(last.chain())) {
            report.problem("checkpoint %d: its proof is for another chain", number);
        } else if (end > hashes.lastKey()) {
            report.problem(
                    "checkpoint %d: was signed when the chain had %d entries, but the bundle ends with entry %d:"
                            + " the end is missing",
                    number, end, hashes.lastKey());
        } else if (end < hashes.firstKey()) {
            report.problem(
                    "checkpoint %d: covers the chain only up to entry %d, which is before the first entry of the bundle",
                    number, end);
        } else if (!proof.hash().equals(hashes.get(end))) {
            report.problem("entry %d: is not the entry that checkpoint %d covers", end, number);
        } else {
            covered = Math.max(covered, end);
        }
        return "covers up to entry " + end;
    }

    private void checkNothingElse() {
        for (String name : bundle.names("payloads/")) {
            if (!hashes.containsKey(BundleFile.number(name))) {
                report.problem("'%s' belongs to no entry in the bundle", name);
            }
        }
        for (String name : bundle.names("terms/")) {
            if (!agreedTerms.contains(name)) {
                report.problem("'%s' is not the text of any acceptance in the bundle", name);
            }
        }
        for (String directory : List.of("checkpoints/", "proofs/")) {
            for (String name : bundle.names(directory)) {
                if (!bodies.containsKey(BundleFile.number(name))) {
                    report.problem("'%s' belongs to no readable checkpoint in the bundle", name);
                }
            }
        }
        for (String name : bundle.names("keys/")) {
            if (bodies.values().stream().noneMatch(body -> name.equals(BundleFile.key(body.keySha256())))) {
                report.problem("'%s' is a key that signed no checkpoint in the bundle", name);
            }
        }
    }

    private void checkCoverage() {
        if (hashes.isEmpty() || covered >= hashes.lastKey()) {
            return;
        }
        long from = Math.max(covered + 1, hashes.firstKey());
        report.problem(
                "%s not covered by a checkpoint yet, so that nothing proves them",
                from == hashes.lastKey()
                        ? "entry %d is".formatted(from)
                        : "entries %d to %d are".formatted(from, hashes.lastKey()));
    }
}
