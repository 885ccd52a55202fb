package io.compliancecenter.evidence.verification;

import io.compliancecenter.evidence.EntryHeader;
import io.compliancecenter.evidence.EntryKind;
import io.compliancecenter.evidence.Payload;
import io.compliancecenter.evidence.bundle.BundleFile;
import io.compliancecenter.support.Sha256;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/** Follows the chain in a bundle from its first entry to its last, and says of each whether it holds. */
final class BundleChainCheck {

    private final BundleContents bundle;
    private final VerificationReport report;
    private final Map<Long, String> hashes = new HashMap<>();
    private final Set<String> agreedTo = new HashSet<>();

    private @Nullable EntryHeader first;
    private @Nullable EntryHeader last;

    BundleChainCheck(BundleContents bundle, VerificationReport report) {
        this.bundle = bundle;
        this.report = report;
    }

    void check() {
        for (String name : bundle.names("chain/")) {
            checkEntry(name);
        }
        if (last == null) {
            report.problem("there is no entry in it");
            return;
        }
        for (String name : bundle.names("payloads/")) {
            if (!hashes.containsKey(sequence(name))) {
                report.problem("'" + name + "' is of no entry in it");
            }
        }
        checkTermsAreOfAnEntry();
    }

    /** The first entry that could be read; null if there is none. */
    @Nullable
    EntryHeader first() {
        return first;
    }

    /** The last entry that could be read; null if there is none. */
    @Nullable
    EntryHeader last() {
        return last;
    }

    /** The hash of an entry; empty if it is not in the bundle. */
    Optional<String> hash(long sequence) {
        return Optional.ofNullable(hashes.get(sequence));
    }

    private void checkEntry(String name) {
        EntryHeader header;
        try {
            header = EntryHeader.parse(bundle.text(name).orElse(""));
        } catch (IllegalArgumentException malformed) {
            report.problem("entry " + sequence(name) + ": '" + name + "' " + malformed.getMessage());
            return;
        }
        long before = report.count();
        String entry = "entry " + header.sequence();
        if (header.sequence() != sequence(name)) {
            report.problem("entry " + sequence(name) + ": its file holds entry " + header.sequence());
        }
        checkLink(header, entry);
        String content = checkPayload(header, entry);
        String hash = header.hash();
        if (hashes.putIfAbsent(header.sequence(), hash) != null) {
            report.problem(entry + " is there twice");
        }
        if (first == null) {
            first = header;
        }
        last = header;
        if (report.count() == before) {
            report.ok("%s  %s  %s%s".formatted(entry, header.recordedAt(), header.kind(), content));
        }
    }

    private void checkLink(EntryHeader header, String entry) {
        EntryHeader before = last;
        if (before == null) {
            if (header.sequence() == 1 && !header.previousHash().equals(EntryHeader.NO_HASH)) {
                report.problem(entry + ": the first entry of a chain has none before it, but this one names one");
            }
            return;
        }
        if (!header.chain().equals(before.chain())) {
            report.problem(entry + ": is of another chain, " + header.chain());
        }
        if (header.sequence() != before.sequence() + 1) {
            report.problem(
                    "%s: comes after entry %d; what is between them is missing".formatted(entry, before.sequence()));
        } else if (!header.previousHash().equals(before.hash())) {
            report.problem("%s: does not follow entry %d; one of the two is not the one that was recorded"
                    .formatted(entry, before.sequence()));
        }
        if (header.recordedAt().isBefore(before.recordedAt())) {
            report.problem(entry + ": is older than the one before it");
        }
    }

    /** @return what to say of the payload, if it holds */
    private String checkPayload(EntryHeader header, String entry) {
        String name = BundleFile.payload(header.sequence());
        if (!bundle.has(name)) {
            return "  (without its content)";
        }
        byte[] payload = bundle.bytes(name).orElse(new byte[0]);
        if (!Sha256.of(payload).equals(header.payloadSha256())) {
            report.problem(entry + ": its content is not what was recorded");
            return "";
        }
        try {
            Payload content = Payload.parse(payload);
            checkTerms(header, content, entry);
            return "  " + content.text("member", "email") + "  " + content.text("certificate", "certificationName");
        } catch (JacksonException malformed) {
            report.problem(entry + ": its content is not JSON");
            return "";
        }
    }

    private void checkTerms(EntryHeader header, Payload payload, String entry) {
        if (!header.kind().equals(EntryKind.ACCEPTANCE.code())) {
            return;
        }
        String name = BundleFile.terms(payload);
        Optional<byte[]> text = bundle.bytes(name);
        if (text.isEmpty()) {
            report.problem(entry + ": the terms that were agreed to, '" + name + "', are missing");
        } else if (!Sha256.of(text.get()).equals(payload.text("terms", "sha256"))) {
            report.problem(entry + ": the terms in '" + name + "' are not those that were agreed to");
        } else {
            agreedTo.add(name);
        }
    }

    private void checkTermsAreOfAnEntry() {
        for (String name : bundle.names("terms/")) {
            if (!agreedTo.contains(name)) {
                report.problem("'" + name + "' is not a text that an entry in it agrees to");
            }
        }
    }

    private static long sequence(String name) {
        try {
            return Long.parseLong(name.replaceAll("\\D", ""));
        } catch (NumberFormatException none) {
            return -1;
        }
    }
}
