package io.compliancecenter.publishing.pdfcheck;

import io.compliancecenter.testing.pdf.RawPdf;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.filter.FilterFactory;

/**
 * Makes a PDF from a seed, by a grammar of what programs write and of what none should: page trees, boxes, rotations, content
 * that ends anywhere, filters, resources and annotations. It has no active content, no signature and no protection.
 */
final class OddPdf extends OddChoices {

    private final OddContent content;
    private final List<String> objects = new ArrayList<>();
    private final String font;
    private final String image;
    private final String layer;
    private final String state;
    private String form = "null";

    private OddPdf(long seed) {
        super(new SplittableRandom(seed));
        content = new OddContent(random);
        // The catalog and the root of the tree
        objects.add("");
        objects.add("");
        font = add("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>");
        image = add(image());
        layer = add("<< /Type /OCG /Name (Layer) >>");
        state = add("<< /Type /ExtGState "
                + pick(
                        "/ca 0",
                        "/CA 0.3 /ca 0.3",
                        "/BM /Multiply",
                        "/SMask /None",
                        "/LW 20",
                        "/Font [3 0 R 40]",
                        "/D [[3] 0]",
                        "")
                + " >>");
    }

    /** The same seed gives the same bytes. */
    static byte[] of(long seed) {
        return new OddPdf(seed).bytes();
    }

    private byte[] bytes() {
        form = add(form());
        objects.set(1, node(2, 0, ""));
        objects.set(0, catalog());
        String pdf = new String(RawPdf.of(objects.toArray(String[]::new)).bytes(), StandardCharsets.ISO_8859_1);
        if (chance(5)) {
            pdf = pick("\r\n", "Dear all\n", "\0\0\0") + pdf;
        }
        if (chance(5)) {
            pdf = pdf.replaceFirst("startxref\n\\d+", "startxref\n" + random.nextInt(2000));
        }
        if (chance(2)) {
            pdf = pdf.replaceFirst("(?s)\nxref\n.*\ntrailer", "\ntrailer");
        }
        if (chance(5)) {
            pdf += pick("\0".repeat(3000), "\n\n", "\032");
        }
        return pdf.getBytes(StandardCharsets.ISO_8859_1);
    }

    private String catalog() {
        return "<< /Type /Catalog /Pages 2 0 R "
                + rarely("/OCProperties << /OCGs [" + layer + "] /D << /OFF [" + layer + "] >> >> ")
                + rarely("/AcroForm << /Fields [] " + rarely("/NeedAppearances true ") + ">> ")
                + rarely("/Lang (en) /MarkInfo << /Marked true >> ")
                + rarely("/PageMode /UseOutlines /PageLayout /TwoColumnLeft ")
                + ">>";
    }

    private String node(int number, int depth, String parent) {
        List<String> kids = new ArrayList<>();
        int count = 1 + random.nextInt(3);
        for (int kid = 0; kid < count; kid++) {
            if (depth < 3 && chance(20)) {
                objects.add("");
                int inner = objects.size();
                objects.set(inner - 1, node(inner, depth + 1, number + " 0 R"));
                kids.add(inner + " 0 R");
            } else {
                kids.add(add(page(number)));
            }
        }
        if (chance(5)) {
            kids.add(kids.get(0));
        }
        if (chance(1)) {
            kids.add(pick("null", "99 0 R", "7", number + " 0 R"));
        }
        String list = kids.stream().collect(Collectors.joining(" ", "[", "]"));
        return "<< " + pick(95, "/Type /Pages ", "", "/Type /Foo ")
                + "/Kids " + (chance(10) ? add(list) : list) + " "
                + pick(90, "/Count " + count + " ", "", "/Count 0 ", "/Count -1 ")
                + (parent.isEmpty() ? "" : pick(95, "/Parent " + parent + " ", ""))
                + (depth == 0 ? boxes() + "/Resources " + resources() + " " : rarely(boxes()))
                + rarely("/Rotate " + rotation() + " ")
                + ">>";
    }

    private String page(int parent) {
        return "<< " + pick(90, "/Type /Page ", "", "/Type /Foo ", "/Type /Template ", "/Type /Pages ")
                + pick(95, "/Parent " + parent + " 0 R ", "")
                + (chance(50) ? boxes() : "")
                + (chance(30) ? "/Rotate " + rotation() + " " : "")
                + (chance(5) ? "/UserUnit " + pick("2", "0.5", "0", "-1", "1000000", "(x)") + " " : "")
                + (chance(50) ? "/Resources " + resources() + " " : "")
                + (chance(95) ? "/Contents " + contents() + " " : "")
                + (chance(20) ? "/Annots " + annotations() + " " : "")
                + (chance(2) ? "/Kids " + pick("[]", "[3 0 R]", "null") + " " : "")
                + rarely("/Group << /S /Transparency /CS /DeviceRGB >> ")
                + ">>";
    }

