package io.compliancecenter.publishing.pdfcheck;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSObject;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.cos.COSString;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a PDF may hold that acts by itself, or carries something. */
class ActiveContentTest extends InspectedPdfs {

    /** Each fails without the entry of {@code ACTIONS}, or the condition, in {@code ActiveContent} that refuses it. */
    static Stream<Active> activeContent() {
        return Stream.of(
                active(
                        "OpenAction",
                        PdfObjection.JAVASCRIPT,
                        document -> catalog(document).setItem("OpenAction", javaScript())),
                active("JavaScript in a stream", PdfObjection.JAVASCRIPT, document -> {
                    COSStream script = new COSStream();
                    script.createOutputStream().close();
                    catalog(document).setItem("OpenAction", dictionary("JS", script));
                }),
                active(
                        "action whose script is missing",
                        PdfObjection.JAVASCRIPT,
                        document -> catalog(document).setItem("OpenAction", dictionary("S", name("JavaScript")))),
                active(
                        "AA of the catalog",
                        PdfObjection.JAVASCRIPT,
                        document -> catalog(document).setItem("AA", dictionary("WC", javaScript()))),
                active(
                        "AA of a page",
                        PdfObjection.JAVASCRIPT,
                        document -> page(document).setItem("AA", dictionary("O", javaScript()))),
                active(
                        "Names",
                        PdfObjection.JAVASCRIPT,
                        document -> catalog(document)
                                .setItem(
                                        "Names",
                                        dictionary(
                                                "JavaScript",
                                                dictionary(
                                                        "Kids",
                                                        array(new COSObject(dictionary(
                                                                "Names", array(new COSString("x"), javaScript())))))))),
                active(
                        "A of an annotation",
                        PdfObjection.JAVASCRIPT,
                        document -> annotate(document, dictionary("Subtype", name("Link"), "A", javaScript()))),
                active(
                        "AA of an annotation",
                        PdfObjection.JAVASCRIPT,
                        document -> annotate(
                                document, dictionary("Subtype", name("Widget"), "AA", dictionary("E", javaScript())))),
                active(
                        "field",
                        PdfObjection.JAVASCRIPT,
                        document -> catalog(document)
                                .setItem(
                                        "AcroForm",
                                        dictionary(
                                                "Fields",
                                                array(dictionary(
                                                        "Kids",
                                                        array(dictionary("AA", dictionary("K", javaScript())))))))),
                active(
                        "outline item",
                        PdfObjection.JAVASCRIPT,
                        document -> catalog(document)
                                .setItem(
                                        "Outlines",
                                        dictionary("First", dictionary("Next", dictionary("A", javaScript()))))),
                active(
                        "Next of a harmless action",
                        PdfObjection.JAVASCRIPT,
                        document -> catalog(document)
                                .setItem(
                                        "OpenAction",
                                        dictionary(
                                                "S",
                                                name("URI"),
                                                "Next",
                                                array(dictionary("S", name("URI"), "Next", javaScript()))))),
                active(
                        "launch",
                        PdfObjection.LAUNCH_ACTION,
                        document -> annotate(
                                document,
                                dictionary(
                                        "Subtype",
                                        name("Link"),
                                        "A",
                                        dictionary("S", name("Launch"), "F", new COSString("x"))))),
                active(
                        "go to an embedded file",
                        PdfObjection.EMBEDDED_FILE,
                        document -> catalog(document).setItem("OpenAction", dictionary("S", name("GoToE")))),
                active(
                        "file in Names",
                        PdfObjection.EMBEDDED_FILE,
                        document -> catalog(document)
                                .setItem(
                                        "Names",
                                        dictionary(
                                                "EmbeddedFiles",
                                                dictionary("Names", array(new COSString("x"), fileSpecification()))))),
                active(
                        "associated file",
                        PdfObjection.EMBEDDED_FILE,
                        document -> page(document).setItem("AF", array(fileSpecification()))),
                active(
                        "file whose stream alone is there",
                        PdfObjection.EMBEDDED_FILE,
                        document -> page(document).setItem("PieceInfo", embeddedFile())),
                active(
                        "attached file",
                        PdfObjection.EMBEDDED_FILE,
                        document -> annotate(document, dictionary("Subtype", name("FileAttachment")))),
                active(
                        "rich media",
                        PdfObjection.MULTIMEDIA,
                        document -> annotate(document, dictionary("Subtype", name("RichMedia")))),
                active(
                        "movie",
                        PdfObjection.MULTIMEDIA,
                        document -> annotate(document, dictionary("Subtype", name("Movie")))),
                active(
                        "screen",
                        PdfObjection.MULTIMEDIA,
                        document -> annotate(document, dictionary("Subtype", name("Screen")))),
                active(
                        "sound",
                        PdfObjection.MULTIMEDIA,
                        document -> annotate(document, dictionary("Subtype", name("Sound")))),
                active(
                        "rendition",
                        PdfObjection.MULTIMEDIA,
                        document -> catalog(document).setItem("OpenAction", dictionary("S", name("Rendition")))),
                active(
                        "XFA",
                        PdfObjection.XFA_FORM,
                        document ->
                                catalog(document).setItem("AcroForm", dictionary("Fields", array(), "XFA", array()))));
    }

