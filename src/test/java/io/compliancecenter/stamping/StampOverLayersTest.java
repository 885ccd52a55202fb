package io.compliancecenter.stamping;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.compliancecenter.testing.pdf.RawPdf;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** At the first operator without its operands, poppler skips the rest of a content, and the end of a layer with it. */
class StampOverLayersTest {

    private static final String LAYER = "<< /Type /OCG /Name (Layer) >>";
    private static final String UNENDING = "/OC /L BDC 0 100 50 50 re f 9 re EMC";

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(
            strings = {
                UNENDING,
                "/OC /L BDC BI /W 1 /H 1 /BPC 8 /CS /G ID a EI EMC",
            })
    void aHiddenLayerInIrregularContentIsRefused(String content) {
        refused(layered(content, "/D << /OFF [5 0 R] >>", LAYER));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/D << /BaseState /OFF >> | /Type /OCG",
                "/D << /BaseState /Unchanged /ON [5 0 R] >> | /Type /OCG",
                "/D << >> | /Type /OCG /Usage << /Print << /PrintState /OFF >> >>",
                "/D << >> | /Type /OCG /Usage << /View << /ViewState /OFF >> >>",
                "/D << >> | /Type /OCG /Usage << /Zoom << /min 2 >> >>",
                "/D << >> | /Type /OCG /Usage << /Language << /Lang (de) >> >>",
                "/D << >> | /Type /OCMD /OCGs 6 0 R /P /AllOff",
                "/D << >> | /Type /OCMD /OCGs 6 0 R /P /AnyOff",
                "/D << >> | /Type /OCMD /OCGs 6 0 R /VE [/Not 6 0 R]",
                "/D << >> | /Foo /Bar"
            })
    void soIsOneThatMayBeHidden(String settings, String layer) {
        refused(layered(UNENDING, settings, "<< " + layer + " >>"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/D << >> | /Type /OCG",
                "/D << /OFF [] /BaseState /ON >> | /Type /OCG",
                "/D << /ON [5 0 R] >> | /Type /OCG /Usage << /Print << /PrintState /ON >> /CreatorInfo << >> >>",
                "/D << >> | /Type /OCMD /OCGs [6 0 R]",
                "/D << >> | /Type /OCMD /OCGs [6 0 R] /P /AllOn"
            })
    void theStampIsSeenOverAVisibleLayerInIrregularContent(String settings, String layer) {
        byte[] pdf = layered(UNENDING, settings, "<< " + layer + " >>");

        assertThatCode(() -> tryOn(pdf)).doesNotThrowAnyException();
        VisibleStamp.assertOnEachPage(StampingTest.stamp(pdf), 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/D << /OFF [5 0 R] >>", "/D << >>"})
    void andOverAnyLayerInRegularContent(String settings) {
        byte[] pdf = layered("/OC /L BDC 0 100 50 50 re f EMC", settings, LAYER);

        assertThatCode(() -> tryOn(pdf)).doesNotThrowAnyException();
        VisibleStamp.assertOnEachPage(StampingTest.stamp(pdf), 1);
    }

    /** Some viewers go on hiding what the page draws. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "BT /Glyphs 9 Tf (a) Tj ET",
                "/Pattern cs /Tile scn 9 99 30 30 re f",
                "/Mask gs 9 99 30 30 re f",
                "/Form Do"
            })
    void aHiddenLayerWithoutAnEndIsRefusedWhereverItIs(String content) {
        for (String unending : new String[] {"/OC /L BDC 0 0 9 9 re f", "/#4FC /L BDC 9 re EMC"}) {
            byte[] pdf = nested(content, unending);
            assertThatExceptionOfType(UnstampableException.class)
                    .isThrownBy(() -> tryOn(pdf))
                    .withMessageMatching(
                            "(the content of )?page 1 (has|begins) a layer.*; print the document to a new PDF");
        }
        byte[] pdf = nested(content, "/OC /L BDC 0 0 9 9 re f EMC");
        assertThatCode(() -> tryOn(pdf)).doesNotThrowAnyException();
        VisibleStamp.assertOnEachPage(StampingTest.stamp(pdf), 1);
    }

    /** MuPDF takes the end of the layer for that of the marked content in the form, which PDFBox does not draw. */
    @Test
    void marksInAFormThatTakePartInAHiddenLayerAreRefused() {
        String content = "/OC /L BDC /Form Do EMC";
        for (String marks : new String[] {"/A BMC", "EMC"}) {
            assertThatExceptionOfType(UnstampableException.class)
                    .isThrownBy(() -> tryOn(nested(content, marks)))
                    .withMessageContaining("page 1");
        }
        byte[] pdf = nested(content, "/A BMC EMC");
        assertThatCode(() -> tryOn(pdf)).doesNotThrowAnyException();
        VisibleStamp.assertOnEachPage(StampingTest.stamp(pdf), 1);
    }

    private static byte[] nested(String content, String layer) {
        String resources = "/Resources << /Properties << /L 5 0 R >> >> ";
        return RawPdf.of(
                        "<< /Type /Catalog /Pages 2 0 R /OCProperties << /OCGs [5 0 R] /D << /OFF [5 0 R] >> >> >>",
                        "<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
                        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 300] /Contents 4 0 R /Resources << /XObject <<"
                                + " /Form 7 0 R >> /Pattern << /Tile 8 0 R >> /Font << /Glyphs 9 0 R >>"
                                + " /ExtGState << /Mask << /SMask << /S /Luminosity /G 7 0 R >> >> >> >> >>",
                        RawPdf.stream("", content),
                        LAYER,
                        RawPdf.stream("", "1000 0 d0 " + layer),
                        RawPdf.stream(
                                "/Subtype /Form /BBox [0 0 300 300] /Group << /S /Transparency /CS /DeviceGray >> "
                                        + resources,
                                layer),
                        RawPdf.stream(
                                "/PatternType 1 /PaintType 1 /TilingType 1 /BBox [0 0 9 9] /XStep 9 /YStep 9 "
                                        + resources,
                                layer),
                        "<< /Type /Font /Subtype /Type3 /FontBBox [0 0 9 9] /FontMatrix [0.1 0 0 0.1 0 0] /CharProcs"
                                + " << /a 6 0 R >> /Encoding << /Differences [97 /a] >> /FirstChar 97 /LastChar 97"
                                + " /Widths [9] " + resources + ">>")
                .bytes();
    }

    private static byte[] layered(String content, String settings, String layer) {
        return RawPdf.of(
                        "<< /Type /Catalog /Pages 2 0 R /OCProperties << /OCGs [5 0 R 6 0 R] " + settings + " >> >>",
                        "<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
                        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 300] /Contents 4 0 R"
                                + " /Resources << /Properties << /L 5 0 R >> >> >>",
                        RawPdf.stream("", content),
                        layer,
                        LAYER)
                .bytes();
    }

    private void refused(byte[] pdf) {
        assertThatExceptionOfType(UnstampableException.class)
                .isThrownBy(() -> tryOn(pdf))
                .withMessageStartingWith("page 1 has a layer that may be hidden");
    }

    private void tryOn(byte[] pdf) throws IOException {
        Stamping.tryOn(Files.write(directory.resolve("it.pdf"), pdf), 1, part -> {});
    }
}
