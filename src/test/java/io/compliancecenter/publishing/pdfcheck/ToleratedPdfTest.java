package io.compliancecenter.publishing.pdfcheck;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.compliancecenter.stamping.StampingTest;
import io.compliancecenter.stamping.VisibleStamp;
import io.compliancecenter.testing.pdf.PdfViewer;
import io.compliancecenter.testing.pdf.Pdfs;
import io.compliancecenter.testing.pdf.RawPdf;
import java.awt.image.BufferedImage;
import java.util.HexFormat;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files with faults that viewers overlook. They are published, and their copies show both what they are about and the stamp. */
class ToleratedPdfTest extends InspectedPdfs {

    private static final String RESOURCES =
            "/Resources << /Font << /F1 5 0 R >> /XObject << /Im 6 0 R >> >> /MediaBox [0 0 300 300] ";
    private static final String FONT = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>";
    private static final String TEXT = "BT /F1 36 Tf 40 140 Td (Certificate) Tj ET q 50 0 0 50 40 220 cm /Im Do Q";
    private static final String IMAGE =
            "/Type /XObject /Subtype /Image /Width 60 /Height 60 /BitsPerComponent 8 /ColorSpace /DeviceGray ";
    private static final String PIXELS = deflated(IntStream.range(0, 3600)
            .mapToObj(pixel -> String.valueOf((char) (pixel * pixel / 7 % 256)))
            .collect(Collectors.joining()));

    private record Tolerated(String fault, byte[] pdf) {

        @Override
        public String toString() {
            return fault;
        }
    }

    static Stream<Tolerated> tolerated() {
        return Stream.of(
                image("damaged image", RawPdf.stream(IMAGE + "/Filter /FlateDecode", damaged(PIXELS))),
                image(
                        "image that ends too early",
                        RawPdf.stream(IMAGE + "/Filter /FlateDecode", PIXELS.substring(0, 30))),
                image("image of an unknown kind", RawPdf.stream(IMAGE + "/Filter /FooDecode", PIXELS)),
                image("filter by reference", RawPdf.stream(IMAGE + "/Filter [7 0 R]", PIXELS), "/FlateDecode"),
                content("filter of the content by reference", RawPdf.stream("/Filter [7 0 R]", deflated(TEXT))),
                content(
                        "content whose checksum is wrong",
                        RawPdf.stream("/Filter /FlateDecode", deflated(TEXT).replaceAll("(?s).{4}$", "abcd"))),
                content("content that is not encrypted", RawPdf.stream("/Filter /Crypt", TEXT)),
                content(
                        "content that is not encrypted, and packed",
                        RawPdf.stream("/Filter [/Crypt /FlateDecode]", deflated(TEXT))),
                content("content in figures", RawPdf.stream("/Filter /AHx", hexadecimal(TEXT) + "> (((")),
                contents("null among the content", "/Contents [null 4 0 R]"),
                contents("missing part of the content", "/Contents [99 0 R 4 0 R]"),
                contents("other things among the content", "/Contents [(x) 4 0 R /N 1 0 R]"),
                new Tolerated("zeros at the end", (certificate() + "\0".repeat(4096)).getBytes(ISO_8859_1)),
                new Tolerated(
                        "something before the header",
                        ("Dear all\r\n".repeat(200) + certificate()).getBytes(ISO_8859_1)),
                new Tolerated(
                        "page without a type",
                        certificate().replace("/Type /Page ", "").getBytes(ISO_8859_1)),
                new Tolerated(
                        "image with the name of a script",
                        certificate().replace("/Im ", "/JS ").getBytes(ISO_8859_1)),
                new Tolerated("structure element with the name of a film", structure()));
    }

