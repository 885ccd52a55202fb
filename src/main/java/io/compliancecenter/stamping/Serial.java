package io.compliancecenter.stamping;

import io.compliancecenter.support.Sha256;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

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

    /** 26 digits have 130 bits, of which the first two are not used. */
    private static final int HIGHEST_FIRST_DIGIT = 7;

    private static final Pattern IGNORED = Pattern.compile("[\\s\\p{Z}\\p{Pd}\\p{Cf}\u2212_.]");
    private static final Pattern VALUE = Pattern.compile("[0-9a-f]{32}");

    /** @throws IllegalArgumentException if the value is not 32 hexadecimal digits in lower case */
    public Serial {
        if (!VALUE.matcher(value).matches()) {
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
        return ofDigits(IGNORED.matcher(typed.toUpperCase(Locale.ROOT))
                .replaceAll("")
                .replace('O', '0')
                .replace('I', '1')
                .replace('L', '1'));
    }

    /**
     * Parses all 30 digits, with nothing between them.
     *
     * @return the serial; empty if the text is none or its check digits do not match
     */
    public static Optional<Serial> ofDigits(String digits) {
        if (digits.length() != NUMBER_LENGTH + CHECK_LENGTH || DIGITS.indexOf(digits.charAt(0)) > HIGHEST_FIRST_DIGIT) {
            return Optional.empty();
        }
        long high = 0;
        long low = 0;
        int check = 0;
        for (int index = 0; index < digits.length(); index++) {
            int digit = DIGITS.indexOf(digits.charAt(index));
            if (digit < 0) {
                return Optional.empty();
            }
            if (index < NUMBER_LENGTH) {
                high = high << 5 | low >>> 59;
                low = low << 5 | digit;
            } else {
                check = check << 5 | digit;
            }
        }
        byte[] bytes = ByteBuffer.allocate(BYTES).putLong(high).putLong(low).array();
        // Most of what a scan tries ends here, so the check digits come before all else.
        return check == check(bytes) ? Optional.of(of(bytes)) : Optional.empty();
    }

    /** The 16 bytes. */
    public byte[] bytes() {
        return HexFormat.of().parseHex(value);
    }

    private String digits() {
        return digits(new BigInteger(1, bytes()), NUMBER_LENGTH)
                + digits(BigInteger.valueOf(check(bytes())), CHECK_LENGTH);
    }

    /** The number that the check digits are: the first 20 bits of the hash. */
    private static int check(byte[] bytes) {
        return ByteBuffer.wrap(Sha256.digest().digest(bytes)).getInt() >>> 12;
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
