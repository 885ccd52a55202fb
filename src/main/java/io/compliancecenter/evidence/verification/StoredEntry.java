package io.compliancecenter.evidence.verification;

import io.compliancecenter.evidence.EntryHeader;
import io.compliancecenter.evidence.EntryKind;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * An entry as it is stored, and what of it can be checked by itself.
 *
 * @param header computed from what is stored
 * @param hash as it is stored, in lower-case hexadecimal
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record StoredEntry(
        EntryHeader header,
        String hash,
        byte[] payload,
        @Nullable UUID user,
        @Nullable UUID certificate,
        @Nullable UUID subject) {

    /** Whether the hash is that of the content, the time, the kind, the place and the entry before. */
    boolean hasItsHash() {
        return header.hash().equals(hash);
    }

    /**
     * Whether the columns that the entry is searched by match its payload. They are not hashed, so that altering them could
     * hide an entry.
     */
    boolean matchesPayload() {
        try {
            JsonNode content = JsonMapper.shared().readTree(payload);
            String subjectField = header.kind().equals(EntryKind.ACCEPTANCE.code()) ? "acceptance" : "permit";
            return matches(user, content.path("member").path("id"))
                    && matches(certificate, content.path("certificate").path("id"))
                    && matches(subject, content.path(subjectField));
        } catch (JacksonException malformed) {
            return false;
        }
    }

    private static boolean matches(@Nullable UUID column, JsonNode field) {
        return Objects.equals(column == null ? null : column.toString(), field.isString() ? field.asString() : null);
    }
}
