package io.compliancecenter.tracing;

import io.compliancecenter.stamping.Serial;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A serial that was read or typed with errors, as by optical character recognition. Its check digits tell which serials it may
 * have been; of some 10,000 that are tried, they leave one by chance in a hundred cases. A database tells which of them exists.
 */
final class Misreading {

    private static final int LENGTH = 30;

    /** Groups of five with most of the dashes between them, and with signs that stand for digits. */
    private static final Pattern SIMILAR =
            Pattern.compile("(?=([\\w$&|!]{5}(?:[-~=_.]?[\\w$&|!]{5}){5}))", Pattern.CASE_INSENSITIVE);

    private static final Pattern SEPARATOR = Pattern.compile("[-~=_.]");
    private static final int LEAST_SEPARATORS = 3;

    private static final String DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    private static final Map<Character, String> LOOK_ALIKES =
            lookAlikes("0D 0Q 0C 0G 1J 1T 17 1! 1| 2Z 3B 38 4A 5S 5$ S$ 56"
                    + " 6E 6G 6B 68 6C 7T 7Z 7Y 8B 8S 8& 9G 9Q 9P B& BE BR CG CE DQ DB EF FP FT GQ HN HM HK KX KR MN MW NW PR TY UV VY VW WM"
                    + " XY");

    private Misreading() {}

    /** What looks like a serial in a text without spaces. */
    static List<String> in(String text) {
        List<String> similar = new ArrayList<>();
        Matcher matcher = SIMILAR.matcher(text);
        while (matcher.find()) {
            String read = matcher.group(1);
            if (SEPARATOR.matcher(read).results().count() >= LEAST_SEPARATORS) {
                similar.add(read);
            }
        }
        return similar;
    }

    /**
     * The serials that may have been read so: with up to two characters that look alike, or with any one character that is
     * wrong.
     */
    static Set<Serial> serials(String read) {
        char[] characters = SEPARATOR
                .matcher(read)
                .replaceAll("")
                .toUpperCase(Locale.ROOT)
                .replace('O', '0')
                .replace('I', '1')
                .replace('L', '1')
                .toCharArray();
        Set<Serial> serials = new LinkedHashSet<>();
        if (characters.length == LENGTH) {
            replaceOne(characters, 0, serials, true);
            for (int index = 0; index < LENGTH; index++) {
                char original = characters[index];
                for (char other : DIGITS.toCharArray()) {
                    characters[index] = other;
                    add(characters, serials);
                }
                characters[index] = original;
            }
        }
        return serials;
    }

    private static void replaceOne(char[] characters, int from, Set<Serial> serials, boolean andAnother) {
        for (int index = from; index < LENGTH; index++) {
            char original = characters[index];
            for (char other : LOOK_ALIKES.getOrDefault(original, "").toCharArray()) {
                characters[index] = other;
                add(characters, serials);
                if (andAnother) {
                    replaceOne(characters, index + 1, serials, false);
                }
            }
            characters[index] = original;
        }
    }

    private static void add(char[] characters, Set<Serial> serials) {
        Serial.ofDigits(new String(characters)).ifPresent(serials::add);
    }

    private static Map<Character, String> lookAlikes(String pairs) {
        Map<Character, String> lookAlikes = new LinkedHashMap<>();
        for (String pair : pairs.split(" ")) {
            lookAlikes.merge(pair.charAt(0), pair.substring(1), String::concat);
            lookAlikes.merge(pair.charAt(1), pair.substring(0, 1), String::concat);
        }
        return lookAlikes;
    }
}
