package io.compliancecenter.evidence.verification;

import io.compliancecenter.evidence.EntryHeader;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HexFormat;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An entry as it is stored, and what of it can be checked by itself. */
@SuppressWarnings("ArrayRecordComponent") // never compared
record StoredEntry(
        UUID chain,
        long sequence,
        Instant recordedAt,
        String kind,
        byte[] payload,
        byte[] previousHash,
        byte[] hash,
        @Nullable UUID user,
        @Nullable UUID certificate,
        @Nullable UUID subject) {

    static final String COLUMNS = "chain_id, sequence, recorded_at, kind, payload, previous_hash, hash,"
            + " user_id, certificate_id, subject_id";

    /** Reads the {@link #COLUMNS} of the current row. */
    static StoredEntry read(ResultSet row) throws SQLException {
        return new StoredEntry(
                row.getObject(1, UUID.class),
                row.getLong(2),
                row.getObject(3, OffsetDateTime.class).toInstant(),
                row.getString(4),
                row.getBytes(5),
                row.getBytes(6),
                row.getBytes(7),
                row.getObject(8, UUID.class),
                row.getObject(9, UUID.class),
                row.getObject(10, UUID.class));
    }

    /** Whether the hash is that of the content, the time, the kind, the place and the entry before. */
    boolean hasItsHash() {
        return EntryHeader.of(chain, sequence, recordedAt, kind, previousHash, payload)
                .hash()
                .equals(HexFormat.of().formatHex(hash));
    }

    /**
     * Whether the columns by which the entry is found name what its payload names. They are not hashed, so an entry could
     * otherwise be hidden from those who look for it.
     */
    boolean isFiledWhereItBelongs() {
        try {
            JsonNode content = JsonMapper.shared().readTree(payload);
            String subjectField = kind.equals("acceptance-recorded") ? "acceptance" : "permit";
            return is(user, content.path("member").path("id"))
                    && is(certificate, content.path("certificate").path("id"))
                    && is(subject, content.path(subjectField));
        } catch (JacksonException malformed) {
            return false;
        }
    }

    private static boolean is(@Nullable UUID column, JsonNode named) {
        return Objects.equals(column == null ? null : column.toString(), named.isString() ? named.asString() : null);
    }
}
