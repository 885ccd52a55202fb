package io.compliancecenter.publishing.pdfcheck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.compliancecenter.catalogue.published.PublishedDocument.CopyKind;
import io.compliancecenter.testing.pdf.Pdfs;
import io.compliancecenter.testing.pdf.RawPdf;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whether a file is a PDF, whole, and of a size that one can work with. */
class PdfInspectionTest extends InspectedPdfs {

    private static final byte[] SIGNED = signed("");

    private static byte[] signed(String ofPage) {
        return RawPdf.of(
                        "<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [4 0 R] /SigFlags 3 >> >>",
                        "<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
                        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 100 100] " + ofPage + " >>",
                        "<< /FT /Sig /T (Signature) /V 5 0 R >>",
                        RawPdf.SIGNATURE)
                .signed();
    }

    @Test
    void anOrdinaryPdfIsFit() throws RefusedPdfException {
        assertThat(inspect(TestPdfs.page("A certificate"))).isEqualTo(1);
        assertThat(inspect(TestPdfs.pages(500))).isEqualTo(500);
    }

    @Test
    void moreThan500PagesAreRefused() {
        assertRefused(TestPdfs.pages(501), PdfObjection.TOO_MANY_PAGES);
    }

    @Test
    void whatOnlyHasTheNameOfAPdfIsRefused() {
        assertRefused("<!DOCTYPE html><title>%%EOF</title>".getBytes(StandardCharsets.UTF_8), PdfObjection.NOT_A_PDF);
        assertRefused(new byte[3000], PdfObjection.NOT_A_PDF);
        assertThatThrownBy(() -> inspect("%PDF-1.7\nhello\n%%EOF\n".getBytes(StandardCharsets.UTF_8)))
                .hasMessageStartingWith(
                        "cannot be read as a PDF: Missing root object specification in trailer; if viewers show");
    }

    @Test
    void aPdfThatIsCutOffIsRefused() {
        byte[] whole = TestPdfs.pages(20);
        for (int length : List.of(100, whole.length / 2, whole.length - 20)) {
            assertRefused(Arrays.copyOf(whole, length), PdfObjection.TRUNCATED);
        }
    }

    @Test
    void moreThanAFewBytesAfterTheEndAreRefusedUnlessTheyAreBlank() throws RefusedPdfException {
        String pdf = new String(TestPdfs.pages(1), StandardCharsets.ISO_8859_1);

        assertThatThrownBy(() -> inspect((pdf + "x".repeat(2000)).getBytes(StandardCharsets.ISO_8859_1)))
                .hasMessage(
                        "is cut off, or has something else after its end: a PDF ends with %%EOF, and after it are 2001 other"
                                + " bytes; copy or download it again; if viewers show it as it should be, print it to a PDF");
        assertThat(inspect((pdf + "\0 \n".repeat(2000)).getBytes(StandardCharsets.ISO_8859_1)))
                .isEqualTo(1);
        assertThat(inspect((pdf + "x".repeat(900)).getBytes(StandardCharsets.ISO_8859_1)))
                .isEqualTo(1);
    }

    @Test
    void aPdfWithoutPagesIsRefused() {
        assertRefused(TestPdfs.with(document -> document.removePage(0)), PdfObjection.NO_PAGES);
    }

    @Test
    void anEncryptedPdfIsRefusedForWhatItIs() throws Exception {
        assertRefused(TestPdfs.encrypted("", TestPdfs.page("A certificate")), PdfObjection.PROTECTED);
        assertRefused(TestPdfs.encrypted("secret", TestPdfs.page("A certificate")), PdfObjection.PASSWORD);
        assertRefused(
                TestPdfs.signed(TestPdfs.encrypted("", TestPdfs.page("A certificate"))),
                PdfObjection.SIGNED_AND_PROTECTED);
        assertRefused(TestPdfs.encryptedForARecipient(), PdfObjection.RIGHTS_MANAGED);
    }

    @Test
    void aPageTreeThatRunsInACircleIsRefused() {
        assertRefused(
                TestPdfs.of(
                        "<< /Type /Catalog /Pages 2 0 R >>",
                        "<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
                        "<< /Type /Pages /Count 1 /Parent 2 0 R /Kids [2 0 R] >>"),
                PdfObjection.NO_PAGES);
    }

    @Test
    void aPageTreeOfAnyDepthIsWalked() throws RefusedPdfException {
        String[] objects = new String[50_000];
        objects[0] = "<< /Type /Catalog /Pages 2 0 R >>";
        for (int object = 1; object < objects.length - 1; object++) {
            objects[object] = "<< /Type /Pages /Count 1 /Kids [" + (object + 2) + " 0 R] >>";
        }
        objects[objects.length - 1] = "<< /Type /Page /MediaBox [0 0 100 100] >>";

        assertThat(inspect(TestPdfs.of(objects))).isEqualTo(1);
    }

    /** Fails without {@code Stamping.tryOn} in {@code PdfInspection}. */
    @Test
    void whatCannotBeStampedIsRefused() {
        assertRefused(
                TestPdfs.of(
                        "<< /Type /Catalog /Pages 2 0 R >>",
                        "<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
                        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 2 100] >>"),
                PdfObjection.NO_VISIBLE_STAMP);
    }

    /** As if something went wrong of which nothing is known. */
    @ParameterizedTest
    @ValueSource(strings = {"the content of page 2", "its XMP metadata", "what page 3 shows"})
    void aRefusalSaysAtWhatStampingFailed(String failing) {
        Consumer<String> progress = part -> {
            if (part.equals(failing)) {
                throw new IllegalStateException();
            }
        };
        assertThatThrownBy(() -> PdfInspection.inspect(TestPdfs.write(directory, TestPdfs.pages(3)), progress))
                .hasMessageStartingWith("cannot be stamped with the name of the person who downloads it, because of "
                        + failing + "; if ");
    }

    @Test
    void aSignedDocumentStaysAsItIs() throws RefusedPdfException {
        assertThat(PdfInspection.inspect(TestPdfs.write(directory, SIGNED), part -> {})
                        .document()
                        .copyKind())
                .isEqualTo(CopyKind.UNTOUCHED);
        assertThat(PdfInspection.inspect(TestPdfs.write(directory, TestPdfs.page("Unsigned")), part -> {})
                        .document()
                        .copyKind())
                .isEqualTo(CopyKind.STAMPED);
    }

    /** Fails without {@code inspectWhole}: to copies, what is below a page is no page. */
    @Test
    void aSignedDocumentIsSearchedForPagesThatCopiesWouldNotHave() {
        assertRefused(
                signed("/Kids [ << /Type /Page /AA << /O << /S /JavaScript /JS (x) >> >> >> ]"),
                PdfObjection.JAVASCRIPT);
    }

    @Test
    void theNumberOfPagesThatAFileGivesIsNotBelieved() throws RefusedPdfException {
        assertThat(inspect(TestPdfs.of(
                        "<< /Type /Catalog /Pages 2 0 R >>",
                        "<< /Type /Pages /Count 1000000 /Kids [3 0 R] >>",
                        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 100 100] >>")))
                .isEqualTo(1);
    }

    /** Fails without {@code new UnpackedSize()} in {@code PdfInspection}. */
    @Test
    void aPageThatUnpacksToMoreThan512MebibytesIsRefused() throws RefusedPdfException {
        assertThat(inspect(TestPdfs.contentThatUnpacksTo(64))).isEqualTo(1);
        assertRefused(TestPdfs.contentThatUnpacksTo(1024), PdfObjection.UNPACKS_TOO_LARGE);
    }

    /** Fails without {@code UnpackedSize#checkPages}, and takes 10 GB to stamp. */
    @Test
    void aPageThatRepeatsItsContentTooOftenIsRefused() {
        byte[] pdf = RawPdf.page(
                        "/MediaBox [0 0 300 300] /Contents [" + "4 0 R ".repeat(10_000) + "]",
                        RawPdf.stream(
                                "/Filter /FlateDecode",
                                new String(Pdfs.deflatedSpaces(1), StandardCharsets.ISO_8859_1)))
                .bytes();

        assertRefused(pdf, PdfObjection.UNPACKS_TOO_LARGE);
    }

    @Test
    void aPageWhoseContentIsDamagedIsRefused() {
        byte[] pdf = TestPdfs.page("x".repeat(3000));
        int stream = new String(pdf, StandardCharsets.ISO_8859_1).indexOf("stream\r\n") + 8;
        Arrays.fill(pdf, stream + 2, stream + 12, (byte) 0xFF);

        assertThatThrownBy(() -> inspect(pdf)).hasMessageContaining("the content of page 1 cannot be unpacked");
    }
}