    @ParameterizedTest
    @MethodSource("tolerated")
    void aFaultThatViewersOverlookIsNoReasonToRefuse(Tolerated tolerated) throws RefusedPdfException {
        assertThat(inspect(tolerated.pdf)).isEqualTo(1);

        byte[] copy = StampingTest.stamp(tolerated.pdf);
        VisibleStamp.assertOnEachPage(copy, 1);
        assertThat(Pdfs.textOf(copy)).contains("Certificate");
        PdfViewer.installed()
                .forEach(viewer -> assertThat(blackPixels(viewer.render(copy).get(0)))
                        .as("text in %s", viewer)
                        .isGreaterThan(300));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "[0 0 0 0]",
                "[0 0 0 300]",
                "[0 0 300]",
                "[0 0 612 792] /CropBox [900 900 999 999]",
                "[0 0 612 792] /CropBox [0 0 0 0]"
            })
    void aPageWithoutAUsableBoxIsALetterInAllViewers(String box) throws RefusedPdfException {
        byte[] pdf = certificate().replace("[0 0 300 300]", box).getBytes(ISO_8859_1);

        assertThat(inspect(pdf)).isEqualTo(1);
        byte[] copy = StampingTest.stamp(pdf);
        PdfViewer.installed().forEach(viewer -> {
            BufferedImage page = viewer.render(copy).get(0);
            assertThat(page.getWidth() + " x " + page.getHeight())
                    .as("in %s", viewer)
                    .isEqualTo("612 x 792");
            assertThat(blackPixels(page)).as("text in %s", viewer).isGreaterThan(300);
        });
    }

    /** Viewers show different parts of such pages, or nothing. */
    @Test
    void contentThatViewersCannotUnpackIsRefused() {
        String damaged = RawPdf.stream("/Filter /FlateDecode", damaged(deflated(TEXT.repeat(9))));
        String unknown = RawPdf.stream("/Filter /FooDecode", TEXT);

        for (String content : new String[] {damaged, unknown}) {
            assertThatThrownBy(() -> inspect(content("", content).pdf))
                    .hasMessageContaining("the content of page 1 cannot be unpacked");
        }
    }

    @Test
    void contentThatIsDeflatedTwiceIsShown() throws RefusedPdfException {
        byte[] pdf = content("", RawPdf.stream("/Filter [/FlateDecode /Fl]", deflated(deflated(TEXT)))).pdf;

        assertThat(inspect(pdf)).isEqualTo(1);
        byte[] copy = StampingTest.stamp(pdf);
        VisibleStamp.assertOnEachPage(copy, 1);
        PdfViewer.installed()
                .forEach(viewer -> assertThat(blackPixels(viewer.render(copy).get(0)))
                        .as("text in %s", viewer)
                        .isGreaterThan(300));
    }

    /** PDFBox would unpack them once only, so that nothing that viewers draw would be looked at. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/Filter [/ASCIIHexDecode /AHx]                    | 33303e>",
                "/Filter [/RunLengthDecode /RL /Fl /RL]            | a",
                "/Subtype /Form /Filter [/FlateDecode /Fl]         | a",
                "/PatternType 1 /Filter [/FlateDecode /FlateDecode] | a",
                "/Filter [/Fl /Fl] /DecodeParms [<< /Predictor 12 >> null] | a"
            })
    void whatIsPackedTwiceInTheSameWayIsRefused(String entries, String bytes) {
        assertThatThrownBy(() -> inspect(content("", RawPdf.stream(entries, bytes)).pdf))
                .hasMessageContaining("packed twice in the same way")
                .hasMessageContaining("(page 1, object 4)");
    }

    private static String certificate() {
        return new String(image("", RawPdf.stream(IMAGE + "/Filter /FlateDecode", PIXELS)).pdf, ISO_8859_1);
    }

    private static byte[] structure() {
        return RawPdf.of(
                        "<< /Type /Catalog /Pages 2 0 R /StructTreeRoot 7 0 R >>",
                        "<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
                        "<< /Type /Page /Parent 2 0 R " + RESOURCES + "/Contents 4 0 R >>",
                        RawPdf.stream("", TEXT),
                        FONT,
                        RawPdf.stream(IMAGE + "/Filter /FlateDecode", PIXELS),
                        "<< /Type /StructTreeRoot /K << /S /Movie /P 7 0 R /Pg 3 0 R >> >>")
                .bytes();
    }

    private static Tolerated image(String fault, String image, String... others) {
        return new Tolerated(
                fault,
                RawPdf.page(RESOURCES + "/Contents 4 0 R", RawPdf.stream("", TEXT), FONT, image)
                        .and(others)
                        .bytes());
    }

    private static Tolerated content(String fault, String content) {
        return new Tolerated(
                fault,
                RawPdf.page(
                                RESOURCES + "/Contents 4 0 R",
                                content,
                                FONT,
                                RawPdf.stream(IMAGE + "/Filter /FlateDecode", PIXELS),
                                "/FlateDecode")
                        .bytes());
    }

    private static Tolerated contents(String fault, String contents) {
        return new Tolerated(
                fault, certificate().replace("/Contents 4 0 R", contents).getBytes(ISO_8859_1));
    }

    private static String hexadecimal(String text) {
        return HexFormat.of().formatHex(text.getBytes(ISO_8859_1));
    }

    /** Each character is a byte. */
    private static String deflated(String text) {
        Deflater deflater = new Deflater();
        deflater.setInput(text.getBytes(ISO_8859_1));
        deflater.finish();
        byte[] packed = new byte[4000];
        int length = deflater.deflate(packed);
        deflater.end();
        return new String(packed, 0, length, ISO_8859_1);
    }

    private static String damaged(String packed) {
        return packed.substring(0, 40) + "\u00FF\u00FF\u00FF" + packed.substring(43);
    }

    private static int blackPixels(BufferedImage page) {
        int black = 0;
        for (int y = page.getHeight() - 180; y < page.getHeight() - 130; y++) {
            for (int x = 40; x < 250; x++) {
                black += page.getRaster().getSample(x, y, 0) < 64 ? 1 : 0;
            }
        }
        return black;
    }
}
