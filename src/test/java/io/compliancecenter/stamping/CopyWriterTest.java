package io.compliancecenter.stamping;

import static org.assertj.core.api.Assertions.assertThat;

import io.compliancecenter.testing.pdf.LargePdfs;
import io.compliancecenter.testing.pdf.RawPdf;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSString;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class CopyWriterTest {

    /** Takes minutes with PDFBox's own writer. */
    @Test
    @Timeout(100)
    void manyStructureElementsAreWrittenInSeconds() throws IOException {
        int elements = 120_000;
        byte[] source = LargePdfs.structureElements(elements).bytes();

        byte[] copy = StampingTest.stamp(source);
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

    @Test
    void whatWasInObjectStreamsIsInTheCopy() throws IOException {
        byte[] copy = StampingTest.stamp(LargePdfs.tagged(3, 50).packed(20));

        VisibleStamp.assertOnEachPage(copy, 3);
        try (PDDocument document = Loader.loadPDF(copy)) {
            COSArray parents = document.getDocumentCatalog()
                    .getCOSObject()
                    .getCOSDictionary(COSName.STRUCT_TREE_ROOT)
                    .getCOSDictionary(COSName.PARENT_TREE)
                    .getCOSArray(COSName.NUMS);
            COSDictionary last = (COSDictionary) ((COSArray) parents.getObject(5)).getObject(49);
            assertThat(last.getInt(COSName.K)).isEqualTo(49);
            assertThat(last.getCOSDictionary(COSName.PG))
                    .isSameAs(document.getPage(2).getCOSObject());
        }
    }

    /** With PDFBox's own writer, the copy has an entry of 20 bytes for each number that is not in use. */
    @Test
    void aGapInTheObjectNumbersIsClosed() {
        byte[] copy = StampingTest.stamp(LargePdfs.objectNumber(2_000_000));
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
