package io.compliancecenter.stamping;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.compliancecenter.testing.pdf.RawPdf;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Annotations that some viewers draw over the stamp, and PDFBox does not. */
class StampUnderAnnotationsTest {

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(
            strings = {
                // A state that is not chosen, or not by a name
                "/Subtype /Widget /FT /Btn /Rect [0 0 300 300] /AP << /N << /On 5 0 R >> >>",
                "/Subtype /Stamp /Rect [0 0 300 300] /AP << /N << /On 6 0 R /Off 5 0 R >> >>",
                "/Subtype /Stamp /Rect [0 0 300 300] /AS (On) /AP << /N << /On 5 0 R >> >>",
                // An appearance that is none by the standard
                "/Subtype /Stamp /Rect [0 0 300 300] /AP << /N 7 0 R >>",
                "/Subtype /Stamp /Rect [0 0 300 300] /AP << /N 8 0 R >>",
                "/Subtype /Stamp /Rect [0 0 300 300] /AP << /N 9 0 R >>",
                "/Subtype /Stamp /Rect [0 0 300 300] /AP << /D 5 0 R >>",
                "/Subtype /Popup /Rect [0 0 300 50] /AP << /N 5 0 R >>",
                // Coordinates outside of the rectangle
                "/Subtype /Line /Rect [0 100 9 109] /L [0 20 300 20] /C [1 0 0] /BS << /W 40 >>",
                "/Subtype /Ink /Rect [0 100 9 109] /InkList [[0 20 300 20]] /C [1 0 0] /BS << /W 40 >>",
                "/Subtype /Polygon /Rect [0 100 9 109] /Vertices [0 0 300 0 300 40 0 40] /IC [1 0 0]",
                "/Subtype /PolyLine /Rect [0 100 9 109] /Vertices [0 20 300 20] /C [1 0 0] /Border [0 0 40]",
                "/Subtype /Highlight /Rect [0 100 9 109] /QuadPoints [0 40 300 40 0 0 300 0] /C [1 0 0]",
                "/Subtype /Text /Rect [100 36 101 37] /Contents (x) /C [1 0 0]",
                // Borders
                "/Subtype /Link /Rect [0 42 300 300] /C [1 0 0] /Border [0 0 80]",
                "/Subtype /Link /Rect [0 10 300 30] /C [1 0 0] /BS << /W 20 >>",
                // Flags that are no integers of usual size, or for unknown kinds only
                "/Subtype /Stamp /F 2.0 /Rect [0 0 300 300] /AP << /N 5 0 R >>",
                "/Subtype /Stamp /F 4294967298 /Rect [0 0 300 300] /AP << /N 5 0 R >>",
                "/Subtype /Foo /F 1 /Rect [0 0 300 300] /AP << /N 5 0 R >>",
                // No rectangle
                "/Subtype /Stamp /AP << /N 5 0 R >>",
                "/Subtype /Stamp /Rect [(0) 0 300 300] /AP << /N 5 0 R >>",
                "/Subtype /Stamp /Rect [0 0 300 300 1] /AP << /N 5 0 R >>"
            })
    void whatMayLieOverTheStampIsRefused(String annotation) {
        assertThatExceptionOfType(UnstampableException.class)
                .isThrownBy(() -> tryOn(annotated(annotation)))
                .withMessageStartingWith("an annotation or a form field lies over the stamp at the bottom of page 1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/Subtype /Stamp /Rect [0 100 300 300] /AP << /N 7 0 R >>",
                "/Subtype /Widget /FT /Btn /Rect [0 100 99 199] /AP << /N << /On 5 0 R >> >>",
                "/Subtype /Widget /FT /Btn /AS /Foo /Rect [0 0 300 300] /AP << /N << /On 5 0 R >> >>",
                "/Subtype /Line /Rect [0 100 99 199] /L [0 110 99 190] /C [1 0 0]",
                "/Subtype /Highlight /Rect [0 100 99 199] /QuadPoints [0 110 99 110 0 100 99 100] /C [1 1 0]",
                "/Subtype /Text /Rect [100 100 120 120] /Contents (x)",
                "/Subtype /Link /Rect [0 10 300 30] /Border [0 0 0]",
                "/Subtype /Link /Rect [0 10 300 30] /BS << /W 0 >>",
                "/Subtype /Link /Rect [0 100 300 130] /C [1 0 0]",
                "/Subtype /Popup /Open true /Rect [0 0 300 50]"
            })
    void whatDoesNotIsAccepted(String annotation) {
        byte[] pdf = annotated(annotation);
        assertThatCode(() -> tryOn(pdf)).doesNotThrowAnyException();
        VisibleStamp.assertOnEachPage(StampingTest.stamp(pdf), 1);
    }

    /** Poppler shows no page whose list of annotations is something else. */
    @ParameterizedTest
    @ValueSource(strings = {"<< /Subtype /Stamp >>", "(x)", "6 0 R"})
    void whatIsNoListOfAnnotationsIsLeftOut(String annotations) {
        byte[] pdf = pdf("/Annots " + annotations);
        assertThatCode(() -> tryOn(pdf)).doesNotThrowAnyException();
        VisibleStamp.assertOnEachPage(StampingTest.stamp(pdf), 1);
    }

    private static byte[] annotated(String annotation) {
        return pdf("/Annots [<< /Type /Annot " + annotation + " >>]");
    }

    private static byte[] pdf(String page) {
        String red = "1 0 0 rg 0 0 300 300 re f";
        String form = "/Type /XObject /Subtype /Form ";
        return RawPdf.page(
                        "/MediaBox [0 0 300 300] " + page,
                        "null",
                        RawPdf.stream(form + "/BBox [0 0 300 300]", red),
                        RawPdf.stream(form + "/BBox [0 0 300 300]", ""),
                        RawPdf.stream(form, red),
                        RawPdf.stream(form + "/BBox [0 0 300 300]", "/x 1 0 0 rg 0 0 300 300 re f"),
                        RawPdf.stream(form + "/BBox [0 0 300 300] /Matrix [0 0 0 0 0 0]", red))
                .bytes();
    }

    private void tryOn(byte[] pdf) throws IOException {
        Stamping.tryOn(Files.write(directory.resolve("it.pdf"), pdf), 1, part -> {});
    }
}
