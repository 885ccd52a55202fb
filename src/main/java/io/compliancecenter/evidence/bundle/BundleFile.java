package io.compliancecenter.evidence.bundle;

import io.compliancecenter.evidence.Payload;
import io.compliancecenter.support.Sha256;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Names the files in a bundle, and writes one. Its last file lists the hashes of all others. */
public final class BundleFile {

    static final String README = "README.txt";
    public static final String SUMS = "SHA256SUMS";

    /** The most entries in a bundle. More need a shorter period: verification has to unpack two files for each. */
    public static final int MAX_ENTRIES = 50_000;

    private final CanonicalZip zip;
    private final StringBuilder sums = new StringBuilder();

    BundleFile(OutputStream out) {
        this.zip = new CanonicalZip(out);
    }

    public static String entry(long sequence) {
        return numbered("chain/", sequence, ".entry");
    }

    public static String payload(long sequence) {
        return numbered("payloads/", sequence, ".json");
    }

    /** The terms that the payload of an acceptance names. */
    public static String terms(Payload acceptance) {
        return "terms/" + acceptance.text("terms", "version") + '.' + acceptance.text("terms", "locale") + ".md";
    }

    public static String checkpoint(long number) {
        return numbered("checkpoints/", number, ".txt");
    }

    public static String signature(long number) {
        return numbered("checkpoints/", number, ".sig");
    }

    public static String timestamp(long number) {
        return numbered("checkpoints/", number, ".tst");
    }

    public static String proof(long number) {
        return numbered("proofs/", number, ".txt");
    }

    /** The text of the chain's leaf in the tree. */
    public static String leaf(long number) {
        return numbered("proofs/", number, ".leaf");
    }

    /** @param sha256 of the key, in lower-case hexadecimal */
    public static String key(String sha256) {
        return "keys/" + sha256 + ".pem";
    }

    /** Padded, so that files sorted by name are in order. */
    private static String numbered(String before, long number, String after) {
        return String.format(Locale.ROOT, "%s%010d%s", before, number, after);
    }

    /** The number in the name of a file; -1 if there is none. */
    public static long number(String name) {
        String digits = name.replaceAll("\\D", "");
        return digits.isEmpty() || digits.length() > 18 ? -1 : Long.parseLong(digits);
    }

    void add(String name, String text) throws IOException {
        add(name, text.getBytes(StandardCharsets.UTF_8));
    }

    void add(String name, byte[] bytes) throws IOException {
        zip.add(name, bytes);
        sums.append(Sha256.of(bytes)).append("  ").append(name).append('\n');
    }

    /** Completes the bundle. An incomplete bundle is not a valid ZIP file. */
    void finish() throws IOException {
        zip.add(SUMS, sums.toString().getBytes(StandardCharsets.UTF_8));
        zip.close();
    }
}
