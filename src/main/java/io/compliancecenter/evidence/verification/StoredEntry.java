package io.compliancecenter.evidence.verification;

import io.compliancecenter.evidence.EntryHeader;
import io.compliancecenter.evidence.EntryKind;
import io.compliancecenter.evidence.Payload;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An entry as it is stored, and what of it can be checked by itself.
 *
 * @param header computed from what is stored
 * @param hash as it is stored, in lower-case hexadecimal
 * @param content null if it is not JSON
 * @param matchesRow whether the acceptance, permit or agreement that it is about exists and says the same
 */
record StoredEntry(
        EntryHeader header,
        String hash,
        @Nullable Payload content,
        @Nullable UUID user,
        @Nullable UUID certificate,
        @Nullable UUID subject,
        boolean matchesRow) {

    /**
     * Whether the columns that the entry is searched by match its payload. They are not hashed, so that altering them could
     * hide an entry.
     */
    boolean matchesPayload() {
        return content != null
                && firstOf(content.text("member", "id"), content.text("by", "id"))
                        .equals(Objects.toString(user, ""))
                && content.text("certificate", "id").equals(Objects.toString(certificate, ""))
                && subjectOf(content).equals(Objects.toString(subject, ""));
    }

    /** What the entry is about: an acceptance, a permit, a draft, a request, an agreement or an import. */
    private String subjectOf(Payload content) {
        return isAcceptance()
                ? content.text("acceptance")
                : firstOf(
                        content.text("permit"),
                        content.text("draft", "id"),
                        content.text("request"),
                        content.text("agreement", "id"),
                        content.text("import"));
    }

    private static String firstOf(String... texts) {
        return Stream.of(texts).filter(text -> !text.isEmpty()).findFirst().orElse("");
    }

    /** What a reader finds the acceptance, permit or agreement by. */
    String about() {
        String what = isAcceptance()
                ? "acceptance"
                : header.kind().equals(EntryKind.AGREEMENT_APPROVED.code()) ? "agreement" : "permit";
        return "%s %s of %s".formatted(what, subject, header.chain());
    }

    private boolean isAcceptance() {
        return header.kind().equals(EntryKind.ACCEPTANCE.code());
    }
}
