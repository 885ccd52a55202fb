package io.compliancecenter.stamping;

import static org.assertj.core.api.Assertions.assertThat;

import io.compliancecenter.pdf.PdfFonts;
import io.compliancecenter.pdf.PdfText;
import io.compliancecenter.testing.pdf.Pdfs;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.ZonedDateTime;
import java.util.GregorianCalendar;
import java.util.List;
import java.util.Map;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSFloat;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.cos.COSString;
import org.apache.pdfbox.pdfwriter.compress.CompressParameters;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentCatalog;
import org.apache.pdfbox.pdmodel.PDDocumentNameDictionary;
import org.apache.pdfbox.pdmodel.PDEmbeddedFilesNameTreeNode;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDResources;
import org.apache.pdfbox.pdmodel.common.PDMetadata;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.common.filespecification.PDComplexFileSpecification;
import org.apache.pdfbox.pdmodel.common.filespecification.PDEmbeddedFile;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDMarkInfo;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureElement;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureTreeRoot;
import org.apache.pdfbox.pdmodel.interactive.viewerpreferences.PDViewerPreferences;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;

/** By veraPDF: what is PDF/A or PDF/UA before it is stamped is so after it. */
class StampedPdfaTest {

    @BeforeAll
    static void initialise() {
        VeraGreenfieldFoundryProvider.initialise();
    }

    /** Fails without the CalGray colours, {@code withCidSet}, the way XMP is edited, or the artifact around the stamp. */
    @ParameterizedTest
    @ValueSource(strings = {"1b", "1a", "2b", "2u", "2a", "3b", "3u", "3a", "4"})
    void aCopyOfAPdfaIsOne(String flavour) throws Exception {
        byte[] source = pdfa(flavour, "");
        assertThat(objections(source, flavour)).as("the source").isEmpty();
        assertThat(objections(StampingTest.stamp(source), flavour)).isEmpty();
        assertThat(objections(StampingTest.stamp(source, CopyStamp.SPECIMEN), flavour))
                .isEmpty();
    }

    /** Fails if {@code ContentTags} does not move the references to marked content. */
    @ParameterizedTest
    @ValueSource(strings = {"2a", "3a"})
    void theStructureOfContentThatIsEnclosedIsKept(String flavour) throws Exception {
        byte[] source = pdfa(flavour, "q");
        byte[] copy = StampingTest.stamp(source);
        assertThat(objections(source, flavour)).as("the source").isEmpty();
        assertThat(objections(copy, flavour)).isEmpty();
        try (PDDocument document = Loader.loadPDF(copy)) {
            PDPage page = document.getPage(0);
            COSDictionary root =
                    document.getDocumentCatalog().getStructureTreeRoot().getCOSObject();
            COSArray elements = (COSArray) root.getCOSDictionary(COSName.PARENT_TREE)
                    .getCOSArray(COSName.NUMS)
                    .getObject(1);
            COSDictionary paragraph = (COSDictionary) elements.getObject(0);
            COSDictionary content = paragraph.getCOSDictionary(COSName.K);
            COSDictionary form = content.getCOSDictionary(COSName.getPDFName("Stm"));
            assertThat(content.getInt(COSName.MCID)).isZero();
            assertThat(content.getCOSDictionary(COSName.PG)).isSameAs(page.getCOSObject());
            assertThat(form.getInt(COSName.STRUCT_PARENTS)).isZero();
            assertThat(new String(((COSStream) form).createInputStream().readAllBytes(), StandardCharsets.US_ASCII))
                    .contains("/MCID 0");
            assertThat(page.getStructParents()).isNegative();
        }
    }

    @Test
    void aPdfaKeepsItsAttachedFiles() throws Exception {
        byte[] source = withAttachedInvoice(pdfa("3b", ""));
        byte[] copy = StampingTest.stamp(source);
        assertThat(objections(source, "3b")).as("the source").isEmpty();
        assertThat(objections(copy, "3b")).isEmpty();
        try (PDDocument document = Loader.loadPDF(copy)) {
            COSDictionary file = (COSDictionary) document.getDocumentCatalog()
                    .getCOSObject()
                    .getCOSArray(COSName.AF)
                    .getObject(0);
            PDEmbeddedFilesNameTreeNode names =
                    new PDDocumentNameDictionary(document.getDocumentCatalog()).getEmbeddedFiles();
            assertThat(names.getValue("factur-x.xml").getCOSObject()).isSameAs(file);
            assertThat(new PDComplexFileSpecification(file).getEmbeddedFile().toByteArray())
                    .isEqualTo("<invoice/>".getBytes(StandardCharsets.UTF_8));
        }
    }

