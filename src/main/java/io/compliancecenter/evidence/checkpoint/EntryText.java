package io.compliancecenter.evidence.checkpoint;

import io.compliancecenter.download.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/** The text that an entry's hash is taken over: the same as that of the function {@code evidence_entry_text}. */
final class EntryText {

    private static final byte[] FORMAT = "34:compliance-center evidence entry 1\n".getBytes(StandardCharsets.US_ASCII);

    private final MessageDigest digest = Sha256.digest();
    private final TextBuffer text = new TextBuffer();

    /** The hash that the entry must have. */
    byte[] hash(EntryRow row) {
        byte[] payloadHash = digest.digest(row.payload());
        text.clear();
        text.put(FORMAT);
        begin(TextBuffer.UUID_LENGTH);
        text.putUuid(row.chain().getMostSignificantBits(), row.chain().getLeastSignificantBits());
        text.put('\n');
        begin(row.sequence() < 0 ? Long.toString(row.sequence()).length() : TextBuffer.digits(row.sequence()));
        text.putNumber(row.sequence());
        text.put('\n');
        begin(text.timeLength(row.recordedAt()));
        text.putTime(row.recordedAt());
        text.put('\n');
        begin(row.kind().length);
        text.put(row.kind());
        text.put('\n');
        putHex(row.previousHash());
        putHex(payloadHash);
        text.digest(digest);
        return digest.digest();
    }

    private void putHex(byte[] bytes) {
        begin(2 * bytes.length);
        text.putHex(bytes);
        text.put('\n');
    }

    private void begin(int octets) {
        text.putNumber(octets);
        text.put(':');
    }

    /** What was made last, for people who look for a fault. */
    @Override
    public String toString() {
        return text.toString();
    }
}
