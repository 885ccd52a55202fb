package io.compliancecenter.publishing.pdfcheck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.compliancecenter.testing.pdf.RawPdf;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which files may be attached to a PDF if its publisher keeps them. */
class AttachedFilesTest extends InspectedPdfs {

    private static final String OFFICE = "PK\u0003\u0004 [Content_Types].xml";

    private record Attached(String name, String bytes) {

        @Override
        public String toString() {
            return name + ": " + bytes.replaceAll("[^ -~]", "?");
        }
    }

    static Stream<Attached> kept() {
        return Stream.of(
                new Attached("factur-x.xml", "<?xml version='1.0'?><rsm:CrossIndustryInvoice/>"),
                new Attached("wide.xml", "\u00FE\u00FF\0<\0a\0/\0>"),
                new Attached("controls.csv", "control;result\n"),
                new Attached("notes.TXT", "Notes"),
                new Attached("scope.json", "{}"),
                new Attached("seal.png", "\u0089PNG\r\n"),
                new Attached("seal.jpeg", "\u00FF\u00D8\u00FF\u00E0"),
                new Attached("scan.tif", "II*\0"),
                new Attached("Controls 2026 (v2).xlsx", OFFICE),
                new Attached("controls.ods", "PK\u0003\u0004 mimetypeapplication/vnd.oasis.opendocument.spreadsheet"));
    }

    @ParameterizedTest
    @MethodSource("kept")
    void whatDoesNothingByItselfIsUpToThePublisher(Attached file) throws RefusedPdfException {
        InspectedPdf inspected = inspected(attached(file.name, file.bytes));

        assertThat(inspected.document().pages()).isEqualTo(1);
        assertThat(inspected.refusals())
                .containsExactly(new PdfRefusal(PdfObjection.ATTACHED_FILE, new PdfPlace(0, 4), file.name));
    }

    static Stream<Attached> refused() {
        return Stream.of(
                new Attached("setup.exe", "MZ"),
                new Attached("factur-x.xml", "MZ\u0090\0"),
                new Attached("run.txt", "#!/bin/sh"),
                new Attached("page.html", "<html>"),
                new Attached("page.xml", "<html xmlns='http://www.w3.org/1999/xhtml'><script/></html>"),
                new Attached("style.xml", "<?xml-stylesheet href='x'?>"),
                new Attached("picture.svg", "<svg/>"),
                new Attached("picture.png", "<svg/>"),
                new Attached("script.js", "WScript.Echo(1)"),
                new Attached("files.zip", "PK\u0003\u0004"),
                new Attached("files.xlsx", "PK\u0003\u0004 setup.exe"),
                new Attached("macros.xlsm", OFFICE),
                new Attached(
                        "macros.ods", "PK\u0003\u0004 mimetypeapplication/vnd.oasis.opendocument.spreadsheet Basic/"),
                new Attached("bridge-letter.pdf", "%PDF-1.7"),
                new Attached("no extension", "text"),
                new Attached("trailing.xml.", "<a/>"),
                new Attached("trailing.xml ", "<a/>"),
                new Attached("setup.exe:stream.xml", "<a/>"),
                new Attached("..\\\\setup.xml", "<a/>"),
                new Attached("../setup.xml", "<a/>"));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void whatCouldActOrIsSomethingElseIsRefused(Attached file) {
        assertRefused(attached(file.name, file.bytes), PdfObjection.ATTACHED_OTHER);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    /F (a.exe) /UF (a.xml)            | ATTACHED_OTHER
                    /UF (a.exe) /F (a.xml)            | ATTACHED_OTHER
                    /F (a.xml) /DOS (a.exe)           | ATTACHED_OTHER
                    /UF <FEFF0061202E0065007800652E0078006D006C> | ATTACHED_OTHER
                    /UF <FEFF0061202E006C006D0078002E006500780065> | ATTACHED_OTHER
                    /UF <FEFF0061202E002E0078006D006C> | ATTACHED_OTHER
                    /Desc (Without a name)            | ATTACHED_OTHER
                    /F (a.xml) /RF << /F [(b) 5 0 R] >> | ATTACHED_OTHER
                    """)
    void everyNameOfAFileCounts(String names, PdfObjection expected) {
        assertRefused(
                pdf("/AF [4 0 R]", "<< /Type /Filespec " + names + " /EF << /F 5 0 R >> >>", RawPdf.stream("", "<a/>")),
                expected);
    }

    @Test
    void aFileWithoutASpecificationIsRefused() {
        assertRefused(
                pdf("/PieceInfo 4 0 R", RawPdf.stream("/Type /EmbeddedFile", "<a/>")), PdfObjection.EMBEDDED_FILE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/AF [4 0 R]",
                "/Names << /EmbeddedFiles << /Kids [ << /Names [(a) 4 0 R] >> ] >> >>",
                "/StructTreeRoot << /K << /S /P /AF 4 0 R >> >>"
            })
    void aFileIsFoundWhereverItIsAttached(String entry) throws RefusedPdfException {
        byte[] pdf = pdf(
                entry,
                "<< /Type /Filespec /F (a.xml) /EF << /F 5 0 R >> >>",
                RawPdf.stream("/Type /EmbeddedFile", "<a/>"));

        assertThat(inspected(pdf).refusals()).hasSize(1);
    }

    @Test
    void aFileThatAnAnnotationNamesHasToBeAttached() throws RefusedPdfException {
        String annotation = "/Annots [ << /Subtype /FileAttachment /Rect [0 0 9 9] /FS ";
        byte[] attached = RawPdf.page(
                        "/MediaBox [0 0 300 300] " + annotation + "4 0 R >> ]",
                        "<< /F (a.xml) /EF << /F 5 0 R >> >>",
                        RawPdf.stream("", "<a/>"))
                .bytes();
        byte[] elsewhere = RawPdf.page("/MediaBox [0 0 300 300] " + annotation + "(a.xml) >> ]")
                .bytes();

        assertThat(inspected(attached).refusals())
                .containsExactly(new PdfRefusal(PdfObjection.ATTACHED_FILE, new PdfPlace(1, 4), "a.xml"));
        assertRefused(elsewhere, PdfObjection.OTHER_FILE);
    }

    @Test
    void aPortfolioIsRefused() {
        assertRefused(pdf("/Collection << /View /H >>"), PdfObjection.PORTFOLIO);
    }

    @Test
    void theRefusalSaysHowToKeepTheFile() throws RefusedPdfException {
        assertThat(inspected(attached("factur-x.xml", "<a/>")).refusals().get(0).sentence())
                .isEqualTo(
                        "has an attached file: factur-x.xml (object 4); if those who download the certificate may have it,"
                                + " add 'attachments: keep' below its 'file'; if not, ask its issuer for a file without it, or print it"
                                + " to a PDF");
        assertThatThrownBy(() -> inspect(attached("setup.exe", "MZ")))
                .hasMessageStartingWith("has an attached file that cannot be kept: setup.exe (object 4); only text,");
    }

    private static byte[] attached(String name, String bytes) {
        return pdf(
                "/AF [4 0 R]",
                "<< /Type /Filespec /F (" + name.replace("(", "\\(").replace(")", "\\)") + ") /EF << /F 5 0 R >> >>",
                RawPdf.stream("/Type /EmbeddedFile", bytes));
    }

    private static byte[] pdf(String entry, String... others) {
        return RawPdf.of(
                        "<< /Type /Catalog /Pages 2 0 R " + entry + " >>",
                        "<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
                        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 300] >>")
                .and(others)
                .bytes();
    }
}
