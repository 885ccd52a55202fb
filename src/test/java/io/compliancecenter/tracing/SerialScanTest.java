package io.compliancecenter.tracing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.compliancecenter.stamping.CopyStamp;
import io.compliancecenter.stamping.Serial;
import io.compliancecenter.stamping.StampingTest;
import io.compliancecenter.testing.pdf.Pdfs;
import io.compliancecenter.tracing.FoundSerial.Kind;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentInformation;
import org.apache.pdfbox.pdmodel.PDPage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Copies as they come back: re-saved, stripped of what another program does not keep, damaged. */
class SerialScanTest {

    private static final Serial SERIAL = StampingTest.STAMP.serial();

    private static final CopyStamp OTHER = new CopyStamp(
            new Serial("0123456789abcdef0123456789abcdef"),
            "Zoe Example",
            "zoe@example.org",
            "Example Corp",
            Instant.EPOCH);

    @TempDir
    Path directory;

    private static Map<Serial, String> certain(Path file) throws IOException {
        return found(file, Kind.EXACT);
    }

    private static Map<Serial, String> found(Path file, Kind kind) throws IOException {
        return byKind(scan(file), kind);
    }

    private static Map<Serial, String> byKind(List<FoundSerial> found, Kind kind) {
        return found.stream()
                .filter(serial -> serial.kind() == kind)
                .collect(Collectors.toMap(FoundSerial::serial, FoundSerial::places));
    }

    /** In this process, which takes a tenth of the time of one of its own. */
    private static List<FoundSerial> scan(Path file) throws IOException {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        SerialScan.scan(file, new PrintStream(printed, false, StandardCharsets.UTF_8));
        return SerialScanProcess.read(new BufferedReader(new StringReader(printed.toString(StandardCharsets.UTF_8))));
    }

    private Path copy() throws IOException {
        byte[] source = Pdfs.with(document -> {
            Pdfs.addPage(document, "First page");
            Pdfs.addPage(document, "Second page");
        });
        return Files.write(directory.resolve("copy.pdf"), StampingTest.stamp(source));
    }

    @Test
    void aCopyCarriesItsSerialInItsInformationItsMetadataAndOnEachPage() throws IOException {
        Map<Serial, String> found = byKind(SerialScanProcess.scan(copy()), Kind.EXACT);
        assertThat(found.keySet()).containsExactly(SERIAL);
        assertThat(found.get(SERIAL))
                .isEqualTo("document information; XMP metadata; file identifier; text of 2 pages, from page 1 to 2");
    }

    @Test
    void theVisibleTextIsEnough() throws IOException {
        Path copy = copy();
        try (PDDocument document = Loader.loadPDF(copy.toFile())) {
            document.setDocumentInformation(new PDDocumentInformation());
            document.getDocumentCatalog().getCOSObject().removeItem(COSName.METADATA);
            document.save(directory.resolve("stripped.pdf").toFile());
        }
        Map<Serial, String> found = certain(directory.resolve("stripped.pdf"));
        assertThat(found.keySet()).containsExactly(SERIAL);
        assertThat(found.get(SERIAL)).isEqualTo("file identifier; text of 2 pages, from page 1 to 2");
    }

    @Test
    void theMetadataIsEnough() throws IOException {
        Path copy = copy();
        try (PDDocument document = Loader.loadPDF(copy.toFile())) {
            document.getPages().forEach(page -> page.getCOSObject().removeItem(COSName.CONTENTS));
            document.save(directory.resolve("blank.pdf").toFile());
        }
        Map<Serial, String> found = certain(directory.resolve("blank.pdf"));
        assertThat(found.get(SERIAL)).startsWith("document information; XMP metadata; file identifier");
    }

    // SerialScan: attempt
    @Test
    void metadataThatCannotBeUnpackedDoNotHideThePages() throws IOException {
        try (PDDocument document = Loader.loadPDF(copy().toFile())) {
            document.setDocumentInformation(new PDDocumentInformation());
            COSStream metadata = document.getDocumentCatalog().getMetadata().getCOSObject();
            metadata.setItem(COSName.FILTER, COSName.getPDFName("Unknown"));
            document.save(directory.resolve("unknown.pdf").toFile());
        }
        assertThat(certain(directory.resolve("unknown.pdf")).get(SERIAL))
                .contains("file identifier; text of 2 pages, from page 1 to 2");
    }

    // SerialScan: PageTree.flatten
    @Test
    void aWrongNumberOfPagesHidesNone() throws IOException {
        try (PDDocument document = Loader.loadPDF(copy().toFile())) {
            document.getPages().getCOSObject().setInt(COSName.COUNT, 0);
            document.save(directory.resolve("uncounted.pdf").toFile());
        }
        assertThat(certain(directory.resolve("uncounted.pdf")).get(SERIAL))
                .contains("text of 2 pages, from page 1 to 2");
    }

    @Test
    void aCopySavedAgainByQpdfIsStillKnown() throws Exception {
        run("qpdf", "--linearize", "--object-streams=generate", copy().toString(), "again.pdf");
        assertThat(scanAgain()).containsExactly(SERIAL);
    }

