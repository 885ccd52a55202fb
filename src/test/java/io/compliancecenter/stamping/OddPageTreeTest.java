package io.compliancecenter.stamping;

import io.compliancecenter.testing.pdf.RawPdf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pages that some viewers show, and PDFBox does not list. */
class OddPageTreeTest {

    /** Fails without {@code PageTree.flatten} in {@code Stamping}. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/MediaBox [0 0 300 300] /Contents 5 0 R",
                "/Type /Foo /MediaBox [0 0 300 300] /Contents 5 0 R",
                "/Type /Template /MediaBox [0 0 300 300] /Contents 5 0 R",
                "/Type /Pages /MediaBox [0 0 300 300] /Contents 5 0 R",
                "/Type /Page /MediaBox [0 0 300 300] /Contents 5 0 R /Kids [3 0 R]",
                "/Type /Page /Contents 5 0 R /Kids []",
                "/Type /Foo /Contents 5 0 R /Kids []",
                "/Kids [3 0 R] /MediaBox [0 0 300 300] /Contents 5 0 R",
                "/Kids [6 0 R] /Resources << /Font << >> >> /Rotate 0",
                "/Contents 5 0 R /Rotate 45 /UserUnit 0 /CropBox [900 900 999 999]"
            })
    void eachIsStamped(String entries) {
        byte[] pdf = RawPdf.of(
                        "<< /Type /Catalog /Pages 2 0 R >>",
                        "<< /Type /Pages /Count 2 /Kids [3 0 R 4 0 R] /MediaBox [0 0 300 300] >>",
                        "<< /Type /Page /Parent 2 0 R >>",
                        "<< " + entries + " >>",
                        RawPdf.stream("", "0 0 1 rg 0 60 300 240 re f"),
                        "<< /Contents 5 0 R >>")
                .bytes();

        VisibleStamp.assertOnEachPage(StampingTest.stamp(pdf), 2);
    }

    /** To some viewers a stream is no dictionary. */
    @ParameterizedTest
    @ValueSource(strings = {"/Resources 5 0 R", "/Resources << /XObject 5 0 R >>"})
    void soIsAPageWhoseResourcesAreAStream(String resources) {
        byte[] pdf = RawPdf.page(
                        "/MediaBox [0 0 300 300] /Contents 4 0 R " + resources,
                        RawPdf.stream("", "0 0 1 rg 0 60 300 240 re f"),
                        RawPdf.stream("/Font << >>", "x"))
                .bytes();

        VisibleStamp.assertOnEachPage(StampingTest.stamp(pdf), 1);
    }
}
