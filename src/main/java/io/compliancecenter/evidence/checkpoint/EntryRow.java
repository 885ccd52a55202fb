package io.compliancecenter.evidence.checkpoint;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An entry as it is stored, in PostgreSQL's binary form.
 *
 * @param recordedAt microseconds since the year 2000
 * @param kind in UTF-8
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record EntryRow(
        UUID chain,
        long sequence,
        long recordedAt,
        byte[] kind,
        byte[] payload,
        byte[] previousHash,
        byte[] hash,
        @Nullable UUID user,
        @Nullable UUID certificate,
        @Nullable UUID subject) {

    static final String COLUMNS = "chain_id, sequence, recorded_at, kind, payload, previous_hash, hash,"
            + " user_id, certificate_id, subject_id";

    static final int FIELDS = 10;

    /** Reads the {@link #COLUMNS}. */
    static EntryRow read(DataInputStream copy) throws IOException {
        return new EntryRow(
                present(uuid(copy)),
                readLong(copy),
                readLong(copy),
                present(bytes(copy)),
                present(bytes(copy)),
                present(bytes(copy)),
                present(bytes(copy)),
                uuid(copy),
                uuid(copy),
                uuid(copy));
    }

    private static long readLong(DataInputStream copy) throws IOException {
        copy.readInt();
        return copy.readLong();
    }

    /** The next column, as it is. */
    static byte @Nullable [] bytes(DataInputStream copy) throws IOException {
        int length = copy.readInt();
        if (length < 0) {
            return null;
        }
        byte[] bytes = copy.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException();
        }
        return bytes;
    }

    private static @Nullable UUID uuid(DataInputStream copy) throws IOException {
        return copy.readInt() < 0 ? null : new UUID(copy.readLong(), copy.readLong());
    }

    private static <T> T present(@Nullable T value) throws IOException {
        if (value == null) {
            throw new IOException("A column is null that never is");
        }
        return value;
    }
}
