package io.compliancecenter.evidence.checkpoint;

import io.compliancecenter.download.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.LocalDate;
import java.util.Arrays;

/**
 * The text that an entry's hash is taken over, made a hundred thousand times a second: the same as that of the function
 * {@code evidence_entry_text}.
 */
final class EntryText {

    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] FORMAT = ascii("34:compliance-center evidence entry 1\n");

    private static final long MICROS_OF_SECOND = 1_000_000;
    private static final long MICROS_OF_DAY = 86_400 * MICROS_OF_SECOND;
    private static final long DAYS_TO_2000 = LocalDate.of(2000, 1, 1).toEpochDay();

    private final MessageDigest digest = Sha256.digest();
    private byte[] text = new byte[1024];
    private int length;

    private long day = Long.MIN_VALUE;
    private byte[] date = new byte[0];

    /** The hash that the entry must have. */
    byte[] hash(EntryRow row) {
        byte[] payloadHash = digest.digest(row.payload());
        int most = FORMAT.length + 300 + row.kind().length + 2 * row.previousHash().length;
        if (text.length < most) {
            text = new byte[most];
        }
        length = 0;
        put(FORMAT);
        put(row.chain().toString());
        put(Long.toString(row.sequence()));
        putTime(row.recordedAt());
        putLength(row.kind().length);
        put(row.kind());
        text[length++] = '\n';
        putHex(row.previousHash());
        putHex(payloadHash);
        digest.update(text, 0, length);
        return digest.digest();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private void put(byte[] bytes) {
        System.arraycopy(bytes, 0, text, length, bytes.length);
        length += bytes.length;
    }

    private void put(String field) {
        putLength(field.length());
        for (int at = 0; at < field.length(); at++) {
            text[length++] = (byte) field.charAt(at);
        }
        text[length++] = '\n';
    }

    private void putLength(int octets) {
        putDigits(octets, Integer.toString(octets).length());
        text[length++] = ':';
    }

    private void putDigits(long number, int digits) {
        long rest = number;
        for (int at = length + digits - 1; at >= length; at--) {
            text[at] = HEX[(int) (rest % 10)];
            rest /= 10;
        }
        length += digits;
    }

    private void putTime(long micros) {
        long days = Math.floorDiv(micros, MICROS_OF_DAY);
        if (days != day) {
            day = days;
            // Beyond all days there is PostgreSQL's infinity, which no entry was written at.
            long epochDay = Math.max(-1_000_000, Math.min(1_000_000, days)) + DAYS_TO_2000;
            date = ascii(LocalDate.ofEpochDay(epochDay).toString());
        }
        long ofDay = Math.floorMod(micros, MICROS_OF_DAY);
        long seconds = ofDay / MICROS_OF_SECOND;
        putLength(date.length + 17);
        put(date);
        text[length++] = 'T';
        putDigits(seconds / 3600, 2);
        text[length++] = ':';
        putDigits(seconds / 60 % 60, 2);
        text[length++] = ':';
        putDigits(seconds % 60, 2);
        text[length++] = '.';
        putDigits(ofDay % MICROS_OF_SECOND, 6);
        text[length++] = 'Z';
        text[length++] = '\n';
    }

    private void putHex(byte[] bytes) {
        putLength(2 * bytes.length);
        for (byte octet : bytes) {
            text[length++] = HEX[octet >> 4 & 15];
            text[length++] = HEX[octet & 15];
        }
        text[length++] = '\n';
    }

    /** What was made last, for people who look for a fault. */
    @Override
    public String toString() {
        return new String(Arrays.copyOf(text, length), StandardCharsets.UTF_8);
    }
}
