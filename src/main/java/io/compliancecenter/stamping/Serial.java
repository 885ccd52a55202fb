package io.compliancecenter.stamping;

import io.compliancecenter.support.Sha256;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;

/**
 * The serial of a copy: 128 random bits.
 *
 * <p>People read and type it as 30 characters in six groups, such as {@code 4ZK8M-0Q7TR-...}: 26 digits of the number, the
 * highest first, and 4 check digits, which are the first 20 bits of the SHA-256 of the 16 bytes. They detect all typing errors
 * but one in a million. The digits are those of Douglas Crockford's Base32, which has no I, L, O and U.
 *
 * @param value 32 lower-case hexadecimal digits
 * @see <a href="https://www.crockford.com/base32.html">Base 32</a>
 */
public record Serial(String value) {

    private static final String DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final int BYTES = 16;
    private static final int NUMBER_LENGTH = 26;
    private static final int CHECK_LENGTH = 4;
    private static final int GROUP = 5;

    /** @throws IllegalArgumentException if the value is not 32 hexadecimal digits in lower case */
    public Serial {
        if (!value.matches("[0-9a-f]{32}")) {
            throw new IllegalArgumentException("A serial is 32 hexadecimal digits");
        }
    }

    /** @throws IllegalArgumentException if there are not 16 bytes */
    public static Serial of(byte[] bytes) {
        return new Serial(HexFormat.of().formatHex(bytes));
    }

    /**
     * Parses what somebody typed: in any case, with any spaces and dashes, with O for 0, and I or L for 1.
     *
     * @return the serial; empty if the text is none or its check digits do not match
     */
    public static Optional<Serial> parse(String typed) {
        String digits = typed.toUpperCase(Locale.ROOT)
                .replaceAll("[\\s\\p{Z}\\p{Pd}\\p{Cf}\u2212_.]", "")
                .replace('O', '0')
                .replace('I', '1')
                .replace('L', '1');
        if (digits.length() != NUMBER_LENGTH + CHECK_LENGTH || !digits.chars().allMatch(c -> DIGITS.indexOf(c) >= 0)) {
            return Optional.empty();
        }
        BigInteger number = BigInteger.ZERO;
        for (char digit : digits.substring(0, NUMBER_LENGTH).toCharArray()) {
            number = number.shiftLeft(5).or(BigInteger.valueOf(DIGITS.indexOf(digit)));
        }
        if (number.bitLength() > BYTES * Byte.SIZE) {
            return Optional.empty();
        }
        Serial serial = new Serial(String.format("%032x", number));
        return serial.digits().equals(digits) ? Optional.of(serial) : Optional.empty();
    }

    /** The 16 bytes. */
    public byte[] bytes() {
        return HexFormat.of().parseHex(value);
    }

    private String digits() {
        BigInteger check = new BigInteger(1, Arrays.copyOf(Sha256.digest().digest(bytes()), 3)).shiftRight(4);
        return digits(new BigInteger(1, bytes()), NUMBER_LENGTH) + digits(check, CHECK_LENGTH);
    }

    private static String digits(BigInteger number, int length) {
        StringBuilder digits = new StringBuilder();
        for (int digit = length - 1; digit >= 0; digit--) {
            digits.append(DIGITS.charAt(number.shiftRight(5 * digit).intValue() & 31));
        }
        return digits.toString();
    }

    /** The serial in groups, as people read it. */
    @Override
    public String toString() {
        return digits().replaceAll("(.{" + GROUP + "})(?!$)", "$1-");
    }
}
