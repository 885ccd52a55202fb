package io.compliancecenter.stamping;

import static io.compliancecenter.stamping.StampingTest.STAMP;
import static io.compliancecenter.stamping.StampingTest.stamp;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.compliancecenter.support.Sha256;
import io.compliancecenter.testing.pdf.Pdfs;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** The file that a stamped copy is, whatever its pages show. */
class StampedFileTest {

    @Test
    void theCopyIsWrittenAnewSoThatNoPartOfItIsTheOriginal() {
        byte[] source = Pdfs.page("Content");
        String copy = new String(stamp(source), StandardCharsets.ISO_8859_1);
        assertThat(copy.split("%%EOF", -1)).hasSize(2);
    }

    /** Fails without {@code identify} in {@code Stamping}. */
    @Test
    void theSameStampGivesTheSameBytesAlsoInAnotherProcess() throws Exception {
        String here = hash(withoutIdentifiers());
        assertThat(hash(withoutIdentifiers())).isEqualTo(here);
        Process process = new ProcessBuilder(
                        java.nio.file.Path.of(System.getProperty("java.home"), "bin", "java")
                                .toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        "-Duser.language=ar",
                        "-Duser.timezone=Asia/Tokyo",
                        "-XX:+UnlockExperimentalVMOptions",
                        "-XX:hashCode=2",
                        Stamped.class.getName())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(output.lines().filter(line -> line.length() == 64)).containsExactly(here);
    }

    /** In the trailer, which stands behind everything that is found by its position. */
    private static byte[] withoutIdentifiers() {
        return new String(Pdfs.page("Content"), StandardCharsets.ISO_8859_1)
                .replaceFirst("/ID \\[[^]]*]", "")
                .getBytes(StandardCharsets.ISO_8859_1);
    }

    private static String hash(byte[] source) {
        return java.util.HexFormat.of().formatHex(Sha256.digest().digest(stamp(source, CopyStamp.SPECIMEN)));
    }

    /** What the test above runs elsewhere. */
    static final class Stamped {
        public static void main(String[] arguments) {
            System.out.println(hash(withoutIdentifiers()));
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aFullDiskIsAnError() throws IOException {
        try (var full = java.nio.file.Files.newOutputStream(java.nio.file.Path.of("/dev/full"))) {
            byte[] source = Pdfs.page("Content");
            assertThatIOException()
                    .isThrownBy(() -> Stamping.stamp(
                            new RandomAccessReadBuffer(source),
                            StampingPlan.of(new RandomAccessReadBuffer(source)),
                            STAMP,
                            full));
        }
    }
}
