package io.compliancecenter.stamping;

import static org.assertj.core.api.Assertions.assertThat;

import io.compliancecenter.testing.pdf.RawPdf;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SignaturesTest {

    private static final String IN_A_FIELD = "/AcroForm << /Fields [<< /FT /Sig /V 4 0 R >>] >>";

    @TempDir
    Path directory;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/AcroForm << /Fields [<< /Kids [<< /FT /Sig /V 4 0 R >>] >>] >> | ''",
                "/Perms << /DocMDP 4 0 R >> | ''",
                "'' | /Annots [<< /Subtype /Widget /FT /Sig /V 4 0 R >>]",
                "'' | /Annots [<< /Subtype /Widget /Parent << /FT /Sig /V 4 0 R >> >>]"
            })
    void aSignatureOverTheFileIsOneWhereverItIs(String catalog, String page) throws IOException {
        assertThat(isSigned(signed(catalog, page))).isTrue();
    }

    @Test
    void whatNothingRefersToIsNone() throws IOException {
        assertThat(isSigned(signed("/Old 4 0 R", ""))).isFalse();
    }

    @Test
    void aLaterRevisionIsNotUnderIt() throws IOException {
        String later = text(signed(IN_A_FIELD, ""))
                + "5 0 obj\n<< >>\nendobj\nxref\n5 1\n0000000000 00000 n \ntrailer\n<< /Size 6 /Root 1 0 R >>\n%%EOF\n";
        assertThat(isSigned(bytes(later))).isTrue();
    }

    /** Fails without the conditions in {@code covers}. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "0 0 0 0",
                "0 1 2 3",
                "1 GAP SECOND REST",
                "0 GAP SECOND 1",
                "0 GAP SECOND 99999999",
                "0 1 SECOND REST",
                "0 GAP 9999999 REST",
                "0 SECOND GAP REST",
                "0 GAP SECOND -1",
                "0 GAP SECOND",
                "0 GAP GAP REST"
            })
    void aByteRangeThatIsNotThatOfTheFileIsNone(String range) throws IOException {
        String pdf = text(signed(IN_A_FIELD, ""));
        String real = pdf.replaceFirst("(?s).*ByteRange \\[(.*?)\\].*", "$1");
        String[] numbers = real.split(" ");
        String other =
                range.replace("GAP", numbers[1]).replace("SECOND", numbers[2]).replace("REST", numbers[3]);
        String padded = (other + " ".repeat(99)).substring(0, real.length());
        assertThat(isSigned(bytes(pdf.replace(real, padded)))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"<00000000>", "<        >"})
    void anEmptySignatureIsNone(String contents) throws IOException {
        assertThat(isSigned(bytes(text(signed(IN_A_FIELD, "")).replace("<30020500>", contents))))
                .isFalse();
    }

    private static byte[] signed(String catalog, String page) {
        return RawPdf.of(
                        "<< /Type /Catalog /Pages 2 0 R " + catalog + " >>",
                        "<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
                        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 100 100] " + page + " >>",
                        RawPdf.SIGNATURE)
                .signed();
    }

    private static String text(byte[] pdf) {
        return new String(pdf, StandardCharsets.ISO_8859_1);
    }

    private static byte[] bytes(String pdf) {
        return pdf.getBytes(StandardCharsets.ISO_8859_1);
    }

    private boolean isSigned(byte[] pdf) throws IOException {
        Path file = Files.write(directory.resolve("it.pdf"), pdf);
        try (PDDocument document = Loader.loadPDF(file.toFile())) {
            return Stamping.isSigned(document, file);
        }
    }
}
