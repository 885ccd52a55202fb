package io.compliancecenter.publishing.pdfcheck;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.compliancecenter.catalogue.published.PublishedDocument;
import io.compliancecenter.catalogue.published.PublishedDocument.CopyKind;
import io.compliancecenter.testing.pdf.LargePdfs;
import io.compliancecenter.testing.pdf.RawPdf;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(300)
class PdfChecksTest {

    /** For a busy machine. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir
    Path temporary;

    Path directory;

    @BeforeEach
    void aPathWithSpacesAndMore() throws IOException {
        directory = Files.createDirectories(temporary.resolve("a path with \"quotes\", Ünicode & more"));
    }

    private List<CheckedPdf> check(Duration timeout, byte[]... pdfs) throws IOException {
        return new PdfChecks(timeout)
                .check(List.of(pdfs).stream()
                        .map(pdf -> TestPdfs.write(directory, pdf))
                        .toList());
    }

    private static CheckedPdf fit(int pages) {
        return new CheckedPdf(new PublishedDocument(pages, CopyKind.STAMPED), PdfMetadata.NONE, "", Map.of(), null);
    }

    @Test
    void tellsOfEachFileWhatCameOfIt() throws IOException {
        byte[] pdf = TestPdfs.encrypted("", TestPdfs.page("For everybody to read"));
        byte[] damaged = TestPdfs.encrypted("", TestPdfs.pages(501));
        List<CheckedPdf> all =
                check(PATIENCE, TestPdfs.pages(3), "no".getBytes(UTF_8), TestPdfs.pages(2), pdf, pdf, damaged);

        assertThat(all.subList(0, 3))
                .containsExactly(fit(3), CheckedPdf.refused(PdfObjection.NOT_A_PDF.what()), fit(2));
        // Protected against changes, it is checked without its protection.
        CheckedPdf checked = all.get(3);
        CheckedPdf again = all.get(4);
        assertThat(checked.document()).isEqualTo(new PublishedDocument(1, CopyKind.STAMPED));
        assertThat(checked.objection()).isEmpty();
        assertThat(checked.unprotected()).hasSameBinaryContentAs(again.unprotected());
        try (PDDocument document = Loader.loadPDF(checked.unprotected().toFile())) {
            assertThat(document.isEncrypted()).isFalse();
            assertThat(new PDFTextStripper().getText(document)).contains("For everybody to read");
        }
        assertThat(all.get(5)).isEqualTo(CheckedPdf.refused(PdfObjection.TOO_MANY_PAGES.what()));
    }

    /**
     * The first file is 1 MB, and PDFBox would take 1 GiB to load it; the third unpacks to 256 MiB. Fails without {@code
     * -XX:+ExitOnOutOfMemoryError} in {@code ChildJvm}; without a process of its own, it is this JVM that runs out of memory. For
     * the second file, it fails without {@code DeliveryMemory}, which leaves less than the content takes.
     */
    @Test
    void whatDoesNotFitIntoMemoryIsRefusedWithItsPlaceAndTheOthersAreStillChecked() throws IOException {
        byte[] bomb = TestPdfs.objectsThatUnpackTo(1024);
        byte[] undeliverable = LargePdfs.content(96 << 20, "<< /Predictor 12 /Columns 1023 >>");
        byte[] largeContent = RawPdf.page(
                        "/MediaBox [0 0 300 300] /Contents 4 0 R",
                        RawPdf.stream("/Filter /RunLengthDecode", "\201".repeat(4 << 20)))
                .bytes();

        assertThat(bomb).hasSizeLessThan(1_100_000);
        assertThat(check(
                        PATIENCE,
                        bomb,
                        undeliverable,
                        largeContent,
                        LargePdfs.content(16 << 20, "<< /Columns 5 >>"),
                        LargePdfs.objectNumber(1_000_000)))
                .containsExactly(
                        CheckedPdf.refused(
                                "could not be checked with 192 MiB of memory; print it to a PDF, or publish it in parts, each as a"
                                        + " certificate of its own"),
                        CheckedPdf.refused(
                                "cannot be checked and stamped with the memory of a small server, because of the content of page 1;"
                                        + " print it to a PDF, or publish it in parts, each as a certificate of its own"),
                        CheckedPdf.refused(
                                "cannot be checked and stamped with the memory of a small server, because of page 1, object 4;"
                                        + " print it to a PDF, or publish it in parts, each as a certificate of its own"),
                        // Small files that unpack to much are published if they can be delivered.
                        fit(1),
                        fit(1));
    }

    /** Fails without the second check of a file that ends the process, which has the maps of the fonts before it in memory. */
    @Test
    void whatRunsOutOfMemoryAfterOtherFilesIsCheckedAgainWithoutThem() throws IOException {
        Path fonts = TestPdfs.write(directory, asianFonts());
        Path large = TestPdfs.write(directory, LargePdfs.content(60 << 20, "<< /Predictor 12 /Columns 1023 >>"));
        try (PdfCheckProcess process = PdfCheckProcess.start(List.of(fonts, large))) {
            assertThat(process.answer(PATIENCE)).startsWith("1 STAMPED");
            assertThat(process.answer(PATIENCE)).isEmpty();
            assertThat(process.ranOutOfMemory()).isTrue();
        }

        assertThat(new PdfChecks(PATIENCE).check(List.of(fonts, large))).containsExactly(fit(1), fit(1));
    }

    /** Whose encodings PDFBox keeps once it has read them. */
    private static byte[] asianFonts() {
        StringBuilder fonts = new StringBuilder();
        StringBuilder content = new StringBuilder("BT ");
        for (String encoding : List.of(
                "Japan1 UniJIS-UTF16-H",
                "Japan1 UniJIS-UCS2-H",
                "GB1 UniGB-UTF16-H",
                "GB1 UniGB-UCS2-H",
                "GB1 GBK2K-H",
                "CNS1 UniCNS-UTF16-H",
                "CNS1 UniCNS-UCS2-H",
                "Korea1 UniKS-UTF16-H",
                "Korea1 UniKS-UCS2-H")) {
            String[] words = encoding.split(" ");
            content.append("/" + words[1] + " 9 Tf ");
            fonts.append("""
                    /%2$s << /Type /Font /Subtype /Type0 /BaseFont /Any /Encoding /%2$s /DescendantFonts [ <<
                    /Type /Font /Subtype /CIDFontType0 /BaseFont /Any /FontDescriptor << /FontName /Any /Flags 4 >>
                    /CIDSystemInfo << /Registry (Adobe) /Ordering (%1$s) /Supplement 2 >> >> ] >>
                    """.formatted(words[0], words[1]));
        }
        return RawPdf.page(
                        "/MediaBox [0 0 300 300] /Contents 4 0 R /Resources << /Font << " + fonts + " >> >>",
                        RawPdf.stream("", content + "ET"))
                .bytes();
    }

    @Test
    void noFilesNeedNoProcess() throws IOException {
        assertThat(check(PATIENCE)).isEmpty();
    }
}
