package io.compliancecenter.specimens;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SpecimenPdfsTest {

    private static final int MOST_BYTES = 120_000;

    static List<Specimen> specimens() {
        return SpecimenPdfs.all();
    }

    static List<Map<String, Object>> certificatesOfTheCatalogue() {
        return DemoFolder.list(DemoFolder.yaml("catalogue.yaml"), "certifications").stream()
                .flatMap(certification -> DemoFolder.list(certification, "certificates").stream())
                .toList();
    }

    /** Fails when a text here or the layout is changed, and {@link SpecimenPdfs#main} was not run after it. */
    @ParameterizedTest
    @MethodSource("specimens")
    void shippedFileIsWhatIsMadeFromTheSource(Specimen specimen) throws IOException {
        assertThat(SpecimenPdfs.CERTIFICATES.resolve(specimen.fileName())).hasBinaryContent(specimen.toPdf());
    }

    @Test
    void catalogueFolderAndSourceNameTheSameFiles() throws IOException {
        List<String> made = specimens().stream().map(Specimen::fileName).toList();
        List<String> catalogued = certificatesOfTheCatalogue().stream()
                .map(certificate -> certificate.get("file").toString())
                .toList();
        try (Stream<Path> files = Files.list(SpecimenPdfs.CERTIFICATES)) {
            assertThat(files.map(file -> file.getFileName().toString())).containsExactlyInAnyOrderElementsOf(made);
        }
        assertThat(catalogued)
                .containsExactlyElementsOf(
                        made.stream().map(name -> "certificates/" + name).toList());
    }

    @ParameterizedTest
    @MethodSource("certificatesOfTheCatalogue")
    void catalogueSaysOfACertificateWhatItsCoverSays(Map<String, Object> certificate) throws IOException {
        Path file = DemoFolder.LOCATION.resolve(certificate.get("file").toString());

        String cover = textOfPages(Files.readAllBytes(file)).get(0);

        assertThat(cover)
                .contains("ISSUED BY " + certificate.get("issuer"))
                .contains("ISSUED ON " + longDate(certificate.get("issued-on")))
                .contains(
                        certificate.containsKey("valid-until")
                                ? "VALID UNTIL " + longDate(certificate.get("valid-until"))
                                : "VALID UNTIL No date of expiry is stated");
    }

    @ParameterizedTest
    @MethodSource("specimens")
    void everyPageSaysThatItIsASpecimen(Specimen specimen) throws IOException {
        List<String> pages = textOfPages(specimen.toPdf());

        assertThat(pages).hasSizeBetween(4, 8);
        assertThat(pages.get(0)).contains("SPECIMEN", Cover.NOTICE);
        assertThat(pages.subList(1, pages.size()))
                .extracting(page -> page.lines().findFirst().orElse(""))
                .allSatisfy(line ->
                        assertThat(line).startsWith("SPECIMEN attests nothing, made up to show how the page works"));
    }

    @ParameterizedTest
    @MethodSource("specimens")
    void fileIsSmallAndDescribesItselfToReadersAndScreenReaders(Specimen specimen) throws IOException {
        byte[] bytes = specimen.toPdf();

        assertThat(bytes).hasSizeLessThan(MOST_BYTES);
        try (PDDocument pdf = Loader.loadPDF(bytes)) {
            assertThat(pdf.getDocumentInformation().getTitle())
                    .isEqualTo(specimen.cover().title() + " (specimen)");
            assertThat(pdf.getDocumentInformation().getAuthor())
                    .isEqualTo(specimen.cover().issuer());
            assertThat(pdf.getDocumentCatalog().getLanguage()).isEqualTo("en-GB");
            assertThat(pdf.getDocumentCatalog().getMarkInfo().isMarked()).isTrue();
            assertThat(pdf.getDocumentCatalog().getStructureTreeRoot().getKids())
                    .isNotEmpty();
        }
    }

    private static List<String> textOfPages(byte[] bytes) throws IOException {
        List<String> pages = new ArrayList<>();
        try (PDDocument pdf = Loader.loadPDF(bytes)) {
            PDFTextStripper stripper = new PDFTextStripper();
            stripper.setSortByPosition(true);
            for (int page = 1; page <= pdf.getNumberOfPages(); page++) {
                stripper.setStartPage(page);
                stripper.setEndPage(page);
                pages.add(stripper.getText(pdf));
            }
        }
        return pages;
    }

    private static String longDate(Object date) {
        LocalDate day = LocalDate.ofInstant(((Date) date).toInstant(), ZoneOffset.UTC);
        return Issue.text(day);
    }
}
