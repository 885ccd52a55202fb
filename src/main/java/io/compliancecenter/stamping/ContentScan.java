package io.compliancecenter.stamping;

import java.io.IOException;
import java.io.InputStream;

/**
 * Counts the operators of a page's content that open something and those that close it. It reads any content to its end in
 * constant memory; PDFBox's parser refuses some content that viewers tolerate, or stops where it cannot read on.
 */
final class ContentScan {

    private int depth;
    private int lowest;
    private int markedContent;
    private boolean text;
    private int next;

    private final InputStream in;
    private final byte[] buffer = new byte[1 << 14];
    private int buffered;
    private int position;

    private ContentScan(InputStream in) {
        this.in = in;
    }

    /** @param content is read to its end and closed */
    static ContentBalance balanceOf(InputStream content) throws IOException {
        try (content) {
            ContentScan scan = new ContentScan(content);
            scan.read();
            scan.scan();
            return new ContentBalance(scan.before(), scan.after());
        }
    }

    private String before() {
        return "q\n".repeat(1 - lowest);
    }

    private String after() {
        return "\n" + (text ? "ET\n" : "") + "EMC\n".repeat(Math.max(0, markedContent))
                + "Q\n".repeat(1 - lowest + depth);
    }

    private void scan() throws IOException {
        while (next >= 0) {
            switch (next) {
                case '%' -> skipComment();
                case '(' -> skipString();
                case '<' -> skipHexadecimal();
                case '/' -> {
                    read();
                    word();
                }
                default -> {
                    if (isRegular(next)) {
                        count(word());
                    } else {
                        read();
                    }
                }
            }
        }
    }

    private void count(String word) throws IOException {
        switch (word) {
            case "q" -> depth++;
            case "Q" -> {
                depth--;
                lowest = Math.min(lowest, depth);
            }
            case "BT" -> text = true;
            case "ET" -> text = false;
            case "BMC", "BDC" -> markedContent++;
            case "EMC" -> markedContent--;
            case "ID" -> skipInlineImage();
            default -> {
                // Q restores whatever other operators change.
            }
        }
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

    /** Operators are short, so that the beginning of anything longer is enough. */
    private String word() throws IOException {
        StringBuilder word = new StringBuilder();
        while (isRegular(next)) {
            if (word.length() < 8) {
                word.append((char) next);
            }
            read();
        }
        return word.toString();
    }

    private void skipComment() throws IOException {
        while (next >= 0 && next != '\n' && next != '\r') {
            read();
        }
    }

    private void skipString() throws IOException {
        int open = 0;
        do {
            if (next == '\\') {
                read();
            } else if (next == '(') {
                open++;
            } else if (next == ')') {
                open--;
            }
            read();
        } while (next >= 0 && open > 0);
    }

    private void skipHexadecimal() throws IOException {
        read();
        if (next == '<') {
            // A dictionary, which contains no operators.
            read();
            return;
        }
        while (next >= 0 && next != '>') {
            read();
        }
    }

    /** Skips to EI between white space. */
    private void skipInlineImage() throws IOException {
        int beforeLast = 0;
        int last = 0;
        int current = 0;
        while (next >= 0 && !(isSpace(beforeLast) && last == 'E' && current == 'I' && isSpace(next))) {
            beforeLast = last;
            last = current;
            current = next;
            read();
        }
    }

    private static boolean isSpace(int character) {
        return character == ' ' || character >= 9 && character <= 13 || character == 0;
    }

    private static boolean isRegular(int character) {
        return character > 0 && !isSpace(character) && "()<>[]{}/%".indexOf(character) < 0;
    }
}