    @Test
    void aCopyWrittenAnewByGhostscriptIsStillKnown() throws Exception {
        run("gs", "-q", "-dBATCH", "-dNOPAUSE", "-sDEVICE=pdfwrite", "-o", "again.pdf", copy().toString());
        assertThat(scanAgain()).containsExactly(SERIAL);
    }

    /** Fails without {@code LatinFont}: PostScript has no map from the codes of a composite font to text. */
    @Test
    void aCopyThatWasPostScriptInBetweenIsStillKnown() throws Exception {
        run("pdftops", copy().toString(), "copy.ps");
        run("ps2pdf", "copy.ps", "again.pdf");
        assertThat(scanAgain()).containsExactly(SERIAL);
    }

    private Set<Serial> scanAgain() throws IOException {
        return certain(directory.resolve("again.pdf")).keySet();
    }

    private void run(String... command) throws Exception {
        Process process;
        try {
            process = new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .inheritIO()
                    .start();
        } catch (IOException missing) {
            System.out.println("Not tested: " + command[0] + " is not installed");
            assumeTrue(false, command[0] + " is not installed");
            throw missing;
        }
        assertThat(process.waitFor()).isZero();
    }

    /** A script of five lines: without the last part of the content, the information and the metadata. */
    @Test
    void theFormOfAStampThatNoPageShowsIsEnough() throws IOException {
        Path copy = copy();
        try (PDDocument document = Loader.loadPDF(copy.toFile())) {
            for (PDPage page : document.getPages()) {
                COSArray parts = page.getCOSObject().getCOSArray(COSName.CONTENTS);
                parts.remove(parts.size() - 1);
            }
            document.setDocumentInformation(new PDDocumentInformation());
            document.getDocumentCatalog().getCOSObject().removeItem(COSName.METADATA);
            document.getDocument().getTrailer().removeItem(COSName.ID);
            document.save(directory.resolve("stripped.pdf").toFile());
        }
        assertThat(certain(directory.resolve("stripped.pdf")).get(SERIAL)).startsWith("form of object ");
    }

    @Test
    void theIdentifierOfTheFileIsEnoughWithADatabase() throws IOException {
        Path copy = copy();
        try (PDDocument document = Loader.loadPDF(copy.toFile());
                PDDocument blank = new PDDocument()) {
            blank.addPage(new PDPage());
            blank.getDocument().setDocumentID(document.getDocument().getDocumentID());
            blank.save(directory.resolve("blank.pdf").toFile());
        }
        assertThat(found(directory.resolve("blank.pdf"), Kind.IDENTIFIER)).containsKey(SERIAL);
    }

    @Test
    void aSerialThatWasReadWithErrorsIsFoundAsOneThatLooksLikeIt() throws IOException {
        String read =
                SERIAL.toString().replace("80SES", "8OS65").replace('-', '~').toLowerCase(Locale.ROOT);
        Path scanned = Files.write(directory.resolve("scanned.pdf"), Pdfs.page("Confidential " + read));
        assertThat(certain(scanned)).isEmpty();
        assertThat(found(scanned, Kind.SIMILAR)).containsKey(SERIAL);
        assertThat(found(scanned, Kind.SIMILAR).get(SERIAL)).contains("read as " + read);
    }

    @Test
    void twoCopiesPutTogetherGiveTwoSerials() throws IOException {
        byte[] twice = StampingTest.stamp(Files.readAllBytes(copy()), OTHER);
        assertThat(certain(Files.write(directory.resolve("both.pdf"), twice)).keySet())
                .containsExactlyInAnyOrder(SERIAL, OTHER.serial());
    }

    @Test
    void whatIsNoPdfAnyMoreIsSearchedAsItIs() throws IOException {
        byte[] copy = Files.readAllBytes(copy());
        String text = new String(copy, StandardCharsets.ISO_8859_1);
        int xmp = text.indexOf("<x:xmpmeta");
        Path damaged = Files.writeString(
                directory.resolve("damaged.bin"), text.substring(xmp, xmp + 1000), StandardCharsets.ISO_8859_1);
        Map<Serial, String> found = certain(damaged);
        assertThat(found.keySet()).containsExactly(SERIAL);
        assertThat(found.get(SERIAL)).isEqualTo(SerialScan.BYTES);
    }

    @Test
    void aFileOfSomebodyElseHasNone() throws IOException {
        Path other = Files.write(directory.resolve("other.pdf"), Pdfs.page("00000-00000-00000-00000-00000-00001"));
        assertThat(certain(other).keySet()).isEmpty();
    }

    /** Fails without {@code -Xmx} in {@code ChildJvm}: this machine has more memory than it should cost. */
    @Test
    void aBombCostsOneProcessAndNothingElse() throws IOException {
        byte[] bomb = Pdfs.with(document -> {
            Pdfs.addPage(document, "Boom");
            var content = document.getDocument().createCOSStream();
            content.setItem(COSName.FILTER, COSName.FLATE_DECODE);
            try (var raw = content.createRawOutputStream()) {
                raw.write(Pdfs.deflatedSpaces(1024));
            }
            document.getDocumentCatalog().getCOSObject().setItem(COSName.METADATA, content);
        });
        Path file = Files.write(directory.resolve("bomb.pdf"), bomb);
        assertThatIOException().isThrownBy(() -> SerialScanProcess.scan(file)).withMessageContaining("192 MiB");
    }
}