    private String boxes() {
        int width = 50 * (4 + random.nextInt(6));
        int height = 50 * (4 + random.nextInt(6));
        int left = chance(70) ? 0 : 10 * (random.nextInt(40) - 20);
        int bottom = chance(70) ? 0 : 10 * (random.nextInt(40) - 20);
        String media = pick(
                80,
                box(left, bottom, left + width, bottom + height),
                box(left + width, bottom + height, left, bottom),
                "[0.5 0.25 " + width + ".5 " + height + ".75]",
                "[0 0 " + add(String.valueOf(width)) + " 300]",
                add(box(0, 0, width, height)),
                "[]",
                "[0 0 0 0]",
                "[0 0 300]",
                "[0 0 /a (b)]",
                "null",
                "[0 0 30 40]",
                "[0 0 1e2 300]",
                "[-100000 -100000 -99700 -99700]");
        String crop = pick(
                50,
                box(left + 10, bottom + 20, left + width - 20, bottom + height - 10),
                box(left - 50, bottom - 50, left + width + 50, bottom + height - 20),
                box(left + 150, bottom + 100, left + width + 50, bottom + height + 50),
                "[0 0 0 0]",
                "[900 900 999 999]",
                "null",
                "[0 0 200 200]");
        return pick(95, "/MediaBox " + media + " ", "")
                + (chance(25) ? "/CropBox " + crop + " " : "")
                + rarely("/TrimBox [10 10 20 20] /BleedBox [0 0 0 0] ");
    }

    private static String box(int left, int bottom, int right, int top) {
        return "[%d %d %d %d]".formatted(left, bottom, right, top);
    }

    private String rotation() {
        return pick(85, pick("0", "90", "180", "270"), "-90", "450", "360", "45", "90.0", "null", "/R", "1e3");
    }

    private String contents() {
        String content = this.content.of(3 + random.nextInt(6));
        List<String> parts = new ArrayList<>();
        while (chance(25) && content.length() > 1) {
            int end = random.nextInt(content.length());
            parts.add(content.substring(0, end));
            content = content.substring(end);
        }
        parts.add(content);
        List<String> streams = new ArrayList<>();
        parts.forEach(part -> streams.add(add(stream("", part))));
        if (chance(5)) {
            streams.add(
                    random.nextInt(streams.size() + 1), pick("null", "99 0 R", "(x)", "[]", "<< >>", streams.get(0)));
        }
        if (streams.size() == 1 && chance(70)) {
            return streams.get(0);
        }
        String list = streams.stream().collect(Collectors.joining(" ", "[", "]"));
        return chance(10) ? add(list) : list;
    }

    private String resources() {
        String entries =
                "<< /Font << /F1 " + font + " >> /XObject << /Im " + image + " /Fm " + form + rarely(" /JS " + image)
                        + " >> /ExtGState << /G " + state + " >> /Properties << /L " + layer + " >> "
                        + rarely("/ProcSet [/PDF /Text] /ColorSpace << /DefaultGray /DeviceGray >> ") + ">>";
        return pick(97, chance(50) ? add(entries) : entries, "<< >>", "null", "[]");
    }

    private String image() {
        String pixels = "\0\377\200\100".repeat(64);
        return stream(
                "/Type /XObject /Subtype /Image /Width 16 /Height 16 /BitsPerComponent 8 /ColorSpace "
                        + pick(90, "/DeviceGray", "/DeviceRGB", "[/Indexed /DeviceRGB 1 <ff00ff00ff00>]", "/Foo"),
                pixels);
    }

    private String form() {
        return stream(
                "/Type /XObject /Subtype /Form /BBox "
                        + pick(90, "[0 0 200 200]", "[0 0 0 0]", "[9 9]", "[200 200 0 0]") + " "
                        + (chance(80) ? "/Resources " + resources() + " " : "")
                        + rarely("/Matrix [1 0 0 1 0 20] ")
                        + rarely("/Group << /S /Transparency >> ")
                        + rarely("/OC " + layer + " "),
                content.of(2));
    }

