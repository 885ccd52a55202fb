package io.compliancecenter.pdf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.compliancecenter.testing.pdf.RawPdf;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSInteger;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PageTreeTest {

    private static final String CATALOG = "<< /Type /Catalog /Pages 2 0 R >>";
    private static final String PAGE = "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 100 100] >>";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/Parent 2 0 R",
                "/Type /Foo",
                "/Type /Template",
                "/Type /Pages /Contents 5 0 R",
                "/Type /Page /Kids [3 0 R]",
                "/Type 7 /Kids (none)",
                "/Type /Foo /Kids []",
                "/Type /Pages /Kids [] /Contents 5 0 R",
                "/MediaBox [0 0 100 100]"
            })
    void whateverIsNoNodeIsAPage(String entries) throws IOException {
        byte[] pdf = RawPdf.of(
                        CATALOG,
                        "<< /Type /Pages /Count 2 /Kids [3 0 R 4 0 R] >>",
                        PAGE,
                        "<< " + entries + " >>",
                        RawPdf.stream("", "0 0 10 10 re f"))
                .bytes();
        assertThat(pages(pdf)).hasSize(2);
    }

    @Test
    void pagesInheritFromTheNodesAboveThem() throws IOException {
        byte[] pdf = RawPdf.of(
                        CATALOG,
                        "<< /Kids [3 0 R 6 0 R] /MediaBox [0 0 100 200] /Rotate 90 >>",
                        "<< /Kids [4 0 R 5 0 R] /CropBox [0 0 50 50] /Rotate 180 >>",
                        "<< /Parent 6 0 R /Contents 7 0 R >>",
                        "<< /Rotate 0 >>",
                        PAGE)
                .bytes();
        assertThat(pages(pdf))
                .extracting(page ->
                        page.getMediaBox().getHeight() + " " + page.getCropBox().getWidth() + " " + page.getRotation())
                .containsExactly("200.0 50.0 180", "200.0 50.0 0", "100.0 100.0 90");
    }

    @Test
    void anEmptyNodeIsNoPage() throws IOException {
        byte[] pdf = RawPdf.of(
                        CATALOG,
                        "<< /Type /Pages /Kids [3 0 R 4 0 R 5 0 R] >>",
                        PAGE,
                        "<< /Type /Pages /Kids [] >>",
                        "<< /Kids [] >>")
                .bytes();
        assertThat(pages(pdf)).hasSize(1);
    }

    @Test
    void aNodeWithinItselfIsReadOnce() throws IOException {
        byte[] pdf = RawPdf.of(CATALOG, "<< /Type /Pages /Kids [2 0 R 3 0 R] >>", PAGE)
                .bytes();
        assertThat(pages(pdf)).hasSize(1);
    }

    @Test
    void whatIsShownTwiceIsShownTwice() throws IOException {
        byte[] pdf = RawPdf.of(
                        CATALOG,
                        "<< /Type /Pages /Kids [4 0 R 4 0 R 3 0 R 3 0 R] >>",
                        PAGE,
                        "<< /Type /Pages /Kids [3 0 R] >>")
                .bytes();
        assertThat(pages(pdf)).hasSize(4);
    }

    @Test
    void aTreeThatMultipliesIsRefused() {
        List<String> objects = new ArrayList<>(List.of(CATALOG));
        for (int level = 3; level < 33; level++) {
            objects.add("<< /Type /Pages /Kids [%d 0 R %d 0 R] >>".formatted(level, level));
        }
        objects.add(PAGE);
        byte[] pdf = RawPdf.of(objects.toArray(String[]::new)).bytes();
        assertThatIOException().isThrownBy(() -> pages(pdf)).withMessageContaining("more than 100000 entries");
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "99 0 R", "<< >>", "4 0 R", "7"})
    void anEntryThatIsNoDictionaryIsRefused(String entry) {
        byte[] pdf = RawPdf.of(
                        CATALOG,
                        "<< /Type /Pages /Count 2 /Kids [3 0 R " + entry + "] >>",
                        PAGE,
                        RawPdf.stream("", "0 0 10 10 re f"))
                .bytes();
        assertThatIOException().isThrownBy(() -> pages(pdf)).withMessageContaining("Page 2 is missing");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/MediaBox [0 0 0 100]                              | 0 0 612 792",
                "/MediaBox [0 0 100]                                | 0 0 612 792",
                "/MediaBox (none)                                   | 0 0 612 792",
                "/MediaBox [200 300 0 0]                            | 0 0 200 300",
                "/MediaBox [0 0 200 300] /CropBox [400 0 500 300]   | 0 0 200 300",
                "/MediaBox [0 0 200 300] /CropBox [9 9 9 9]         | 0 0 200 300",
                "/MediaBox [0 0 200 300] /CropBox [-50 10 150 400]  | 0 10 150 300"
            })
    void aPageHasAVisiblePart(String boxes, String expected) throws IOException {
        PDRectangle box = pages(RawPdf.page(boxes).bytes()).get(0).getCropBox();
        assertThat("%.0f %.0f %.0f %.0f"
                        .formatted(
                                box.getLowerLeftX(), box.getLowerLeftY(), box.getUpperRightX(), box.getUpperRightY()))
                .isEqualTo(expected);
    }

    @Test
    void aRotationOrAUnitThatViewersReadDifferentlyIsRemoved() throws IOException {
        PDPage page = pages(RawPdf.page("/MediaBox [0 0 9 9] /Rotate 45 /UserUnit 0")
                        .bytes())
                .get(0);
        assertThat(page.getCOSObject().containsKey(COSName.ROTATE)).isFalse();
        assertThat(page.getCOSObject().containsKey("UserUnit")).isFalse();
    }

    /** Poppler does not read 90.0, and shows more than the part of a crop box that is within the page. */
    @Test
    void rotationAndCropBoxAreWrittenInOneWayForAllViewers() throws IOException {
        PDPage page = pages(RawPdf.page("/MediaBox [0 0 200 300] /CropBox [-50 10 150 400] /Rotate 90.0")
                        .bytes())
                .get(0);
        assertThat(page.getCOSObject().getItem(COSName.ROTATE)).isEqualTo(COSInteger.get(90));
        assertThat(page.getCOSObject().getCOSArray(COSName.CROP_BOX).toFloatArray())
                .containsExactly(0, 10, 150, 300);
    }

    /** Poppler takes such a page for a letter. */
    @ParameterizedTest
    @ValueSource(strings = {"[0 0 300 300 7]", "[(a) /b 300 300]", "[300 300 0 0]", "[0 0 3e2 300.0]"})
    void aMediaBoxIsWrittenInOneWayForAllViewers(String box) throws IOException {
        COSDictionary page =
                pages(RawPdf.page("/MediaBox " + box).bytes()).get(0).getCOSObject();
        assertThat(page.getCOSArray(COSName.MEDIA_BOX).toFloatArray()).containsExactly(0, 0, 300, 300);
    }

    /** Else they could show or print another part of the page than its crop box. */
    @Test
    void thePartOfThePageThatIsShownIsItsCropBox() throws IOException {
        byte[] pdf = RawPdf.of(
                        "<< /Type /Catalog /Pages 2 0 R /ViewerPreferences << /ViewArea /ArtBox /ViewClip /ArtBox"
                                + " /PrintArea /ArtBox /PrintClip /ArtBox /DisplayDocTitle true >> >>",
                        "<< /Kids [3 0 R] >>",
                        PAGE)
                .bytes();
        try (PDDocument document = Loader.loadPDF(pdf)) {
            PageTree.flatten(document);
            assertThat(document.getDocumentCatalog()
                            .getViewerPreferences()
                            .getCOSObject()
                            .keySet())
                    .containsExactly(COSName.getPDFName("DisplayDocTitle"));
        }
    }

    @Test
    void aCatalogThatIsAStreamIsNone() {
        byte[] pdf = RawPdf.of(
                        RawPdf.stream("/Type /Catalog /Pages 2 0 R", ""),
                        "<< /Type /Pages /Kids [3 0 R] >>",
                        "<< /Type /Page >>")
                .bytes();
        assertThatIOException().isThrownBy(() -> pages(pdf)).withMessage("The catalog of the document is a stream");
    }

    @Test
    void resourcesThatAreNoneAreInherited() throws IOException {
        byte[] pdf = RawPdf.of(
                        CATALOG,
                        "<< /Kids [3 0 R 4 0 R] /Resources << /Font << >> >> >>",
                        "<< /Type /Page /Resources [] >>",
                        "<< /Kids [5 0 R] /Resources [] >>",
                        "<< /Type /Page >>")
                .bytes();
        assertThat(pages(pdf))
                .allSatisfy(page -> assertThat(page.getCOSObject().getCOSDictionary(COSName.RESOURCES))
                        .isNotNull());
    }

    @Test
    void aPageInsteadOfATreeIsOne() throws IOException {
        assertThat(pages(RawPdf.of(CATALOG, PAGE).bytes())).hasSize(1);
    }

    private static List<PDPage> pages(byte[] pdf) throws IOException {
        try (PDDocument document = Loader.loadPDF(pdf)) {
            int count = PageTree.flatten(document);
            List<PDPage> pages = new ArrayList<>();
            document.getPages().forEach(pages::add);
            assertThat(pages).hasSize(count);
            assertThat(document.getNumberOfPages()).isEqualTo(count);
            return pages;
        }
    }
}
