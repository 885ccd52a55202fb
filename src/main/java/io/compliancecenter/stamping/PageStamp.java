package io.compliancecenter.stamping;

import io.compliancecenter.pdf.PackedStream;
import io.compliancecenter.pdf.PdfFonts;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDResources;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.graphics.color.PDCalGray;
import org.apache.pdfbox.pdmodel.graphics.color.PDTristimulus;
import org.apache.pdfbox.pdmodel.graphics.form.PDFormXObject;

/**
 * Stamps the pages of a document. The stamp is upright as a viewer shows the page, for any size, rotation, user unit and crop
 * box. Pages of the same visible size share one form XObject. The stamp is an artifact (ISO 32000-1, 14.8.2.2), so that the
 * document's structure does not change.
 */
final class PageStamp {

    /** A resource of each stamp. */
    static final COSName GRAY = COSName.getPDFName("CCGray");

    /** The smallest page size of the PDF specification, in points (ISO 32000-1, annex C). */
    private static final double SMALLEST = 3;

    /** Some 350 metres: what is larger is no page, and no viewer would show the stamp. */
    private static final double LARGEST = 1_000_000;

    private final PDDocument document;
    private final StampText text;
    private final PdfFonts fonts;
    private final PDCalGray gray = gray();
    private final EnclosedContent enclosures;
    private final Map<String, PDFormXObject> forms = new HashMap<>();
    private final Map<String, COSStream> contents = new HashMap<>();
    private final Map<COSStream, COSStream> repacked = new IdentityHashMap<>();

    PageStamp(PDDocument document, CopyStamp stamp, boolean withCidSet) {
        this.document = document;
        this.text = new StampText(stamp);
        this.enclosures = new EnclosedContent(document);
        this.fonts = new PdfFonts(document, withCidSet);
    }

    /** @param enclosed the indexes of the pages whose content has to be enclosed */
    void stampAll(BitSet enclosed) throws IOException {
        int index = 0;
        for (PDPage page : document.getPages()) {
            requireRoom(PageView.of(page), index + 1);
            stamp(page, enclosed.get(index));
            index++;
        }
        fonts.embed();
    }

    private static void requireRoom(PageView view, int number) throws UnstampableException {
        double shorter = Math.min(view.width(), view.height());
        double longer = Math.max(view.width(), view.height());
        if (!(shorter >= SMALLEST && longer <= LARGEST)) {
            throw new UnstampableException(
                    "page %d is %s by %s points large; print the document to a usual size of paper"
                            .formatted(number, view.width(), view.height()));
        }
    }

    private void stamp(PDPage page, boolean enclosed) throws IOException {
        PageView view = PageView.of(page);
        String size = PdfFonts.number(view.width()) + ' ' + PdfFonts.number(view.height());
        PDFormXObject form = forms.get(size);
        if (form == null) {
            form = form(view.width(), view.height());
            forms.put(size, form);
        }
        String before = "q\n" + (enclosed ? enclosures.enclose(page) : "");
        String call = "/Artifact BMC\nq\n%s cm\n/%s Do\nQ\nEMC\n".formatted(matrix(view), name(page, form));
        wrap(page, before, "\nQ\n" + call);
    }

    private static String matrix(PageView view) {
        double[] matrix = new double[6];
        view.toUserSpace().getMatrix(matrix);
        // With a huge user unit, the scale has many decimal places.
        return Arrays.stream(matrix)
                .mapToObj(number -> PdfFonts.number(number, 8))
                .collect(Collectors.joining(" "));
    }

    private PDFormXObject form(double width, double height) throws IOException {
        PDResources resources = new PDResources();
        resources.put(GRAY, gray);
        // PDF/UA wants a language of all text, also where the document has none (ISO 14289-1, 7.2).
        String content = "/Span <</Lang (en)>> BDC\n" + text.draw(fonts, resources, width, height) + "EMC\n";
        PDFormXObject form = new PDFormXObject(stream(content));
        form.setBBox(new PDRectangle((float) width, (float) height));
        form.setResources(resources);
        return form;
    }

    /** The form's name in the page's resources, which may be missing or shared with other pages. */
    private static String name(PDPage page, PDFormXObject form) {
        PDResources resources = page.getResources();
        if (resources == null) {
            resources = new PDResources();
            page.setResources(resources);
        }
        if (resources.getCOSObject().getDictionaryObject(COSName.XOBJECT) instanceof COSStream notForAll) {
            // Most viewers find nothing in a stream.
            resources.getCOSObject().setItem(COSName.XOBJECT, new COSDictionary(notForAll));
        }
        return resources.add(form).getName();
    }

    private void wrap(PDPage page, String before, String after) throws IOException {
        COSArray wrapped = new COSArray();
        wrapped.add(content(before));
        List<COSBase> parts = PageContent.parts(page);
        for (int index = 0; index < parts.size(); index++) {
            if (index > 0) {
                // Most viewers divide parts by a space, which does not end a comment.
                wrapped.add(content("\n"));
            }
            wrapped.add(readable(parts.get(index)));
        }
        wrapped.add(content(after));
        page.getCOSObject().setItem(COSName.CONTENTS, wrapped);
    }

    /** A part of the content, or one with the same content that all viewers unpack in the same way. */
    private COSBase readable(COSBase part) throws IOException {
        COSStream stream = PageContent.stream(part);
        if (PackedStream.isSimple(stream)) {
            return part;
        }
        COSStream known = repacked.get(stream);
        if (known != null) {
            return known;
        }
        COSStream anew = document.getDocument().createCOSStream();
        try (InputStream content = PackedStream.open(stream)) {
            PackedStream.write(content, anew);
        }
        repacked.put(stream, anew);
        return anew;
    }

    private COSStream content(String operators) throws IOException {
        COSStream known = contents.get(operators);
        if (known == null) {
            known = stream(operators);
            contents.put(operators, known);
        }
        return known;
    }

    private COSStream stream(String content) throws IOException {
        COSStream stream = document.getDocument().createCOSStream();
        try (OutputStream out = stream.createOutputStream(COSName.FLATE_DECODE)) {
            out.write(content.getBytes(StandardCharsets.US_ASCII));
        }
        return stream;
    }

    /** Under D65 (ISO 32000-1, 8.6.5.2). */
    private static PDCalGray gray() {
        PDCalGray gray = new PDCalGray();
        gray.setWhitePoint(new PDTristimulus(new float[] {0.9505f, 1, 1.089f}));
        gray.setGamma(2.2f);
        return gray;
    }
}
