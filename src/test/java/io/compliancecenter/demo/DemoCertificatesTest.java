package io.compliancecenter.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The specimen certificates of the demo, as they are shipped. */
class DemoCertificatesTest {

    private static final int MOST_BYTES = 120_000;
    private static final DateTimeFormatter LONG_DATE = DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.ENGLISH);

    static List<Map<String, Object>> certificates() {
        return DemoFolder.list(DemoFolder.yaml("catalogue.yaml"), "certifications").stream()
                .flatMap(certification -> DemoFolder.list(certification, "certificates").stream())
                .toList();
    }

    /** Fails when the generator or a certificate was changed, and the generator was not run after it. */
    @Test
    void certificatesAreWhatTheGeneratorMadeLast() throws IOException {
        List<String> sums = new ArrayList<>();
        for (Path file : SpecimenSources.files()) {
            sums.add(SpecimenSources.sha256(file) + "  " + file.toString().replace('\\', '/'));
        }

        assertThat(SpecimenSources.CHECKSUMS)
                .as("run ./mvnw -Pspecimens test-compile exec:java")
                .hasContent(String.join("\n", sums));
    }

    @Test
    void catalogueNamesEachFileOnce() throws IOException {
        try (Stream<Path> files = Files.list(DemoFolder.LOCATION.resolve("certificates"))) {
            assertThat(certificates())
                    .extracting(certificate -> certificate.get("file"))
                    .containsExactlyInAnyOrderElementsOf(files.map(file -> "certificates/" + file.getFileName())
                            .toList());
        }
    }

    @ParameterizedTest
    @MethodSource("certificates")
    void catalogueSaysOfACertificateWhatItsCoverSays(Map<String, Object> certificate) throws IOException {
        String cover = textOfPages(bytes(certificate)).get(0);

        assertThat(cover)
                .contains("ISSUED BY " + certificate.get("issuer"))
                .contains("ISSUED ON " + longDate(certificate.get("issued-on")))
                .contains(
                        certificate.containsKey("valid-until")
                                ? "VALID UNTIL " + longDate(certificate.get("valid-until"))
                                : "VALID UNTIL No date of expiry is stated");
    }

    @ParameterizedTest
    @MethodSource("certificates")
    void everyPageSaysThatItIsASpecimen(Map<String, Object> certificate) throws IOException {
        List<String> pages = textOfPages(bytes(certificate));

        assertThat(pages).hasSizeBetween(4, 8);
        assertThat(pages.get(0))
                .contains("SPECIMEN", "This document was made up to show how the page works. It attests nothing.");
        assertThat(pages.subList(1, pages.size()))
                .extracting(page -> page.lines().findFirst().orElse(""))
                .allSatisfy(line ->
                        assertThat(line).startsWith("SPECIMEN attests nothing, made up to show how the page works"));
    }

    @ParameterizedTest
    @MethodSource("certificates")
    void fileIsSmallAndDescribesItselfToReadersAndScreenReaders(Map<String, Object> certificate) throws IOException {
        byte[] bytes = bytes(certificate);

        assertThat(bytes).hasSizeLessThan(MOST_BYTES);
        try (PDDocument pdf = Loader.loadPDF(bytes)) {
            assertThat(pdf.getDocumentInformation().getTitle()).matches("\\w.+ \\(specimen\\)");
            assertThat(pdf.getDocumentInformation().getAuthor()).isEqualTo(certificate.get("issuer"));
            assertThat(pdf.getDocumentCatalog().getLanguage()).isEqualTo("en-GB");
            assertThat(pdf.getDocumentCatalog().getMarkInfo().isMarked()).isTrue();
            assertThat(pdf.getDocumentCatalog().getStructureTreeRoot().getKids())
                    .isNotEmpty();
        }
    }

    private static byte[] bytes(Map<String, Object> certificate) throws IOException {
        return Files.readAllBytes(
                DemoFolder.LOCATION.resolve(certificate.get("file").toString()));
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
        return LONG_DATE.format(LocalDate.ofInstant(((Date) date).toInstant(), ZoneOffset.UTC));
    }
}
