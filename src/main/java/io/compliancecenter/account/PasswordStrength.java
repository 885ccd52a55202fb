package io.compliancecenter.account;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Measures a password in pieces: what is cheap to guess counts as one piece, however long it is. That is a known word, a
 * sequence as on a keyboard or in counting, and anything that is repeated. Every other character is a piece of its own.
 */
final class PasswordStrength {

    private static final int SHORTEST_SEQUENCE = 3;

    /**
     * What comes after them is not looked at: the time grows with their cube, and a single character such as U+FDFA becomes 18 when it
     * is normalized.
     */
    private static final int MOST_CHARACTERS = 128;

    private static final List<String> SEQUENCES = List.of(
            "abcdefghijklmnopqrstuvwxyz",
            "01234567890",
            "qwertyuiop",
            "qwertzuiop",
            "azertyuiop",
            "asdfghjkl",
            "qsdfghjklm",
            "zxcvbnm",
            "yxcvbnm",
            "wxcvbn",
            "1qaz2wsx3edc4rfv5tgb6yhn7ujm",
            "1q2w3e4r5t6y7u8i9o0p",
            "!@#$%^&*()",
            "!\"§$%&/()=");

    /** What people write for letters. */
    private static final String SUBSTITUTES = "0134578@$!";

    private static final String LETTERS = "oieastbasi";

    private final Set<String> words;

    /** @param words in lower case, with letters only */
    PasswordStrength(Set<String> words) {
        this.words = words;
    }

    /** The number of pieces that a password consists of, at least. */
    int pieces(String password) {
        String normalized = Normalizer.normalize(password, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        String text = normalized.substring(0, Math.min(normalized.length(), MOST_CHARACTERS));
        String letters = letters(text);
        int[] fewest = new int[text.length() + 1];
        Arrays.fill(fewest, Integer.MAX_VALUE);
        fewest[0] = 0;
        for (int begin = 0; begin < text.length(); begin++) {
            for (int next = begin + 1; next <= text.length(); next++) {
                if (isPiece(text.substring(begin, next), letters.substring(begin, next))) {
                    fewest[next] = Math.min(fewest[next], fewest[begin] + 1);
                } else {
                    int repeated = period(text, begin, next);
                    if (repeated > 0) {
                        fewest[next] =
                                Math.min(fewest[next], fewest[begin] + pieces(text.substring(begin, begin + repeated)));
                    }
                }
            }
        }
        return fewest[text.length()];
    }

    private boolean isPiece(String piece, String asLetters) {
        return piece.length() == 1
                || words.contains(piece)
                || words.contains(asLetters)
                || isSequence(piece)
                || isYear(piece);
    }

    private static boolean isSequence(String piece) {
        if (piece.length() < SHORTEST_SEQUENCE) {
            return false;
        }
        String backwards = new StringBuilder(piece).reverse().toString();
        return SEQUENCES.stream().anyMatch(sequence -> sequence.contains(piece) || sequence.contains(backwards));
    }

    private static boolean isYear(String piece) {
        return piece.length() == 4
                && (piece.startsWith("19") || piece.startsWith("20"))
                && piece.chars().allMatch(Character::isDigit);
    }

    /** The length of what is repeated between two places, which is at most half of it; zero if nothing is. */
    private static int period(String text, int begin, int end) {
        int length = end - begin;
        for (int period = 1; period <= length / 2; period++) {
            if (length % period == 0 && text.regionMatches(begin, text, begin + period, length - period)) {
                return period;
            }
        }
        return 0;
    }

    private static String letters(String text) {
        StringBuilder letters = new StringBuilder(text);
        for (int i = 0; i < letters.length(); i++) {
            int substitute = SUBSTITUTES.indexOf(letters.charAt(i));
            if (substitute >= 0) {
                letters.setCharAt(i, LETTERS.charAt(substitute));
            }
        }
        return letters.toString();
    }
}
