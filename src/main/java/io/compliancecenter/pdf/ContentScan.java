package io.compliancecenter.pdf;

import java.io.IOException;
import java.io.InputStream;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Reads the content of a page as ISO 32000-1 defines it (7.8.2 and annex A). Viewers tolerate content that ends inside a token,
 * lacks operands, or leaves graphics states, text or marked content open, but they differ in what they draw after it.
 */
public final class ContentScan {

    /** The types of an operator's operands: n for a number, / for a name, s for a string, a for an array, d for a dictionary. */
    private static final Map<String, String> OPERANDS = operands(
            ": b B b* B* f F f* n s S h W W* q Q BT ET T* EMC",
            "n: w J j M i Tc Tw Tz TL Ts Tr g G",
            "nn: m l Td TD",
            "nnn: rg RG",
            "nnnn: v y re k K",
            "nnnnnn: cm c Tm",
            "/: ri gs cs CS sh Do BMC MP",
            "/n: Tf",
            "an: d",
            "s: Tj '",
            "nns: \"",
            "a: TJ");

    private static final Pattern PROPERTIES = Pattern.compile("/[d/]");
    private static final Pattern COLOR = Pattern.compile("n+");
    private static final Pattern COLOR_OR_PATTERN = Pattern.compile("n*/?");

    /** For those with any number of them. */
    private static final Map<String, Pattern> VARYING_OPERANDS = Map.of(
            "BDC", PROPERTIES,
            "DP", PROPERTIES,
            "sc", COLOR,
            "SC", COLOR,
            "scn", COLOR_OR_PATTERN,
            "SCN", COLOR_OR_PATTERN);

    private static final BitSet SPACES = set("\0\t\n\f\r ");
    private static final BitSet DELIMITERS = set("()<>[]{}/%");

    private static final int MAX_DEPTH = 500;
    private static final int MAX_OPERANDS = 40;

    /** Longer than any operator or usual number. */
    private static final int MAX_WORD = 39;

    private final InputStream in;
    private final byte[] buffer = new byte[1 << 14];
    private int buffered;
    private int position;
    private int next;

    private final char[] word = new char[MAX_WORD];
    private int length;

    /** The types of the operands since the last operator. */
    private final StringBuilder operands = new StringBuilder();

    /** The arrays and dictionaries that are open. */
    private final StringBuilder nesting = new StringBuilder();

    /** How many values each of them has so far. */
    private final int[] values = new int[MAX_DEPTH];

    private int states;
    private int markedContent;
    private boolean text;
    private boolean path;
    private boolean regular = true;

    private ContentScan(InputStream in) {
        this.in = in;
    }

    /**
     * Whether the content follows the standard and closes what it opens, so that every viewer draws what comes after it in the
     * same way. Content with inline images is not regular, because viewers find the end of their data in different ways.
     *
     * @param content is read until this is known, and closed
     */
    public static boolean isRegular(InputStream content) throws IOException {
        try (content) {
            ContentScan scan = new ContentScan(content);
            scan.scan();
            return scan.regular;
        }
    }

    private static Map<String, String> operands(String... lines) {
        Map<String, String> operands = new HashMap<>();
        for (String line : lines) {
            String[] parts = line.split(": ", 2);
            for (String operator : parts[1].split(" ")) {
                operands.put(operator, parts[0]);
            }
        }
        return operands;
    }

    private void scan() throws IOException {
        read();
        while (regular && next >= 0) {
            switch (next) {
                case '%' -> skipComment();
                case '(' -> readString();
                case '<' -> readHexadecimalOrDictionary();
                case '>' -> {
                    read();
                    require(next == '>');
                    close('d');
                }
                case '[' -> open('a');
                case ']' -> close('a');
                case '/' -> {
                    read();
                    readWord();
                    operand('/');
                }
                default -> {
                    if (isSpace(next)) {
                        read();
                    } else {
                        require(isWord(next));
                        readWord();
                        takeWord();
                    }
                }
            }
        }
        require(states == 0 && markedContent == 0 && !text && !path && operands.isEmpty() && nesting.isEmpty());
    }

    private void require(boolean condition) {
        regular &= condition;
    }

