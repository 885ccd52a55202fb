package io.compliancecenter.evidence.verification;

import io.compliancecenter.evidence.bundle.BundleFile;
import io.compliancecenter.evidence.bundle.CanonicalZip;
import io.compliancecenter.support.Sha256;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** The files of a bundle to verify. Nothing in it is trusted. */
final class BundleContents implements Closeable {

    /** Larger than any file that belongs in one: terms have at most 1 MiB. */
    private static final int MAX_FILE = 4 << 20;

    /** It has two lines of at most 100 bytes for each entry, and fewer for everything else than fit into another file. */
    private static final int MAX_SUMS = MAX_FILE + 200 * BundleFile.MAX_ENTRIES;

    private static final Pattern SUM = Pattern.compile("([0-9a-f]{64})  (\\S+)");

    private static final Pattern NAME = Pattern.compile(
            "README\\.txt|SHA256SUMS|chain/\\d{10,}\\.entry|payloads/\\d{10,}\\.json|terms/\\d+\\.[A-Za-z0-9-]+\\.md"
                    + "|checkpoints/\\d{10,}\\.(txt|sig|tst)|proofs/\\d{10,}\\.(txt|leaf)|keys/[0-9a-f]{64}\\.pem");

    private final Path path;
    private final ZipFile zip;
    private final Map<String, ZipEntry> files = new LinkedHashMap<>();

    /** @throws IOException if it cannot be read, or is no ZIP file */
    BundleContents(Path path) throws IOException {
        this.path = path;
        try {
            this.zip = new ZipFile(path.toFile());
        } catch (IllegalArgumentException malformed) {
            throw new IOException("is not a ZIP file: " + malformed.getMessage(), malformed);
        }
        zip.stream().forEach(entry -> files.put(entry.getName(), entry));
    }

    /** Checks that the container is what its files make, and that they match its list of hashes. */
    void check(VerificationReport report) {
        long before = report.count();
        files.keySet().stream()
                .filter(name -> !NAME.matcher(name).matches())
                .forEach(name -> report.problem("'%s' does not belong in a bundle", name));
        checkSums(report);
        checkContainer(report);
        if (report.count() == before) {
            report.ok("%d files, as %s lists them", files.size(), BundleFile.SUMS);
        }
    }

    private void checkSums(VerificationReport report) {
        Map<String, String> sums = new TreeMap<>();
        for (String line : text(BundleFile.SUMS).lines().toList()) {
            Matcher sum = SUM.matcher(line);
            if (!sum.matches() || sums.put(sum.group(2), sum.group(1)) != null) {
                report.problem("%s has a malformed line: %s", BundleFile.SUMS, line);
            }
        }
        for (String name : files.keySet()) {
            if (!name.equals(BundleFile.SUMS)) {
                String expected = sums.remove(name);
                Optional<byte[]> bytes = bytes(name);
                if (expected == null) {
                    report.problem("'%s' is not listed in %s", name, BundleFile.SUMS);
                } else if (bytes.isEmpty() || !Sha256.of(bytes.get()).equals(expected)) {
                    report.problem("'%s' is not the file that %s lists", name, BundleFile.SUMS);
                }
            }
        }
        sums.keySet().forEach(name -> report.problem("'%s' is missing", name));
    }

    /** Writes the container again from its files: so every byte of it is accounted for. */
    private void checkContainer(VerificationReport report) {
        try (DigestInputStream original = new DigestInputStream(Files.newInputStream(path), Sha256.digest());
                DigestOutputStream copy = new DigestOutputStream(OutputStream.nullOutputStream(), Sha256.digest());
                CanonicalZip zip = new CanonicalZip(new BufferedOutputStream(copy))) {
            for (String name : files.keySet()) {
                zip.add(name, bytes(name).orElse(new byte[0]));
            }
            zip.close();
            original.transferTo(OutputStream.nullOutputStream());
            if (!MessageDigest.isEqual(
                    original.getMessageDigest().digest(),
                    copy.getMessageDigest().digest())) {
                report.problem("the ZIP file is not the one that its files make: something in it is changed or added");
            }
        } catch (IOException | RuntimeException unreadable) {
            report.problem("the ZIP file cannot be read as a whole: %s", unreadable.getMessage());
        }
    }

    /** The names with a prefix, in order. */
    List<String> names(String prefix) {
        return files.keySet().stream()
                .filter(name -> name.startsWith(prefix))
                .sorted()
                .toList();
    }

    boolean has(String name) {
        return files.containsKey(name);
    }

    /** The text of a file; empty if it is not there, or cannot be read. */
    String text(String name) {
        return bytes(name)
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                .orElse("");
    }

    /** The bytes of a file; empty if it is not there, or cannot be read. */
    Optional<byte[]> bytes(String name) {
        ZipEntry entry = files.get(name);
        int limit = name.equals(BundleFile.SUMS) ? MAX_SUMS : MAX_FILE;
        if (entry == null || entry.getSize() > limit) {
            return Optional.empty();
        }
        try (InputStream in = zip.getInputStream(entry)) {
            byte[] bytes = in.readNBytes(limit + 1);
            return bytes.length > limit ? Optional.empty() : Optional.of(bytes);
        } catch (IOException | RuntimeException unreadable) {
            return Optional.empty();
        }
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }
}
