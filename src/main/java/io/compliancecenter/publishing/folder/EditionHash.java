package io.compliancecenter.publishing.folder;

import io.compliancecenter.support.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Collects what is read of a folder, and tells one edition from another by a hash of it: of the names and contents of the files,
 * and not of their times, their owners, or files that nobody asks for.
 */
public final class EditionHash {

    private final SortedMap<String, String> files = new TreeMap<>();

    /** Adds a text. Line ends do not count: a checkout may change them. */
    void addText(String name, String text) {
        add(name, hex(text.replace("\r\n", "\n").getBytes(StandardCharsets.UTF_8)));
    }

    /** @param sha256 of the file's bytes, in lower-case hexadecimal */
    void add(String name, String sha256) {
        files.put(name, sha256);
    }

    /** The hash of everything that was added, in whatever order, in lower-case hexadecimal. */
    String value() {
        StringBuilder lines = new StringBuilder();
        files.forEach(
                (name, sha256) -> lines.append(sha256).append("  ").append(name).append('\n'));
        return hex(lines.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(Sha256.digest().digest(bytes));
    }
}
