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

/** Checks the entries in a bundle, with their payloads and the terms that were agreed to. */
final class BundleEntryCheck {

    private final BundleContents bundle;
    private final VerificationReport report;
    private final EntryChain chain = new EntryChain(false);
    private final Map<Long, String> hashes = new HashMap<>();
    private final Set<String> agreedTo = new HashSet<>();
    private @Nullable EntryHeader first;

    BundleEntryCheck(BundleContents bundle, VerificationReport report) {
        this.bundle = bundle;
        this.report = report;
    }

    void check() {
        for (String name : bundle.names("chain/")) {
            checkEntry(name);
        }
        if (first == null) {
            report.problem("the bundle has no entries");
            return;
        }
        for (String name : bundle.names("payloads/")) {
            if (!hashes.containsKey(BundleFile.number(name))) {
                report.problem("'" + name + "' belongs to no entry in the bundle");
            }
        }
        for (String name : bundle.names("terms/")) {
            if (!agreedTo.contains(name)) {
                report.problem("'" + name + "' is not the text of any acceptance in the bundle");
            }
        }
    }

    /** The first entry that could be read; null if there is none. */
    @Nullable
    EntryHeader first() {
        return first;
    }

    /** The last entry that could be read; null if there is none. */
    @Nullable
    EntryHeader last() {
        return chain.last();
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
            report.problem("'" + name + "' " + malformed.getMessage());
            return;
        }
        long before = report.count();
        String entry = "entry " + header.sequence();
        if (!name.equals(BundleFile.entry(header.sequence()))) {
            report.problem(entry + ": its file has the name of another entry, '" + name + "'");
        }
        String hash = header.hash();
        chain.add(header, hash).ifPresent(problem -> report.problem(entry + ": " + problem));
        String content = checkPayload(header, entry);
        hashes.putIfAbsent(header.sequence(), hash);
        if (first == null) {
            first = header;
        }
        if (report.count() == before) {
            report.ok("%s  %s  %s%s".formatted(entry, header.recordedAt(), header.kind(), content));
        }
    }

    /** @return what the report says about the payload, if it is valid */
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
}
