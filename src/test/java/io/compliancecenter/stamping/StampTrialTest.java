package io.compliancecenter.stamping;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.compliancecenter.testing.pdf.Pdfs;
import io.compliancecenter.testing.pdf.RawPdf;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StampTrialTest {

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/MediaBox [0 0 595 842]",
                "/MediaBox [0 0 595 842] /Rotate 90",
                "/MediaBox [0 0 595 842] /Rotate 180 /CropBox [100 -9 300 300]",
                "/MediaBox [-300 -200 1500 1500] /CropBox [-123 77 377 777] /Rotate 270",
                "/MediaBox [0 0 3 3]",
                "/MediaBox [0 0 5 900]",
                "/MediaBox [0 0 9000 30] /Rotate 90",
                "/MediaBox [0 0 14400 14400]",
                "/MediaBox [0 0 14400 14400] /UserUnit 50",
                "/MediaBox [0 0 10 14] /UserUnit 50 /Rotate 90",
                "/MediaBox [100000 100000 100595 100842]"
            })
    void theStampIsSeenOnPagesOfAnySize(String boxes) {
        assertThatCode(() -> tryOn(RawPdf.page(boxes).bytes(), 1)).doesNotThrowAnyException();
    }

    /** Fails if annotations are left out, in {@code StampRenderer}, of what is drawn. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                // Without an appearance
                "/Subtype /Square /Rect [0 0 300 300] /IC [1 1 0] /C [1 0 0]",
                "/Subtype /Widget /FT /Tx /T (f) /Rect [0 5 300 30] /V (x) /MK << /BG [0 0 1] >> /DA (/F1 9 Tf)",
                "/Subtype /FreeText /Rect [90 10 200 30] /Contents (over it) /DA (/F1 12 Tf)",
                "/Subtype /Foo /Rect [90 10 200 30]",
                // The icon of a note is larger than the note
                "/Subtype /Text /Rect [100 32 101 33] /Contents (A note)",
                // A thick frame
                "/Subtype /Link /Rect [0 0 300 30] /Border [0 0 40]",
                "/Subtype /Link /Rect [0 0 300 30] /BS << /W 40 >>",
                // With one that is drawn
                "/Subtype /Square /Rect [0 0 300 300] /AP << /N 5 0 R >>",
                "/Subtype /Stamp /Rect [0 0 300 300] /AP << /N 5 0 R >> /F 32",
                "/Subtype /Stamp /Rect [0 0 300 300] /AP << /N 5 0 R >> /OC 6 0 R",
                "/Subtype /Widget /FT /Btn /Rect [0 0 300 50] /AS /On /AP << /N << /On 5 0 R >> >>",
                "/Subtype /Link /Rect [0 0 300 50] /AP << /N 5 0 R >>",
                // With one that cannot be read
                "/Subtype /Stamp /Rect [0 0 300 300] /AP << /N 7 0 R >>"
            })
    void anAnnotationOverTheStampIsRefused(String annotation) {
        refused(annotated(annotation), "an annotation or a form field lies over the stamp at the bottom of page 1");
    }

    /** On a page that is turned, they are drawn beside their rectangles. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/Subtype /Text /Rect [45 90 65 110] /Contents (A note) /F 1",
                "/Subtype /Square /Rect [45 20 265 65] /C [1 0 0] /F 20",
                "/Subtype /Stamp /Rect [45 20 265 65] /AP << /N 5 0 R >> /F 20"
            })
    void anUprightAnnotationOverTheStampIsRefused(String annotation) {
        String page = new String(annotated(annotation), StandardCharsets.ISO_8859_1);
        refused(
                page.replace("/Annots", "/Rotate 270 /Annots").getBytes(StandardCharsets.ISO_8859_1),
                "an annotation or a form field lies over the stamp at the bottom of page 1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/Subtype /Square /Rect [0 100 300 300] /IC [1 1 0] /C [1 0 0]",
                "/Subtype /Stamp /Rect [0 50 300 300] /AP << /N 5 0 R >>",
                "/Subtype /Stamp /Rect [0 0 300 300] /AP << /N 5 0 R >> /F 2",
                "/Subtype /Stamp /Rect [0 0 300 300] /AP << /N 8 0 R >>",
                "/Subtype /Widget /FT /Btn /Rect [0 0 300 50] /AS /Off /AP << /N << /On 5 0 R >> >>",
                "/Subtype /Widget /FT /Sig /T (s) /Rect [0 0 0 0]",
                "/Subtype /Link /Rect [0 0 300 50]",
                "/Subtype /Link /Rect [0 0 300 50] /Border [0 0 1]",
                "/Subtype /Popup /Rect [0 0 300 50]",
                "/Rect [0 100 300 150]",
                "/Subtype /Foo"
            })
    void otherAnnotationsAreNot(String annotation) {
        byte[] pdf = annotated(annotation);
        assertThatCode(() -> tryOn(pdf, 1)).doesNotThrowAnyException();
        VisibleStamp.assertOnEachPage(StampingTest.stamp(pdf), 1);
    }

    private static byte[] annotated(String annotation) {
        return RawPdf.page(
                        "/MediaBox [0 0 300 300] /Annots [4 0 R]",
                        "<< /Type /Annot " + annotation + " >>",
                        RawPdf.stream("/Type /XObject /Subtype /Form /BBox [0 0 9 9]", "1 0 0 rg 0 0 9 9 re f"),
                        "<< /Type /OCG /Name (Layer) >>",
                        RawPdf.stream("/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Filter /Foo", "0 0 9 9 re f"),
                        RawPdf.stream("/Type /XObject /Subtype /Form /BBox [0 0 9 9]", "1 0 0 RG 0.2 w 0 0 9 9 re S"))
                .bytes();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/OC /L BDC", "/N Do", "/OC /L BDC (abc"})
    void aLayerThatDoesNotEndIsRefused(String content) {
        refused(
                RawPdf.page(
                                "/MediaBox [0 0 300 300] /Contents 4 0 R /Resources 5 0 R",
                                RawPdf.stream("", content),
                                "<< /Properties << /L 6 0 R >> /XObject << /N 7 0 R >> >>",
                                "<< /Type /OCG /Name (Layer) >>",
                                RawPdf.stream(
                                        "/Type /XObject /Subtype /Form /BBox [0 0 300 300] /Resources 5 0 R",
                                        "/OC /L BDC 1 0 0 rg 0 0 300 300 re f"))
                        .bytes(),
                "the content of page 1 begins a layer without an end");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/X Do",
                "BI /W 0 /H 2 /BPC 8 /CS /G ID ab EI",
                "BI /H 2 /BPC 8 /CS /G ID ab EI",
                "BI /W 2 /H -2 /BPC 8 /CS /G ID ab EI",
                "BI /W 2 /H 2 /BPC 77 /CS /G ID ab EI",
                "BI /W 99999999 /H 2 /BPC 8 /CS /G ID ab EI",
                "BI /W 60000 /H 60000 /BPC 8 /CS /G ID ab EI",
                "BI /W 2 /H 2.5 /BPC 8 /CS /G ID ab EI",
                "BI /W 2 /H 2 /BPC 3 /CS /G ID ab EI",
                "BI /W 2 /H 2 /BPC 8 /CS /G /F /Fl /DP << /Columns 999999999 >> ID ab EI",
                "BI /W 2 /H 2 /BPC 1 /CS /G /F /CCF /DP [<< /K -1 /Columns -5 >>] ID ab EI",
                "/J Do",
                "BI /W 2 /H 2 [ /BPC 8 /CS /G ID ab EI"
            })
    void anImageAtWhichViewersStopIsRefused(String content) {
        refused(
                RawPdf.page(
                                "/MediaBox [0 0 300 300] /Contents 4 0 R /Resources << /XObject << /X 5 0 R /J 7 0 R >> >>",
                                RawPdf.stream("", content),
                                RawPdf.stream(
                                        "/Subtype /Image /Width 2 /Height 2 /BitsPerComponent 8 /ColorSpace /DeviceGray"
                                                + " /SMask 6 0 R",
                                        "abcd"),
                                RawPdf.stream("/Subtype /Image", "abcd"),
                                RawPdf.stream("/Subtype /Image /Width 2 /Height 2 /Filter /JPXDecode", "abcd"))
                        .bytes(),
                "page 1 has an image without a valid size");
    }

    /** MuPDF stops there, too. */
    @ParameterizedTest
    @ValueSource(strings = {"/X Do", "/F Do", "BI /W 2 /H 2 /BPC 3 /CS /G ID abcd EI"})
    void soIsOneInAPattern(String tile) {
        refused(
                RawPdf.page(
                                "/MediaBox [0 0 300 300] /Contents 4 0 R /Resources << /Pattern << /P 5 0 R >> >>",
                                RawPdf.stream("", "/Pattern cs /P scn 99 99 50 50 re f"),
                                RawPdf.stream(
                                        "/PatternType 1 /PaintType 1 /TilingType 1 /BBox [0 0 9 9] /XStep 9 /YStep 9"
                                                + " /Resources 6 0 R",
                                        tile),
                                "<< /XObject << /F 7 0 R " + (tile.startsWith("/X") ? "/X 8 0 R" : "") + " >> >>",
                                RawPdf.stream(
                                        "/Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << "
                                                + (tile.startsWith("/F") ? "/X 8 0 R" : "") + " >> >>",
                                        "/X Do"),
                                RawPdf.stream("/Subtype /Image /Width 0 /Height 2", "abcd"))
                        .bytes(),
                "page 1 has an image without a valid size in a form, a pattern or a glyph");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/MediaBox [0 0 2 100]", "/MediaBox [0 0 14400 14400] /UserUnit 75000"})
    void aPageThatIsNoneIsRefused(String boxes) {
        refused(RawPdf.page(boxes).bytes(), "page 1 is ");
    }

    @Test
    void contentThatCannotBeUnpackedIsRefused() {
        refused(
                RawPdf.page("/MediaBox [0 0 300 300] /Contents 4 0 R", RawPdf.stream("/Filter /FooDecode", "q"))
                        .bytes(),
                "the content of page 1 cannot be unpacked");
    }

    /** Some viewers take the next part for data of the image, and others draw it. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "q BI /W 2 /H 2 /BPC 8 /CS /G ID ab Q",
                "BI /W 2 /H 2 /BPC 8 /CS/G/F[/AHx]ID",
            })
    void anInlineImageWithoutEndInAPartIsRefused(String part) {
        refused(inParts(part, "0 0 9 9 re f"), "page 1 has an inline image without an end");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "q BI /W 2 /H 2 /BPC 8 /CS /G ID abcd EI Q",
                "BT (in IBI an ID ) Tj ET Q",
                "BT (in BI ) Tj (an ID ) Tj ET Q",
            })
    void otherPartsAreAccepted(String part) {
        assertThatCode(() -> tryOn(inParts(part, "q BI /W 2 /H 2 /BPC 8 /CS /G ID ab"), 1))
                .doesNotThrowAnyException();
    }

    private static byte[] inParts(String first, String last) {
        return RawPdf.page(
                        "/MediaBox [0 0 300 300] /Contents [4 0 R 5 0 R]",
                        RawPdf.stream("", first),
                        RawPdf.stream("", last))
                .bytes();
    }

    /** As if stamping left that open before the stamp. */
    @ParameterizedTest
    @ValueSource(strings = {"0 0 1 1 re W n", "3 Tr", "9 0 0 9 0 0 cm", "/OC /L BDC"})
    void aStampThatIsNotSeenIsRefused(String open) throws IOException {
        byte[] copy = StampingTest.stamp(Pdfs.page("Content"), CopyStamp.SPECIMEN);
        Path file = directory.resolve("copy.pdf");
        try (PDDocument document = Loader.loadPDF(copy)) {
            COSStream before = document.getDocument().createCOSStream();
            try (OutputStream out = before.createOutputStream()) {
                out.write(("q " + open + " q").getBytes(StandardCharsets.US_ASCII));
            }
            document.getPage(0).getCOSObject().getCOSArray(COSName.CONTENTS).set(0, before);
            document.save(file.toFile());
        }
        assertThatExceptionOfType(UnstampableException.class)
                .isThrownBy(() -> StampTrial.lookAt(file, CopyStamp.SPECIMEN, 1, new BitSet(), part -> {}))
                .withMessageContaining("page 1");
    }

    @Test
    void theCopyOfSomebodyElseOrAnotherNumberOfPagesIsRefused() throws IOException {
        Path file = Files.write(directory.resolve("copy.pdf"), StampingTest.stamp(Pdfs.page("Content")));
        StampTrial.lookAt(file, StampingTest.STAMP, 1, new BitSet(), part -> {});
        assertThatExceptionOfType(UnstampableException.class)
                .isThrownBy(() -> StampTrial.lookAt(file, CopyStamp.SPECIMEN, 1, new BitSet(), part -> {}));
        assertThatExceptionOfType(UnstampableException.class)
                .isThrownBy(() -> StampTrial.lookAt(file, StampingTest.STAMP, 2, new BitSet(), part -> {}))
                .withMessageContaining("1 pages instead of 2");
    }

    private void refused(byte[] pdf, String message) {
        assertThatExceptionOfType(UnstampableException.class)
                .isThrownBy(() -> tryOn(pdf, 1))
                .withMessageStartingWith(message)
                .withMessageContaining("page 1")
                .withMessageContaining("; print the document to a ");
    }

    private void tryOn(byte[] pdf, int pages) throws IOException {
        Stamping.tryOn(Files.write(directory.resolve("it.pdf"), pdf), pages, part -> {});
    }
}
