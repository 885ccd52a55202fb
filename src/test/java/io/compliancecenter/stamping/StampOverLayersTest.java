package io.compliancecenter.stamping;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.compliancecenter.testing.RawPdf;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
