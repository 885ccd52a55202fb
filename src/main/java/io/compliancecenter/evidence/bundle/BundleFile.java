package io.compliancecenter.evidence.bundle;

import io.compliancecenter.support.Sha256;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** The names of the files in a bundle, and the writing of one: last comes the list of the hashes of all the others. */
public final class BundleFile {

    static final String README = "README.txt";
    static final String SUMS = "SHA256SUMS";

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

    public static String terms(long version, String locale) {
        return "terms/" + version + '.' + locale + ".md";
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

    /** What is hashed into the tree for this chain. */
    public static String leaf(long number) {
        return numbered("proofs/", number, ".leaf");
    }

    /** @param sha256 of the key, in lower-case hexadecimal */
    public static String key(String sha256) {
        return "keys/" + sha256 + ".pem";
    }

    /** With as many digits as keep the files in order wherever they are listed by name. */
    private static String numbered(String before, long number, String after) {
        return String.format(Locale.ROOT, "%s%010d%s", before, number, after);
    }

    void add(String name, String text) throws IOException {
        add(name, text.getBytes(StandardCharsets.UTF_8));
    }

    void add(String name, byte[] bytes) throws IOException {
        zip.add(name, bytes);
        sums.append(Sha256.of(bytes)).append("  ").append(name).append('\n');
    }

    /** Completes the bundle. One that was not completed is no ZIP file. */
    void finish() throws IOException {
        zip.add(SUMS, sums.toString().getBytes(StandardCharsets.UTF_8));
        zip.close();
    }
}