    private static byte[] withAttachedInvoice(byte[] pdfa) throws IOException {
        try (PDDocument document = Loader.loadPDF(pdfa);
                ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            PDEmbeddedFile bytes = new PDEmbeddedFile(
                    document, new ByteArrayInputStream("<invoice/>".getBytes(StandardCharsets.UTF_8)));
            bytes.setSubtype("text/xml");
            bytes.setModDate(GregorianCalendar.from(ZonedDateTime.parse("2026-01-02T03:04:05Z")));
            PDComplexFileSpecification file = new PDComplexFileSpecification();
            file.setFile("factur-x.xml");
            file.setFileUnicode("factur-x.xml");
            file.setEmbeddedFile(bytes);
            file.setEmbeddedFileUnicode(bytes);
            file.getCOSObject().setName("AFRelationship", "Data");
            PDEmbeddedFilesNameTreeNode names = new PDEmbeddedFilesNameTreeNode();
            names.setNames(Map.of("factur-x.xml", file));
            PDDocumentNameDictionary dictionary = new PDDocumentNameDictionary(document.getDocumentCatalog());
            dictionary.setEmbeddedFiles(names);
            document.getDocumentCatalog().setNames(dictionary);
            document.getDocumentCatalog()
                    .getCOSObject()
                    .setItem(COSName.AF, new COSArray(List.of(file.getCOSObject())));
            document.save(out, CompressParameters.NO_COMPRESSION);
            return out.toByteArray();
        }
    }

    /** Fails without {@code utf32} in {@code XmpPacket}. */
    @ParameterizedTest
    @ValueSource(strings = {"UTF-16", "UTF-16LE", "UTF-32BE", "UTF-32LE", "X-UTF-32BE-BOM", "X-UTF-32LE-BOM"})
    void itIsOneInWhateverEncodingItsMetadataAre(String encoding) throws Exception {
        byte[] source = pdfa("1b", "", Charset.forName(encoding));
        assertThat(objections(source, "1b")).as("the source").isEmpty();
        assertThat(objections(StampingTest.stamp(source, CopyStamp.SPECIMEN), "1b"))
                .isEmpty();
    }

    /** Fails without the artifact around the stamp, or without its language. */
    @ParameterizedTest
    @CsvSource({"1, ''", "1, q", "2, ''", "2, q"})
    void aCopyOfAPdfuaIsOne(int part, String end) throws Exception {
        byte[] source = pdfua(part, end);
        assertThat(objections(source, "ua" + part)).as("the source").isEmpty();
        assertThat(objections(StampingTest.stamp(source, CopyStamp.SPECIMEN), "ua" + part))
                .isEmpty();
    }

    /** As part 1 allows, the document does not tell its language, but that of its paragraph. */
    private static byte[] pdfua(int part, String end) throws IOException {
        String pdfa = part == 1 ? "2a" : "4a";
        try (PDDocument document = Loader.loadPDF(pdfa(pdfa, end));
                ByteArrayOutputStream bytes = new ByteArrayOutputStream()) {
            PDDocumentCatalog catalog = document.getDocumentCatalog();
            if (part == 1) {
                catalog.getCOSObject().removeItem(COSName.LANG);
            }
            PDStructureElement whole = (PDStructureElement)
                    catalog.getStructureTreeRoot().getKids().get(0);
            PDStructureElement paragraph = (PDStructureElement) whole.getKids().get(0);
            paragraph.setLanguage("en");
            if (part == 2) {
                // ISO 32000-2, 14.7.4
                COSDictionary namespace = new COSDictionary();
                namespace.setItem(COSName.TYPE, COSName.getPDFName("Namespace"));
                namespace.setString("NS", "http://iso.org/pdf2/ssn");
                whole.getCOSObject().setItem("NS", namespace);
                paragraph.getCOSObject().setItem("NS", namespace);
                catalog.getStructureTreeRoot().getCOSObject().setItem("Namespaces", new COSArray(List.of(namespace)));
            }
            PDViewerPreferences preferences = new PDViewerPreferences(new COSDictionary());
            preferences.setDisplayDocTitle(true);
            catalog.setViewerPreferences(preferences);
            String packet = xmp(pdfa.charAt(0) - '0', pdfa)
                    .replace("x-default", "en")
                    .replace("</rdf:RDF>", """
                            <rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
                            <pdfuaid:part>%d</pdfuaid:part>%s</rdf:Description></rdf:RDF>""".formatted(part, part == 1 ? "" : "<pdfuaid:rev>2024</pdfuaid:rev>"));
            catalog.setMetadata(
                    new PDMetadata(document, new ByteArrayInputStream(packet.getBytes(StandardCharsets.UTF_8))));
            document.save(bytes, CompressParameters.NO_COMPRESSION);
            return bytes.toByteArray();
        }
    }

    private static List<String> objections(byte[] pdf, String id) throws Exception {
        PDFAFlavour flavour = PDFAFlavour.fromString(id);
        try (PDFAParser parser = Foundries.defaultInstance().createParser(new ByteArrayInputStream(pdf), flavour);
                PDFAValidator validator = Foundries.defaultInstance().createValidator(flavour, false)) {
            return validator.validate(parser).getTestAssertions().stream()
                    .filter(assertion -> assertion.getStatus() == TestAssertion.Status.FAILED)
                    .map(assertion -> assertion.getRuleId().getClause() + " " + assertion.getMessage() + " "
                            + assertion.getLocation().getContext())
                    .distinct()
                    .limit(10)
                    .toList();
        }
    }