    @ParameterizedTest
    @MethodSource("activeContent")
    void whatActsByItselfOrCarriesFilesIsRefused(Active active) {
        assertRefused(TestPdfs.with(active.change()), active.objection());
    }

    @Test
    void whatOnlyHasTheNameOfSuchAThingIsFit() throws RefusedPdfException {
        byte[] pdf = TestPdfs.with(document -> {
            COSDictionary font =
                    dictionary("Type", name("Font"), "Subtype", name("Type1"), "BaseFont", name("Courier"));
            page(document).setItem("Resources", dictionary("Font", dictionary("JS", font, "EF", font, "XFA", font)));
            catalog(document)
                    .setItem(
                            "OpenAction",
                            dictionary("S", name("URI"), "URI", new COSString("https://vendor.example/")));
            catalog(document).setItem("Names", dictionary("EmbeddedFiles", dictionary("Names", array())));
        });

        assertThat(inspect(pdf)).isEqualTo(1);
    }

    /** Fails, and takes for ever, without {@code seen} in {@code PdfGraph}. */
    @Test
    void circlesEnd() throws RefusedPdfException {
        byte[] outline = TestPdfs.with(document -> {
            COSObject first = new COSObject(dictionary("Title", new COSString("x")));
            ((COSDictionary) first.getObject()).setItem("Next", first);
            catalog(document).setItem("Outlines", dictionary("First", first, "Last", first));
        });

        assertThat(inspect(outline)).isEqualTo(1);
    }

    @Test
    void aScriptUnderAnEscapedNameIsRefused() {
        assertRefused(
                TestPdfs.of(
                        "<< /Type /Catalog /Pages 2 0 R /OpenAction << /S /J#61vaScript >> >>",
                        "<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
                        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 100 100] >>"),
                PdfObjection.JAVASCRIPT);
    }

    record Active(String name, PdfObjection objection, TestPdfs.Change change) {

        @Override
        public String toString() {
            return name;
        }
    }

    private static Active active(String name, PdfObjection objection, TestPdfs.Change change) {
        return new Active(name, objection, change);
    }

    private static COSDictionary catalog(PDDocument document) {
        return document.getDocumentCatalog().getCOSObject();
    }

    private static COSDictionary page(PDDocument document) {
        return document.getPage(0).getCOSObject();
    }

    private static void annotate(PDDocument document, COSDictionary annotation) {
        page(document).setItem("Annots", array(annotation));
    }

    private static COSDictionary javaScript() {
        return dictionary("S", name("JavaScript"), "JS", new COSString("app.alert(1)"));
    }

    private static COSStream embeddedFile() {
        COSStream file = new COSStream();
        file.setItem(COSName.TYPE, name("EmbeddedFile"));
        try {
            file.createOutputStream().close();
        } catch (IOException impossible) {
            throw new AssertionError(impossible);
        }
        return file;
    }

    private static COSDictionary fileSpecification() {
        COSStream file = embeddedFile();
        file.removeItem(COSName.TYPE);
        return dictionary("Type", name("Filespec"), "F", new COSString("x"), "EF", dictionary("F", file));
    }

    private static COSName name(String name) {
        return COSName.getPDFName(name);
    }

    private static COSArray array(COSBase... values) {
        COSArray array = new COSArray();
        List.of(values).forEach(array::add);
        return array;
    }

    private static COSDictionary dictionary(Object... entries) {
        COSDictionary dictionary = new COSDictionary();
        for (int entry = 0; entry < entries.length; entry += 2) {
            dictionary.setItem((String) entries[entry], (COSBase) entries[entry + 1]);
        }
        return dictionary;
    }
}
