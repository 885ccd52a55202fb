package io.compliancecenter.stamping;

import static org.assertj.core.api.Assertions.assertThat;

import io.compliancecenter.testing.pdf.Pdfs;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSFloat;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDResources;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;
import org.apache.pdfbox.pdmodel.interactive.form.PDAcroForm;
import org.apache.pdfbox.pdmodel.interactive.form.PDTextField;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Stamped pages, looked at as pixels and as text. */
public class StampingTest {

    public static final CopyStamp STAMP = new CopyStamp(
            new Serial("8f3a5b6c7d8e9fa0b1c2d3e4f5061728"),
            "Ada Lovelace",
            "ada@northwind.example",
            "Northwind Traders",
            Instant.parse("2026-11-24T08:39:08.123456Z"));

    /** A black square of a ninth of the crop box in its middle, painted after whatever is put before it. */
    private static final String SQUARE = "0 g %s %s %s %s re f\n";

    public static byte[] stamp(byte[] pdf) {
        return stamp(pdf, STAMP);
    }

    public static byte[] stamp(byte[] pdf, CopyStamp stamp) {
        ByteArrayOutputStream copy = new ByteArrayOutputStream();
        try {
            Stamping.stamp(
                    new RandomAccessReadBuffer(pdf), StampingPlan.of(new RandomAccessReadBuffer(pdf)), stamp, copy);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return copy.toByteArray();
    }

    private static byte[] page(PDRectangle media, PDRectangle crop, int rotation, float unit, String... content) {
        return Pdfs.with(document -> {
            PDPage page = new PDPage(media);
            page.setCropBox(crop);
            page.setRotation(rotation);
            page.getCOSObject().setItem(COSName.getPDFName("UserUnit"), new COSFloat(unit));
            document.addPage(page);
            String square = SQUARE.formatted(
                    crop.getLowerLeftX() + crop.getWidth() / 3,
                    crop.getLowerLeftY() + crop.getHeight() / 3,
                    crop.getWidth() / 3,
                    crop.getHeight() / 3);
            COSArray parts = new COSArray();
            for (String part : content.length == 0 ? new String[] {"SQUARE"} : content) {
                COSStream stream = document.getDocument().createCOSStream();
                try (var out = stream.createOutputStream(COSName.FLATE_DECODE)) {
                    out.write(part.replace("SQUARE", square).getBytes(StandardCharsets.ISO_8859_1));
                }
                parts.add(stream);
            }
            page.getCOSObject().setItem(COSName.CONTENTS, parts);
        });
    }

    static Stream<Arguments> boxes() {
        PDRectangle a4 = PDRectangle.A4;
        List<Arguments> boxes = new ArrayList<>();
        for (int rotation : new int[] {0, 90, 180, 270}) {
            boxes.add(Arguments.of("A4", a4, a4, rotation, 1f));
            boxes.add(Arguments.of("landscape", new PDRectangle(842, 595), new PDRectangle(842, 595), rotation, 1f));
            boxes.add(Arguments.of(
                    "crop box off the origin",
                    new PDRectangle(-300, -200, 1500, 1500),
                    new PDRectangle(-123, 77, 500, 700),
                    rotation,
                    1f));
            boxes.add(Arguments.of(
                    "crop box beyond the media box", a4, new PDRectangle(-50, -50, 700, 950), rotation, 1f));
            boxes.add(Arguments.of("units", new PDRectangle(100, 140), new PDRectangle(100, 140), rotation, 5f));
            boxes.add(Arguments.of("A0", PDRectangle.A0, PDRectangle.A0, rotation, 1f));
            boxes.add(Arguments.of("stamp-sized", new PDRectangle(90, 60), new PDRectangle(90, 60), rotation, 1f));
            boxes.add(Arguments.of("ribbon", new PDRectangle(2000, 40), new PDRectangle(2000, 40), rotation, 1f));
        }
        return boxes.stream();
    }

    /** Fails if the rotation, the box or the unit is left out of {@code matrix} in {@code PageStamp}. */
    @ParameterizedTest(name = "{0} turned by {3}")
    @MethodSource("boxes")
    void theFooterStandsAtTheBottomAsAReaderSeesItAndTheContentIsStillThere(
            String name, PDRectangle media, PDRectangle crop, int rotation, float unit) throws IOException {
        byte[] source = page(media, crop, rotation, unit);
        byte[] copy = stamp(source);
        BufferedImage before = render(source, 0);
        BufferedImage after = render(copy, 0);
        assertThat(after.getWidth()).isEqualTo(before.getWidth());
        int width = after.getWidth();
        int height = after.getHeight();
        // The rest of the page is blank but for the square and the mark through the middle.
        int footer = (int) Math.max(
                height * 0.75, height - 40 * Math.max(1, Math.min(width, height) / 595.0) * scale(before, source));
        assertThat(dark(after, 0, footer, width, height, 245))
                .as("ink at the bottom")
                .isGreaterThan(5);
        assertThat(dark(after, 0, 0, width, Math.max(1, height / 20), 190))
                .as("ink at the top")
                .isZero();
        assertSquareIsStillThere(before, after);
        String text = Pdfs.textOf(copy).replaceAll("\\s", "");
        assertThat(text).contains(STAMP.serial().toString(), "2026-11-2408:39:08UTC");
    }

    private static double scale(BufferedImage image, byte[] pdf) throws IOException {
        try (PDDocument document = Loader.loadPDF(pdf)) {
            PDPage page = document.getPage(0);
            PDRectangle box = page.getCropBox();
            double points = Math.max(box.getWidth(), box.getHeight()) * page.getUserUnit();
            return Math.max(image.getWidth(), image.getHeight()) / points;
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "q 0.5 0 0 0.5 0 0 cm q SQUARE",
                "Q Q 2 0 0 2 9 9 cm 0.5 0 0 0.5 -4.5 -4.5 cm SQUARE",
                "Q q Q Q q 1 0 0 1 50 50 cm 1 0 0 1 -50 -50 cm SQUARE q",
                "/Span BMC /P <</MCID 0>> BDC SQUARE BT",
                "(q q q \\) Q) pop % q q\nSQUARE",
                "<71> pop <</Q /q>> pop SQUARE",
                "1 0 0 1 100 100 cm BI /W 1 /H 1 /BPC 8 /CS /G ID q EI SQUARE q 3 0 0 3 0 0 cm",
                "SQUARE q 0 0 1 1 re W n 7 w 3 Tr",
                ""
            })
    void contentThatIsOutOfBalanceDoesNotMoveTheStamp(String content) throws IOException {
        byte[] balanced = stamp(page(PDRectangle.A4, PDRectangle.A4, 0, 1, ""));
        byte[] copy = stamp(page(PDRectangle.A4, PDRectangle.A4, 0, 1, content));
        BufferedImage expected = render(balanced, 0);
        BufferedImage after = render(copy, 0);
        for (int y = after.getHeight() - 30; y < after.getHeight(); y++) {
            for (int x = 0; x < after.getWidth(); x++) {
                assertThat(after.getRGB(x, y)).as("%d, %d", x, y).isEqualTo(expected.getRGB(x, y));
            }
        }
        assertThat(Pdfs.textOf(copy)).contains(STAMP.serial().toString());
    }

    @Test
    void operatorsDividedAmongStreamsAreStillOnes() throws IOException {
        byte[] source = page(PDRectangle.A4, PDRectangle.A4, 0, 1, "q 1 0 0", "1 0 0 cm", "SQUARE", "Q");
        assertSquareIsStillThere(render(source, 0), render(stamp(source), 0));
    }

    @Test
    void resourcesFromThePageTreeAndPagesWithoutAnyAreStamped() throws IOException {
        byte[] source = Pdfs.with(document -> {
            Pdfs.addPage(document, "First");
            Pdfs.addPage(document, "Second");
            COSDictionary first = document.getPage(0).getCOSObject();
            COSDictionary tree = document.getPages().getCOSObject();
            tree.setItem(COSName.RESOURCES, first.getItem(COSName.RESOURCES));
            first.removeItem(COSName.RESOURCES);
            document.getPage(1).getCOSObject().removeItem(COSName.RESOURCES);
            document.addPage(new PDPage(PDRectangle.A5));
        });
        byte[] copy = stamp(source);
        assertThat(Pdfs.textOf(copy)).contains("First", "Second");
        assertThat(Pdfs.textOf(copy).split(STAMP.serial().toString(), -1)).hasSize(4);
    }

    @Test
    void aPageThatIsShownTwiceIsStampedOnceInEachPlace() throws IOException {
        byte[] source = Pdfs.with(document -> {
            Pdfs.addPage(document, "Content");
            COSDictionary pages = document.getPages().getCOSObject();
            COSArray kids = pages.getCOSArray(COSName.KIDS);
            kids.add(kids.get(0));
            pages.setInt(COSName.COUNT, 2);
        });
        try (PDDocument copy = Loader.loadPDF(stamp(source))) {
            assertThat(copy.getNumberOfPages()).isEqualTo(2);
            for (PDPage page : copy.getPages()) {
                assertThat(page.getCOSObject().getCOSArray(COSName.CONTENTS)).hasSize(3);
            }
            assertThat(copy.getPage(1).getCOSObject())
                    .isNotSameAs(copy.getPage(0).getCOSObject());
        }
    }

    @Test
    void aNameAmongTheResourcesThatIsTakenIsNotTakenAgain() throws IOException {
        byte[] twice = stamp(stamp(Pdfs.page("Twice")), CopyStamp.SPECIMEN);
        assertThat(Pdfs.textOf(twice))
                .contains(
                        "Twice",
                        STAMP.serial().toString(),
                        CopyStamp.SPECIMEN.serial().toString());
    }

    @Test
    void formFieldsStayAsTheyAre() throws IOException {
        byte[] source = Pdfs.with(document -> {
            Pdfs.addPage(document, "A form");
            PDAcroForm form = new PDAcroForm(document);
            PDResources resources = new PDResources();
            resources.put(COSName.getPDFName("Helv"), new PDType1Font(Standard14Fonts.FontName.HELVETICA));
            form.setDefaultResources(resources);
            document.getDocumentCatalog().setAcroForm(form);
            PDTextField field = new PDTextField(form);
            field.setPartialName("who");
            field.setDefaultAppearance("/Helv 12 Tf 0 g");
            form.getFields().add(field);
            field.getWidgets().get(0).setRectangle(new PDRectangle(72, 600, 200, 20));
            field.getWidgets().get(0).setPage(document.getPage(0));
            document.getPage(0).getAnnotations().add(field.getWidgets().get(0));
            field.setValue("kept");
        });
        try (PDDocument copy = Loader.loadPDF(stamp(source))) {
            assertThat(copy.getDocumentCatalog().getAcroForm().getField("who").getValueAsString())
                    .isEqualTo("kept");
            assertThat(copy.getPage(0).getAnnotations()).hasSize(1);
        }
    }

    @Test
    void theStructureTreeIsUntouched() throws IOException {
        byte[] source;
        try (var in = getClass().getResourceAsStream("/demo/certificates/soc-2-type-2-2026.pdf")) {
            source = in.readAllBytes();
        }
        try (PDDocument before = Loader.loadPDF(source);
                PDDocument after = Loader.loadPDF(stamp(source))) {
            String tree = structure(before);
            assertThat(tree).contains("/S /").hasSizeGreaterThan(1000);
            assertThat(structure(after)).isEqualTo(tree);
            assertThat(after.getDocumentCatalog().getMarkInfo().isMarked()).isTrue();
        }
    }

    /** The names and marked content numbers of all elements, in their order. */
    private static String structure(PDDocument document) {
        StringBuilder tree = new StringBuilder();
        describe(document.getDocumentCatalog().getStructureTreeRoot().getCOSObject(), tree);
        return tree.toString();
    }

    private static void describe(org.apache.pdfbox.cos.COSBase element, StringBuilder tree) {
        if (element instanceof COSDictionary dictionary) {
            tree.append("/S /").append(dictionary.getNameAsString(COSName.S)).append(' ');
            tree.append(dictionary.getInt(COSName.MCID)).append('(');
            describe(dictionary.getDictionaryObject(COSName.K), tree);
            tree.append(')');
        } else if (element instanceof COSArray array) {
            for (int index = 0; index < array.size(); index++) {
                describe(array.getObject(index), tree);
            }
        } else if (element instanceof org.apache.pdfbox.cos.COSInteger number) {
            tree.append(number.intValue()).append(' ');
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "ZZZ",
                ") Tj ET Q Q Q",
                "\u202E\u2066abc",
                "a\r\nb",
                "%PDF \\ \\( <</",
                "محمد بن عبد الله",
                "अनन्या",
                "王",
                "😀"
            })
    void hostileAndForeignNamesLeaveTheSerialWhole(String name) {
        CopyStamp stamp = new CopyStamp(STAMP.serial(), name, name + "@x", name.repeat(200), STAMP.grantedAt());
        assertThat(Pdfs.textOf(stamp(Pdfs.page("Content"), stamp)))
                .contains("Content", STAMP.serial().toString(), "Confidential Information");
    }

    private static void assertSquareIsStillThere(BufferedImage before, BufferedImage after) {
        int black = 0;
        int kept = 0;
        for (int y = 0; y < before.getHeight(); y++) {
            for (int x = 0; x < before.getWidth(); x++) {
                if (gray(before, x, y) < 40) {
                    black++;
                    kept += gray(after, x, y) < 60 ? 1 : 0;
                }
            }
        }
        assertThat(black).isPositive();
        assertThat(kept / (double) black).isGreaterThan(0.8);
    }

    private static int dark(BufferedImage image, int left, int top, int right, int bottom, int below) {
        int dark = 0;
        for (int y = top; y < bottom; y++) {
            for (int x = left; x < right; x++) {
                dark += gray(image, x, y) < below ? 1 : 0;
            }
        }
        return dark;
    }

    private static int gray(BufferedImage image, int x, int y) {
        int rgb = image.getRGB(x, y);
        return ((rgb >> 16 & 255) + (rgb >> 8 & 255) + (rgb & 255)) / 3;
    }

    static BufferedImage render(byte[] pdf, int page) throws IOException {
        try (PDDocument document = Loader.loadPDF(pdf)) {
            PDRectangle box = document.getPage(page).getCropBox();
            float scale = (float) Math.min(2, 1200.0 / Math.max(box.getWidth(), box.getHeight()));
            return new PDFRenderer(document).renderImage(page, scale);
        }
    }
}
