package io.compliancecenter.evidence.checkpoint;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.UUID;

/** Bytes of a text that is written a hundred thousand times a second, over and over in the same place. */
final class TextBuffer {

    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] HEX_OF_OCTET = new byte[512];

    static {
        for (int octet = 0; octet < 256; octet++) {
            HEX_OF_OCTET[2 * octet] = HEX[octet >> 4];
            HEX_OF_OCTET[2 * octet + 1] = HEX[octet & 15];
        }
    }

    /** How long a UUID is when it is written. */
    static final int UUID_LENGTH = 36;

    private static final long MICROS_OF_SECOND = 1_000_000;
    private static final long MICROS_OF_DAY = 86_400 * MICROS_OF_SECOND;
    private static final long DAYS_TO_2000 = LocalDate.of(2000, 1, 1).toEpochDay();
    private static final int LENGTH_AFTER_DATE = "T00:00:00.000000Z".length();

    private byte[] text = new byte[1024];
    private int length;

    private long day = Long.MIN_VALUE;
    private byte[] date = new byte[0];

    /** Whether the UUID is written there, as PostgreSQL does it. */
    static boolean isUuid(byte[] text, int from, UUID id) {
        if (from + UUID_LENGTH > text.length) {
            return false;
        }
        int digit = 0;
        for (int at = 0; at < UUID_LENGTH; at++) {
            byte there = text[from + at];
            if (at == 8 || at == 13 || at == 18 || at == 23) {
                if (there != '-') {
                    return false;
                }
            } else {
                long half = digit < 16 ? id.getMostSignificantBits() : id.getLeastSignificantBits();
                if (there != HEX[(int) (half >> 4 * (15 - digit % 16)) & 15]) {
                    return false;
                }
                digit++;
            }
        }
        return true;
    }

    /** Begins anew. */
    void clear() {
        length = 0;
    }

    /** Hands on what was written. */
    void digest(MessageDigest digest) {
        digest.update(text, 0, length);
    }

    void put(byte[] bytes) {
        put(bytes, 0, bytes.length);
    }

    void put(byte[] bytes, int from, int to) {
        room(to - from);
        System.arraycopy(bytes, from, text, length, to - from);
        length += to - from;
    }

    void put(char ascii) {
        room(1);
        text[length++] = (byte) ascii;
    }

    void putNumber(long number) {
        if (number < 0) {
            put(Long.toString(number).getBytes(StandardCharsets.US_ASCII));
        } else {
            putDigits(number, digits(number));
        }
    }

    /** How many digits the number has, which is not below zero. */
    static int digits(long number) {
        int digits = 1;
        for (long rest = number / 10; rest > 0; rest /= 10) {
            digits++;
        }
        return digits;
    }

    void putHex(byte[] bytes) {
        room(2 * bytes.length);
        for (byte octet : bytes) {
            putHex(octet);
        }
    }

    /** As PostgreSQL writes it. */
    void putUuid(long most, long least) {
        room(UUID_LENGTH);
        putHex(most, 56, 32);
        text[length++] = '-';
        putHex(most, 24, 16);
        text[length++] = '-';
        putHex(most, 8, 0);
        text[length++] = '-';
        putHex(least, 56, 48);
        text[length++] = '-';
        putHex(least, 40, 0);
    }

    private void putHex(long octets, int first, int last) {
        for (int shift = first; shift >= last; shift -= Byte.SIZE) {
            putHex((byte) (octets >> shift));
        }
    }

    /**
     * As the function {@code utc_text} writes it.
     *
     * @param micros since the year 2000
     */
    void putTime(long micros) {
        byte[] ofDay = date(Math.floorDiv(micros, MICROS_OF_DAY));
        putTime(ofDay, Math.floorMod(micros, MICROS_OF_DAY));
    }

    /** The length of what {@link #putTime} writes. */
    int timeLength(long micros) {
        return date(Math.floorDiv(micros, MICROS_OF_DAY)).length + LENGTH_AFTER_DATE;
    }

    private void putTime(byte[] date, long ofDay) {
        long seconds = ofDay / MICROS_OF_SECOND;
        put(date);
        put('T');
        putDigits(seconds / 3600, 2);
        put(':');
        putDigits(seconds / 60 % 60, 2);
        put(':');
        putDigits(seconds % 60, 2);
        put('.');
        putDigits(ofDay % MICROS_OF_SECOND, 6);
        put('Z');
    }

    private byte[] date(long days) {
        if (days != day) {
            day = days;
            date = LocalDate.ofEpochDay(days + DAYS_TO_2000).toString().getBytes(StandardCharsets.US_ASCII);
        }
        return date;
    }

    /**
     * A text in JSON, escaped as PostgreSQL does it.
     *
     * @param utf8 the text
     */
    void putJson(byte[] utf8) {
        // None becomes longer than by six for one.
        room(6 * utf8.length + 2);
        text[length++] = '"';
        for (byte octet : utf8) {
            if (octet == '"' || octet == '\\') {
                text[length++] = '\\';
                text[length++] = octet;
            } else if (octet >= 0 && octet < ' ') {
                putControl(octet);
            } else {
                text[length++] = octet;
            }
        }
        text[length++] = '"';
    }

    private void putControl(byte octet) {
        int named = "\b\f\n\r\t".indexOf(octet);
        text[length++] = '\\';
        if (named >= 0) {
            text[length++] = (byte) "bfnrt".charAt(named);
        } else {
            text[length++] = 'u';
            text[length++] = '0';
            text[length++] = '0';
            putHex(octet);
        }
    }

    private void putHex(byte octet) {
        int at = 2 * (octet & 255);
        text[length++] = HEX_OF_OCTET[at];
        text[length++] = HEX_OF_OCTET[at + 1];
    }

    private void putDigits(long number, int digits) {
        room(digits);
        long rest = number;
        for (int at = length + digits - 1; at >= length; at--) {
            text[at] = HEX[(int) (rest % 10)];
            rest /= 10;
        }
        length += digits;
    }

    private void room(int more) {
        if (length + more > text.length) {
            text = Arrays.copyOf(text, 2 * (length + more));
        }
    }

    @Override
    public String toString() {
        return new String(text, 0, length, StandardCharsets.UTF_8);
    }
}