    private String annotations() {
        String appearance = add(stream("/Type /XObject /Subtype /Form /BBox [0 0 9 9]", "1 0 0 rg 0 0 9 9 re f"));
        List<String> annotations = new ArrayList<>();
        for (int number = 1 + random.nextInt(2); number > 0; number--) {
            String annotation = "<< /Type /Annot "
                    + pick(
                            "/Subtype /Link /Rect [20 20 90 90] /A << /S /URI /URI (https://vendor.example/) >>",
                            "/Subtype /Link /Rect [20 20 90 90] /Border [0 0 1] /Dest [0 /Fit]",
                            "/Subtype /Square /Rect [20 90 120 150] /IC [1 1 0] /C [1 0 0]",
                            "/Subtype /Square /Rect [0 0 500 500] /IC [1 1 0] /C [1 0 0]",
                            "/Subtype /Stamp /Rect [20 90 120 150] /AP << /N " + appearance + " >>",
                            "/Subtype /Stamp /Rect [0 0 500 60] /AP << /N " + appearance + " >>",
                            "/Subtype /Widget /FT /Tx /T (f) /Rect [20 90 120 150] /V (x) /AP << /N " + appearance
                                    + " >>",
                            "/Subtype /Highlight /Rect [20 90 120 150] /QuadPoints [20 150 120 150 20 90 120 90] /C [1 1 0]",
                            "/Subtype /Text /Rect [20 90 40 110] /Contents (A note)",
                            "/Subtype /Popup /Rect [0 0 300 300]",
                            "/Subtype /Foo /Rect [20 90 40 110]",
                            "/Subtype /Ink /InkList [[20 90 50 120]] /Rect [20 90 120 150]",
                            "/Subtype /FreeText /Rect [20 90 120 150] /Contents (Free) /DA (/F1 9 Tf)")
                    + " /F " + pick(70, "4", "0", "2", "32", "1") + " >>";
            annotations.add(chance(80) ? add(annotation) : annotation);
        }
        if (chance(5)) {
            annotations.add(pick("null", "99 0 R", "7", "<< >>"));
        }
        String list = annotations.stream().collect(Collectors.joining(" ", "[", "]"));
        return chance(20) ? add(list) : list;
    }

    private String stream(String entries, String bytes) {
        String flate = encoded(COSName.FLATE_DECODE, bytes);
        return switch (random.nextInt(20)) {
            case 0, 1, 2, 3, 4 -> RawPdf.stream(entries + " /Filter /FlateDecode", flate);
            case 5 -> RawPdf.stream(entries + " /Filter [/FlateDecode] /DecodeParms [null]", flate);
            case 6 -> RawPdf.stream(entries + " /Filter " + add("/FlateDecode"), flate);
            case 7 ->
                RawPdf.stream(
                        entries + " /Filter [/ASCII85Decode /FlateDecode]", encoded(COSName.ASCII85_DECODE, flate));
            case 8 -> RawPdf.stream(entries + " /Filter /ASCIIHexDecode", encoded(COSName.ASCII_HEX_DECODE, bytes));
            case 9 -> RawPdf.stream(entries + " /Filter /LZWDecode", encoded(COSName.LZW_DECODE, bytes));
            case 10 -> damaged(entries, bytes, flate);
            default -> RawPdf.stream(entries, bytes);
        };
    }

    private String damaged(String entries, String bytes, String flate) {
        return switch (random.nextInt(6)) {
            case 0 -> RawPdf.stream(entries + " /Filter /FooDecode", bytes);
            case 1 ->
                RawPdf.stream(entries + " /Filter /FlateDecode", flate.substring(0, random.nextInt(flate.length())));
            case 2 -> RawPdf.stream(entries + " /Filter /FlateDecode", flate.substring(0, flate.length() - 4) + "abcd");
            case 3 -> RawPdf.stream(entries + " /Filter /FlateDecode", bytes);
            case 4 -> RawPdf.stream(entries, bytes).replaceFirst("/Length \\d+", "/Length " + random.nextInt(5000));
            default -> RawPdf.stream(entries + " /DecodeParms << /Predictor 12 /Columns 4 >>", bytes);
        };
    }

    private static String encoded(COSName filter, String bytes) {
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            FilterFactory.INSTANCE
                    .getFilter(filter)
                    .encode(
                            new ByteArrayInputStream(bytes.getBytes(StandardCharsets.ISO_8859_1)),
                            out,
                            new COSDictionary(),
                            0);
            return out.toString(StandardCharsets.ISO_8859_1);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private String add(String object) {
        objects.add(object);
        return objects.size() + " 0 R";
    }
}
