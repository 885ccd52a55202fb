package io.compliancecenter.stamping;

import static org.assertj.core.api.Assertions.assertThat;

import io.compliancecenter.testing.pdf.PdfViewer;
import io.compliancecenter.testing.pdf.Pdfs;
import io.compliancecenter.testing.pdf.RawPdf;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Content after which viewers differ in what they draw, or draw nothing. */
class IrregularContentTest {

    /** Fails if no content is enclosed. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                // Inline images
                "q 50 0 0 50 72 200 cm BI /W 2 /H 2 /BPC 8 /CS /G /F /AHx ID 00ff8040>EI Q",
                "q 50 0 0 50 72 200 cm BI /W 2 /H 2 /BPC 8 /CS /G /F /A85 ID !!*-'~>EI Q",
                "q 50 0 0 50 72 200 cm BI /W 2 /H 2 /BPC 8 /CS /G ID abcdEI Q",
                "q 50 0 0 50 72 200 cm BI /W 4 /H 1 /BPC 8 /CS /G ID  EI  EI Q",
                "q 50 0 0 50 72 200 cm BI /W 900 /H 900 /BPC 8 /CS /G ID abcd EI Q",
                "q 50 0 0 50 72 200 cm BI /W 2 /H 2 /BPC 8 /CS /G ID ab",
                "BI /W 2 /H 2 ID",
                "BI /W 2",
                "BI",
                // The end of the content inside a token
                "(abc",
                "(abc\\",
                "<41 42",
                "[ 1 2",
                "[ (a) [",
                "/X << /A 1",
                "/X << /A (b",
                "% no end",
                "1 0 0 1 0 0 c",
                // Operators with too few operands
                "BT 36 Tf ET",
                "BT /F1 Tf (a) Tj ET",
                "BT Tf ET",
                "1 0 0 1 cm",
                "(a) Tj",
                "BT [ TJ ET",
                "/F1 36 36 Td",
                "100 w /x gs",
                // Left open, or closed too often
                "q q q 0 0 9 9 re W n",
                "Q Q Q 9 0 0 9 0 0 cm",
                "BT /F1 12 Tf 7 Tr 99 99 Td (a) Tj",
                "BT BT q ET Q",
                "0 0 30 30 re W",
                "0 0 300 300 re",
                "/Span BMC /Span << /A 1 >> BDC",
                "EMC EMC",
                "BX Q foo",
                "} { ) > ]",
                "1 2 3"
            })
    void theStampIsSeen(String content) {
        byte[] copy = StampingTest.stamp(RawPdf.content(content).bytes());

        VisibleStamp.assertOnEachPage(copy, 1);
        assertThat(Pdfs.textOf(copy)).contains(StampingTest.STAMP.serial().toString());
    }

    /** Most viewers put a space between the parts, so that the next one belongs to the comment. */
    @Test
    void aPartOfTheContentMayEndInAComment() {
        byte[] pdf = RawPdf.page(
                        "/MediaBox [0 0 300 300] /Contents [4 0 R 5 0 R 6 0 R]",
                        RawPdf.stream("", "q q q 0 0 1 1 re W n q % no end"),
                        RawPdf.stream("", "Q Q"),
                        RawPdf.stream("", "Q Q"))
                .bytes();

        VisibleStamp.assertOnEachPage(StampingTest.stamp(pdf), 1);
    }

    @Test
    void contentMayEndAnywhere() {
        String content =
                "q 1 0 0 1 2 3 cm /Span <</A (b) /B [1 <41>]>> BDC BT /F1 12 Tf [(a(b)\\)) -3 <4142>] TJ ET EMC"
                        + " 0 0 m 9 9 l S 40 0 0 40 20 200 cm BI /W 2 /H 2 /BPC 8 /CS /G /F /AHx ID 00ff8040> EI % end\n Q";
        int pages = content.length() + 1;
        List<String> objects = new ArrayList<>();
        StringBuilder kids = new StringBuilder();
        for (int end = 0; end < pages; end++) {
            kids.append(2 * end + 4).append(" 0 R ");
            objects.add("<< /Type /Page /Parent 2 0 R /Contents " + (2 * end + 5) + " 0 R >>");
            objects.add(RawPdf.stream("", content.substring(0, end)));
        }
        byte[] pdf = RawPdf.of(
                        "<< /Type /Catalog /Pages 2 0 R >>",
                        "<< /Type /Pages /Count " + pages + " /Kids [" + kids + "] /MediaBox [0 0 300 300]"
                                + " /Resources << /Font << /F1 3 0 R >> >> >>",
                        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>")
                .and(objects.toArray(String[]::new))
                .bytes();

        VisibleStamp.assertOnEachPage(StampingTest.stamp(pdf), pages);
    }

    /** What is shown stays as it was, also in the fonts and images that the page has from the tree. */
    @Test
    void theContentIsStillSeen() {
        byte[] source = RawPdf.of(
                        "<< /Type /Catalog /Pages 2 0 R >>",
                        "<< /Type /Pages /Count 1 /Kids [3 0 R] /Resources << /Font << /F1 6 0 R >> >> >>",
                        "<< /Type /Page /Parent 2 0 R /MediaBox [-50 -50 300 300] /CropBox [0 0 300 300]"
                                + " /Contents [4 0 R 5 0 R] >>",
                        RawPdf.stream("", "q 60 0 0 60 20 230 cm BI /W 2 /H 2 /BPC 8 /CS /G ID \0\377\377\0 EI"),
                        RawPdf.stream(
                                "", "Q BT /F1 40 Tf 1 0 0 1 120 240 Tm (Shown) Tj ET 0 0 1 rg 20 180 260 30 re f q"),
                        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold >>")
                .bytes();
        byte[] copy = StampingTest.stamp(source);

        VisibleStamp.assertOnEachPage(copy, 1);
        assertThat(Pdfs.textOf(copy)).contains("Shown");
        PdfViewer.installed().forEach(viewer -> {
            BufferedImage before = viewer.render(source).get(0);
            BufferedImage after = viewer.render(copy).get(0);
            int different = 0;
            int dark = 0;
            // The mark through the middle is over it in places.
            for (int y = 0; y < 130; y++) {
                for (int x = 0; x < 300; x++) {
                    int gray = before.getRaster().getSample(x, y, 0);
                    dark += gray < 128 ? 1 : 0;
                    different += Math.abs(gray - after.getRaster().getSample(x, y, 0)) > 90 ? 1 : 0;
                }
            }
            assertThat(dark).as("ink in %s", viewer).isGreaterThan(3000);
            assertThat(different).as("pixels that differ in %s", viewer).isLessThan(300);
        });
    }
}
