package io.compliancecenter.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.DeflaterOutputStream;

/** PDFs of one page that take much more memory than their files are large. */
public final class LargePdfs {

    private static final String PAGES = "<< /Type /Pages /Count 1 /Kids [3 0 R] >>";
    private static final String PAGE = "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>";

    private LargePdfs() {}

    /** As many objects as a tagged report of hundreds of pages. */
    public static byte[] structureElements(int count) {
        String references = IntStream.range(6, 6 + count)
                .mapToObj(number -> number + " 0 R")
                .collect(Collectors.joining(" "));
        return RawPdf.of(
                        "<< /Type /Catalog /Pages 2 0 R /StructTreeRoot 4 0 R >>",
                        PAGES,
                        PAGE,
                        "<< /Type /StructTreeRoot /K 5 0 R >>",
                        "<< /Type /StructElem /S /Document /P 4 0 R /K [" + references + "] >>")
                .and(IntStream.range(0, count)
                        .mapToObj(number -> "<< /Type /StructElem /S /P /P 5 0 R /Pg 3 0 R /K " + number + " >>")
                        .toArray(String[]::new))
                .bytes();
    }

    /** An XMP packet of so many bytes, all of them in elements. */
    public static byte[] xmpElements(int bytes) {
        String element = "<a>v</a>";
        String packet = """
                <x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">\
                <rdf:Description rdf:about="">%s</rdf:Description></rdf:RDF></x:xmpmeta>""".formatted(element.repeat(bytes / element.length()));
        return RawPdf.of(
                        "<< /Type /Catalog /Pages 2 0 R /Metadata 4 0 R >>",
                        PAGES,
                        PAGE,
                        RawPdf.stream(
                                "/Type /Metadata /Subtype /XML /Filter /FlateDecode",
                                deflated(packet.getBytes(StandardCharsets.US_ASCII))))
                .bytes();
    }

    /** A content of so many bytes; with a predictor, it cannot be unpacked piece by piece. */
    public static byte[] content(int bytes, String parameters) {
        return RawPdf.of(
                        "<< /Type /Catalog /Pages 2 0 R >>",
                        PAGES,
                        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R >>",
                        RawPdf.stream("/Filter /FlateDecode /DecodeParms " + parameters, deflated(new byte[bytes])))
                .bytes();
    }

    /** A content whose object has that number, with none between it and the page's. */
    public static byte[] objectNumber(int number) {
        String pdf = new String(
                RawPdf.page("/MediaBox [0 0 300 300] /Contents " + number + " 0 R")
                        .bytes(),
                StandardCharsets.ISO_8859_1);
        String object = number + " 0 obj\n" + RawPdf.stream("", "0 0 m 9 9 l S") + "\nendobj\n";
        int xref = pdf.indexOf("xref\n");
        String entry = String.format(Locale.ROOT, "%d 1\n%010d 00000 n \n", number, xref);
        return (pdf.substring(0, xref) + object + pdf.substring(xref))
                .replaceFirst("trailer\n<< /Size 4", entry + "trailer\n<< /Size " + (number + 1))
                .replaceFirst("startxref\n\\d+", "startxref\n" + (xref + object.length()))
                .getBytes(StandardCharsets.ISO_8859_1);
    }

    private static String deflated(byte[] bytes) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (DeflaterOutputStream out = new DeflaterOutputStream(packed)) {
            out.write(bytes);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return packed.toString(StandardCharsets.ISO_8859_1);
    }
}