    private static byte[] pdfa(String flavour, String end) {
        return pdfa(flavour, end, StandardCharsets.UTF_8);
    }

    private static byte[] pdfa(String flavour, String end, Charset encodingOfMetadata) {
        boolean tagged = flavour.endsWith("a");
        int part = flavour.charAt(0) - '0';
        return Pdfs.with(document -> {
            document.setVersion(part == 1 ? 1.4f : part == 4 ? 2.0f : 1.7f);
            document.getDocument().setVersion(part == 1 ? 1.4f : part == 4 ? 2.0f : 1.7f);
            PDPage page = new PDPage(PDRectangle.A4);
            document.addPage(page);
            PDResources resources = new PDResources();
            COSArray white = new COSArray();
            white.add(new COSFloat(0.9505f));
            white.add(new COSFloat(1));
            white.add(new COSFloat(1.089f));
            COSDictionary parameters = new COSDictionary();
            parameters.setItem(COSName.WHITE_POINT, white);
            COSArray gray = new COSArray();
            gray.add(COSName.CALGRAY);
            gray.add(parameters);
            COSDictionary spaces = new COSDictionary();
            spaces.setItem(COSName.getPDFName("G"), gray);
            resources.getCOSObject().setItem(COSName.COLORSPACE, spaces);
            StringBuilder content = new StringBuilder("/G cs 0 sc\n" + (tagged ? "/P <</MCID 0>> BDC\n" : ""));
            PdfFonts fonts = new PdfFonts(document, part == 1);
            fonts.draw(content, resources, PdfText.of("An archived certificate"), 72, 700, 14);
            fonts.embed();
            content.append(tagged ? "EMC\n" : "").append(end);
            page.setResources(resources);
            COSStream stream = document.getDocument().createCOSStream();
            try (OutputStream out = stream.createOutputStream(COSName.FLATE_DECODE)) {
                out.write(content.toString().getBytes(StandardCharsets.US_ASCII));
            }
            page.getCOSObject().setItem(COSName.CONTENTS, stream);
            if (tagged) {
                tag(document, page);
            }
            COSStream metadata = document.getDocument().createCOSStream();
            try (OutputStream out = metadata.createOutputStream()) {
                out.write(xmp(part, flavour).getBytes(encodingOfMetadata));
            }
            metadata.setItem(COSName.TYPE, COSName.METADATA);
            metadata.setItem(COSName.SUBTYPE, COSName.getPDFName("XML"));
            document.getDocumentCatalog().getCOSObject().setItem(COSName.METADATA, metadata);
            if (part == 4) {
                document.getDocument().getTrailer().removeItem(COSName.INFO);
            } else {
                document.getDocumentInformation().setTitle("Certificate");
            }
        });
    }

    private static void tag(PDDocument document, PDPage page) {
        PDStructureTreeRoot root = new PDStructureTreeRoot();
        PDStructureElement whole = new PDStructureElement("Document", root);
        PDStructureElement paragraph = new PDStructureElement("P", whole);
        paragraph.setPage(page);
        paragraph.getCOSObject().setInt(COSName.K, 0);
        whole.appendKid(paragraph);
        root.appendKid(whole);
        COSArray elements = new COSArray();
        elements.add(paragraph.getCOSObject());
        COSArray numbers = new COSArray();
        numbers.add(org.apache.pdfbox.cos.COSInteger.ZERO);
        numbers.add(elements);
        COSDictionary parents = new COSDictionary();
        parents.setItem(COSName.NUMS, numbers);
        root.getCOSObject().setItem(COSName.PARENT_TREE, parents);
        page.setStructParents(0);
        document.getDocumentCatalog().setStructureTreeRoot(root);
        PDMarkInfo marked = new PDMarkInfo();
        marked.setMarked(true);
        document.getDocumentCatalog().setMarkInfo(marked);
        document.getDocumentCatalog().getCOSObject().setItem(COSName.LANG, new COSString("en"));
    }

    private static String xmp(int part, String flavour) {
        String level = part == 4
                ? "<pdfaid:rev>2020</pdfaid:rev>"
                : "<pdfaid:conformance>%s</pdfaid:conformance>"
                        .formatted(flavour.substring(1).toUpperCase(java.util.Locale.ROOT));
        return """
                <?xpacket begin="\uFEFF" id="W5M0MpCehiHzreSzNTczkc9d"?>
                <x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
                <rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"><pdfaid:part>%d</pdfaid:part>%s
                </rdf:Description>
                <rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title><rdf:Alt>
                <rdf:li xml:lang="x-default">Certificate</rdf:li></rdf:Alt></dc:title></rdf:Description>
                </rdf:RDF></x:xmpmeta>
                <?xpacket end="w"?>""".formatted(part, level);
    }
}