    private void read() throws IOException {
        if (position == buffered) {
            position = 0;
            buffered = in.read(buffer, 0, buffer.length);
            if (buffered <= 0) {
                buffered = 0;
                next = -1;
                return;
            }
        }
        next = buffer[position++] & 0xFF;
    }

    /** Reads a number, a name or an operator into {@link #word}. */
    private void readWord() throws IOException {
        length = 0;
        while (isWord(next)) {
            require(length < MAX_WORD);
            if (!regular) {
                return;
            }
            word[length++] = (char) next;
            read();
        }
    }

    private void skipComment() throws IOException {
        while (next >= 0 && next != '\n' && next != '\r') {
            read();
        }
    }

    private void readString() throws IOException {
        int open = 0;
        do {
            if (next == '\\') {
                read();
            } else if (next == '(') {
                open++;
            } else if (next == ')') {
                open--;
            }
            require(next >= 0);
            read();
        } while (regular && open > 0);
        operand('s');
    }

    private void readHexadecimalOrDictionary() throws IOException {
        read();
        if (next == '<') {
            open('d');
            return;
        }
        while (isSpace(next) || Character.digit(next, 16) >= 0) {
            read();
        }
        require(next == '>');
        read();
        operand('s');
    }

    private void open(char type) throws IOException {
        require(nesting.length() < MAX_DEPTH);
        if (regular) {
            values[nesting.length()] = 0;
            nesting.append(type);
        }
        read();
    }

    private void close(char type) throws IOException {
        int last = nesting.length() - 1;
        require(last >= 0 && nesting.charAt(last) == type && (type == 'a' || values[last] % 2 == 0));
        if (regular) {
            nesting.setLength(last);
            operand(type);
        }
        read();
    }

    private void operand(char type) {
        if (nesting.isEmpty()) {
            operands.append(type);
            require(operands.length() <= MAX_OPERANDS);
        } else {
            int last = nesting.length() - 1;
            // The keys of a dictionary are names.
            require(nesting.charAt(last) == 'a' || values[last] % 2 == 1 || type == '/');
            values[last]++;
        }
    }

    private void takeWord() {
        if (isNumber()) {
            operand('n');
            return;
        }
        String name = new String(word, 0, length);
        if (!nesting.isEmpty()) {
            require(name.equals("true") || name.equals("false") || name.equals("null"));
            operand('k');
            return;
        }
        String expected = OPERANDS.get(name);
        Pattern varying = expected == null ? VARYING_OPERANDS.get(name) : null;
        require(
                expected != null
                        ? expected.contentEquals(operands)
                        : varying != null && varying.matcher(operands).matches());
        operands.setLength(0);
        follow(name);
    }

    private void follow(String operator) {
        switch (operator) {
            case "q" -> {
                states++;
                require(!text && !path && states <= MAX_DEPTH);
            }
            case "Q" -> {
                states--;
                require(!text && !path && states >= 0);
            }
            case "BT" -> {
                require(!text && !path);
                text = true;
            }
            case "ET" -> {
                require(text);
                text = false;
            }
            case "BMC", "BDC" -> markedContent++;
            case "EMC" -> {
                markedContent--;
                require(markedContent >= 0);
            }
            case "m", "re" -> path = true;
            case "l", "c", "v", "y", "h", "W", "W*" -> require(path);
            case "b", "B", "b*", "B*", "f", "F", "f*", "n", "s", "S" -> path = false;
            default -> {
                // The graphics state, which Q restores, or what is drawn
            }
        }
    }

    private boolean isNumber() {
        int digits = 0;
        int points = 0;
        for (int index = 0; index < length; index++) {
            char character = word[index];
            if (character >= '0' && character <= '9') {
                digits++;
            } else if (character == '.') {
                points++;
            } else if (index > 0 || character != '+' && character != '-') {
                return false;
            }
        }
        return digits > 0 && points <= 1;
    }

    private static boolean isSpace(int character) {
        return character >= 0 && SPACES.get(character);
    }

    private static boolean isWord(int character) {
        return character >= 0 && !SPACES.get(character) && !DELIMITERS.get(character);
    }

    private static BitSet set(String characters) {
        BitSet set = new BitSet();
        characters.chars().forEach(set::set);
        return set;
    }
}
