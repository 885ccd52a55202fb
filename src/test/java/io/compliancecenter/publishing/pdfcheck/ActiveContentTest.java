package io.compliancecenter.publishing.pdfcheck;

import static io.compliancecenter.publishing.pdfcheck.PdfObjects.annotate;
import static io.compliancecenter.publishing.pdfcheck.PdfObjects.array;
import static io.compliancecenter.publishing.pdfcheck.PdfObjects.catalog;
import static io.compliancecenter.publishing.pdfcheck.PdfObjects.click;
import static io.compliancecenter.publishing.pdfcheck.PdfObjects.dictionary;
import static io.compliancecenter.publishing.pdfcheck.PdfObjects.javaScript;
import static io.compliancecenter.publishing.pdfcheck.PdfObjects.link;
import static io.compliancecenter.publishing.pdfcheck.PdfObjects.name;
import static io.compliancecenter.publishing.pdfcheck.PdfObjects.page;
import static io.compliancecenter.publishing.pdfcheck.PdfObjects.stream;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.compliancecenter.catalogue.published.PublishedDocument.CopyKind;
import io.compliancecenter.testing.pdf.RawPdf;
import java.util.stream.Stream;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSObject;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.cos.COSString;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

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
                active("A of an annotation", PdfObjection.JAVASCRIPT, document -> click(document, javaScript())),
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
                        document -> click(
                                document,
                                dictionary(
                                        "S",
                                        name("URI"),
                                        "Next",
                                        array(dictionary("S", name("URI"), "Next", javaScript()))))),
                active(
                        "launch",
                        PdfObjection.LAUNCH_ACTION,
                        document -> click(document, dictionary("S", name("Launch"), "F", new COSString("x")))),
                active(
                        "go to an embedded file",
                        PdfObjection.OTHER_FILE,
                        document -> catalog(document).setItem("OpenAction", dictionary("S", name("GoToE")))),
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
                        "link when it is opened",
                        PdfObjection.AUTOMATIC_ACTION,
                        document -> catalog(document).setItem("OpenAction", link("https://vendor.example/"))),
                active(
                        "link after going somewhere when it is opened",
                        PdfObjection.AUTOMATIC_ACTION,
                        document -> catalog(document)
                                .setItem(
                                        "OpenAction",
                                        dictionary("S", name("GoTo"), "Next", link("https://vendor.example/")))),
                active(
                        "link when a page is shown",
                        PdfObjection.AUTOMATIC_ACTION,
                        document -> page(document).setItem("AA", dictionary("O", link("https://vendor.example/")))),
                active(
                        "link when an annotation comes into view",
                        PdfObjection.AUTOMATIC_ACTION,
                        document -> annotate(
                                document,
                                dictionary(
                                        "Subtype",
                                        name("Widget"),
                                        "AA",
                                        dictionary("PV", link("https://vendor.example/"))))),
                active(
                        "printing when it is opened",
                        PdfObjection.AUTOMATIC_ACTION,
                        document -> catalog(document)
                                .setItem("OpenAction", dictionary("S", name("Named"), "N", name("Print")))),
                active(
                        "submit a form",
                        PdfObjection.ACTION,
                        document -> click(document, dictionary("S", name("SubmitForm")))),
                active(
                        "import data",
                        PdfObjection.ACTION,
                        document -> catalog(document).setItem("OpenAction", dictionary("S", name("ImportData")))),
                active(
                        "unknown action",
                        PdfObjection.ACTION,
                        document -> click(document, dictionary("S", name("Brew")))),
                active(
                        "go to another file",
                        PdfObjection.OTHER_FILE,
                        document -> click(
                                document,
                                dictionary("S", name("GoToR"), "F", new COSString("\\\\server\\share\\x.pdf")))),
                active(
                        "article in another file",
                        PdfObjection.OTHER_FILE,
                        document -> click(document, dictionary("S", name("Thread"), "F", new COSString("other.pdf")))),
                active("transfer link", PdfObjection.LINK, document -> click(document, link("ftp://vendor.example/"))),
                active("relative link", PdfObjection.LINK, document -> click(document, link("//vendor.example/"))),
                active("file link", PdfObjection.LINK, document -> click(document, link("file:///etc/passwd"))),
                active("script link", PdfObjection.LINK, document -> click(document, link(" JavaScript:alert(1)"))),
                active(
                        "link that is a name",
                        PdfObjection.LINK,
                        document -> click(document, dictionary("S", name("URI"), "URI", name("file:///x")))),
                active(
                        "action whose kind is a string",
                        PdfObjection.AUTOMATIC_ACTION,
                        document -> catalog(document).setItem("OpenAction", dictionary("S", new COSString("URI")))),
                active("share link", PdfObjection.LINK, document -> click(document, link("\\\\server\\share"))),
                active(
                        "stream in another file",
                        PdfObjection.EXTERNAL_CONTENT,
                        document -> page(document).setItem("Contents", stream("F", new COSString("other.bin")))),
                active(
                        "stream in a file of a specification",
                        PdfObjection.EXTERNAL_CONTENT,
                        document -> page(document)
                                .setItem("Contents", stream("F", dictionary("F", new COSString("other.bin"))))),
                active(
                        "reference XObject",
                        PdfObjection.EXTERNAL_CONTENT,
                        document -> page(document)
                                .setItem(
                                        "Resources",
                                        dictionary(
                                                "XObject",
                                                dictionary(
                                                        "X",
                                                        stream("Ref", dictionary("F", new COSString("other.pdf"))))))),
                active(
                        "program for printers",
                        PdfObjection.POSTSCRIPT,
                        document ->
                                page(document).setItem("Resources", dictionary("X", stream("Subtype", name("PS"))))),
                active(
                        "form that is one",
                        PdfObjection.POSTSCRIPT,
                        document ->
                                page(document).setItem("Resources", dictionary("X", stream("Subtype2", name("PS"))))),
                active("action that is called a structure element", PdfObjection.JAVASCRIPT, document -> {
                    COSDictionary action = javaScript();
                    action.setItem(COSName.TYPE, name("StructElem"));
                    COSObject shared = new COSObject(action);
                    catalog(document).setItem("StructTreeRoot", dictionary("K", array(shared)));
                    catalog(document).setItem("OpenAction", shared);
                }),
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

    /** A person decides to click, and sees where the link goes. */
    @ParameterizedTest
    @ValueSource(strings = {"https://vendor.example/", "HTTPS://vendor.example/", "mailto:ada@vendor.example"})
    void linksToWebPagesAndMailAddressesStay(String uri) throws RefusedPdfException {
        InspectedPdf inspected = inspected(TestPdfs.with(document -> click(document, link(uri))));

        assertThat(inspected.document().pages()).isEqualTo(1);
        assertThat(inspected.refusals()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://vendor.example/", " HTTP://vendor.example/"})
    void linksThatAreNotEncryptedAreUpToThePublisher(String uri) throws RefusedPdfException {
        InspectedPdf inspected = inspected(linkOnSecondPage(uri));

        assertThat(inspected.document().pages()).isEqualTo(2);
        assertThat(inspected.refusals())
                .singleElement()
                .extracting(PdfRefusal::sentence)
                .isEqualTo("holds a link that begins with http:, whose page may be changed on its way (" + uri.strip()
                        + ") (page 2, object 5); if those who download the certificate may follow it, add 'links: keep' below"
                        + " its 'file'; if not, ask its issuer for a file without it, correct the link to https:, or print it to"
                        + " a PDF");
    }

    /** The pages of its copies would be those that {@code PageTree} lists, but a signed file is delivered as it is. */
    @Test
    void aLinkOfASignedFileIsFoundWhereNoPageIs() throws RefusedPdfException {
        byte[] signed = RawPdf.of(
                        "<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [4 0 R] >> >>",
                        "<< /Type /Pages /Count 1 /Kids [3 0 R] /Hidden << /S /URI /URI (http://vendor.example) >> >>",
                        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 300] >>",
                        "<< /FT /Sig /T (s) /V 5 0 R >>",
                        RawPdf.SIGNATURE)
                .signed();

        assertThat(inspected(signed).document().copyKind()).isEqualTo(CopyKind.UNTOUCHED);
        assertThat(inspected(signed).refusals())
                .extracting(PdfRefusal::objection)
                .containsExactly(PdfObjection.PLAIN_LINK);
    }

    @Test
    void whatAClickChangesInTheDocumentStays() throws RefusedPdfException {
        byte[] pdf = TestPdfs.with(document -> click(
                document,
                dictionary("S", name("Named"), "N", name("NextPage"), "Next", dictionary("S", name("GoTo")))));

        assertThat(inspect(pdf)).isEqualTo(1);
    }

    @Test
    void aRefusalSaysOnWhichPageAndInWhichObjectTheCauseIs() {
        assertThatThrownBy(() -> inspect(linkOnSecondPage("file:///\377etc")))
                .hasMessage(
                        "holds a link that begins with neither https: nor mailto: (file:///?etc) (page 2, object 5); ask its issuer for a file without it, correct the link, or print it to a PDF");
    }

    @Test
    void whatOnlyHasTheNameOfSuchAThingIsFit() throws RefusedPdfException {
        byte[] pdf = TestPdfs.with(document -> {
            COSDictionary font =
                    dictionary("Type", name("Font"), "Subtype", name("Type1"), "BaseFont", name("Courier"));
            page(document).setItem("Resources", dictionary("Font", dictionary("JS", font, "EF", font, "XFA", font)));
            page(document)
                    .getCOSDictionary(COSName.RESOURCES)
                    .setItem(
                            "XObject",
                            dictionary(
                                    "JS",
                                    stream("Subtype", name("Image")),
                                    "A",
                                    stream("Subtype", name("Image")),
                                    "AA",
                                    stream("Group", dictionary("S", name("Transparency")))));
            catalog(document).setItem("OpenAction", dictionary("S", name("GoTo"), "D", array()));
            catalog(document)
                    .setItem(
                            "StructTreeRoot",
                            dictionary(
                                    "K",
                                    array(dictionary(
                                            "Type", name("StructElem"), "S", name("Movie"), "Pg", page(document)))));
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

    private static byte[] linkOnSecondPage(String uri) {
        return RawPdf.of(
                        "<< /Type /Catalog /Pages 2 0 R >>",
                        "<< /Type /Pages /Count 2 /Kids [3 0 R 4 0 R] >>",
                        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 300] >>",
                        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 300] /Annots [5 0 R] >>",
                        "<< /Type /Annot /Subtype /Link /Rect [0 99 9 120] /A << /S /URI /URI (" + uri + ") >> >>")
                .bytes();
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
}
