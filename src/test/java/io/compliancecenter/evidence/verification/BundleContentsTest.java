package io.compliancecenter.evidence.verification;

import static org.assertj.core.api.Assertions.assertThat;

import io.compliancecenter.evidence.bundle.BundleFile;
import io.compliancecenter.evidence.bundle.CanonicalZip;
import io.compliancecenter.support.Sha256;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BundleContentsTest {

    private static final byte[] CONTENT = "Any".getBytes(StandardCharsets.US_ASCII);

    @TempDir
    Path directory;

    /** Every bundle that can be downloaded can be verified. The files have the longest names. */
    // BundleContents: MAX_SUMS
    @Test
    void theLargestBundleIsAsItsSumsListIt() throws IOException {
        Path path = directory.resolve("largest.zip");
        StringBuilder sums = new StringBuilder();
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(path));
                CanonicalZip zip = new CanonicalZip(out)) {
            for (int entry = 0; entry < BundleFile.MAX_ENTRIES; entry++) {
                long sequence = Long.MAX_VALUE - entry;
                for (String name : List.of(BundleFile.entry(sequence), BundleFile.payload(sequence))) {
                    zip.add(name, CONTENT);
                    sums.append(Sha256.of(CONTENT)).append("  ").append(name).append('\n');
                }
            }
            zip.add(BundleFile.SUMS, sums.toString().getBytes(StandardCharsets.US_ASCII));
        }

        VerificationReport report = new VerificationReport(new PrintStream(OutputStream.nullOutputStream()));
        try (BundleContents bundle = new BundleContents(path)) {
            bundle.check(report);
        }
        assertThat(report.problems()).isEmpty();
    }
}
