package io.compliancecenter.stamping;

import static org.assertj.core.api.Assertions.assertThat;

import io.compliancecenter.testing.RawPdf;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSString;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.junit.jupiter.api.Test;

class CopyWriterTest {

    /** Takes a minute with PDFBox's own writer. */
    @Test
    void manyStructureElementsAreWrittenInSeconds() throws IOException {
        int elements = 80_000;
        String references = IntStream.range(6, 6 + elements)
                .mapToObj(number -> number + " 0 R")
                .collect(Collectors.joining(" "));
        RawPdf pdf = RawPdf.of(
                        "<< /Type /Catalog /Pages 2 0 R /StructTreeRoot 4 0 R >>",
                        "<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
                        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 300] >>",
                        "<< /Type /StructTreeRoot /K 5 0 R >>",
                        "<< /Type /StructElem /S /Document /P 4 0 R /K [" + references + "] >>")
                .and(IntStream.range(0, elements)
                        .mapToObj(number -> "<< /Type /StructElem /S /P /P 5 0 R /Pg 3 0 R /K " + number + " >>")
                        .toArray(String[]::new));
        byte[] source = pdf.bytes();

        long start = System.nanoTime();
        byte[] copy = StampingTest.stamp(source);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
        try (PDDocument document = Loader.loadPDF(copy)) {
            COSArray kids = document.getDocumentCatalog()
                    .getCOSObject()
                    .getCOSDictionary(COSName.STRUCT_TREE_ROOT)
                    .getCOSDictionary(COSName.K)
                    .getCOSArray(COSName.K);
            assertThat(kids.size()).isEqualTo(elements);
            assertThat(((COSDictionary) kids.getObject(elements - 1)).getInt(COSName.K))
                    .isEqualTo(elements - 1);
        }
    }

    /** With PDFBox's own writer, the copy has an entry of 20 bytes for each number that is not in use. */
    @Test
    void aGapInTheObjectNumbersIsClosed() {
        String content = "<< /Length 13 >>\nstream\n0 0 m 9 9 l S\nendstream";
        byte[] source =
                RawPdf.page("/MediaBox [0 0 300 300] /Contents 2000000 0 R").bytes();
        String text = new String(source, StandardCharsets.ISO_8859_1);
        int xref = text.indexOf("xref\n");
        String gap = text.substring(0, xref) + "2000000 0 obj\n" + content + "\nendobj\n"
                + text.substring(xref)
                        .replaceFirst(
                                "trailer\n<< /Size 4",
                                "2000000 1\n%010d 00000 n \ntrailer\n<< /Size 2000001".formatted(xref))
                        .replaceFirst(
                                "startxref\n\\d+",
                                "startxref\n"
                                        + (xref
                                                + "2000000 0 obj\n".length()
                                                + content.length()
                                                + "\nendobj\n".length()));

        byte[] copy = StampingTest.stamp(gap.getBytes(StandardCharsets.ISO_8859_1));
        assertThat(copy).hasSizeLessThan(20_000);
        assertThat(new String(copy, StandardCharsets.ISO_8859_1)).contains("0 0 m 9 9 l S");
    }

    @Test
    void valuesOfAllKindsAreWhatTheyWere() throws IOException {
        byte[] source = RawPdf.page(
                        "/MediaBox [0 0 300 300] /Odd [true null -1.5 7 (a\\)\\n) <FEFF00E4> /N#20ame [[] [1 [2]]]"
                                + " << /Of << /Depth 2 >> >> 4 0 R 4 0 R 5 0 R 99 0 R 6 0 R]",
                        "(indirect)",
                        "[3 0 R]",
                        "null")
                .bytes();
        try (PDDocument before = Loader.loadPDF(source);
                PDDocument after = Loader.loadPDF(StampingTest.stamp(source))) {
            String references = "COSObject\\{\\d+ 0 R}";
            assertThat(odd(after).toString().replaceAll(references, "R"))
                    .isEqualTo(odd(before).toString().replaceAll(references, "R"));
            assertThat(odd(after).getObject(9)).isSameAs(odd(after).getObject(10));
            assertThat(((COSString) odd(after).getObject(9)).getString()).isEqualTo("indirect");
            assertThat(odd(after).getObject(12)).isNull();
            assertThat(odd(after).getObject(13)).isNull();
            COSArray toPage = (COSArray) odd(after).getObject(11);
            assertThat(toPage.getObject(0)).isSameAs(after.getPage(0).getCOSObject());
        }
    }

    private static COSArray odd(PDDocument document) {
        return document.getPage(0).getCOSObject().getCOSArray(COSName.getPDFName("Odd"));
    }
}
