package io.compliancecenter.testing.pdf;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.DeflaterOutputStream;

/** PDFs that take much more memory than their files are large. */
public final class LargePdfs {

    private static final String PAGES = "<< /Type /Pages /Count 1 /Kids [3 0 R] >>";
    private static final String PAGE = "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>";

    private LargePdfs() {}

    /** As many objects as a tagged report of hundreds of pages. */
    public static RawPdf structureElements(int count) {
        return RawPdf.of(
                        "<< /Type /Catalog /Pages 2 0 R /StructTreeRoot 4 0 R >>",
                        PAGES,
                        PAGE,
                        "<< /Type /StructTreeRoot /K 5 0 R >>",
                        "<< /Type /StructElem /S /Document /P 4 0 R /K [" + references(6, count) + "] >>")
                .and(IntStream.range(0, count)
                        .mapToObj(number -> "<< /Type /StructElem /S /P /P 5 0 R /Pg 3 0 R /K " + number + " >>")
                        .toArray(String[]::new));
    }

    /** Objects that nothing but an array of the page knows. */
    public static byte[] smallObjects(int count) {
        String[] objects = new String[count];
        Arrays.fill(objects, "<< /A 1 >>");
        return RawPdf.page("/MediaBox [0 0 595 842] /Small [" + references(4, count) + "]", objects)
                .bytes();
    }

    /** A tagged document of many pages, with as many paragraphs on each. */
    public static RawPdf tagged(int pages, int paragraphs) {
        int first = 5;
        int objects = 2 + paragraphs;
        String content = IntStream.range(0, paragraphs)
                .mapToObj(number -> "/P <</MCID " + number + ">> BDC 0 " + number + " m 9 9 l S EMC")
                .collect(Collectors.joining("\n"));
        List<String> all = new ArrayList<>();
        StringBuilder kids = new StringBuilder();
        StringBuilder elements = new StringBuilder();
        StringBuilder parents = new StringBuilder();
        for (int index = 0; index < pages; index++) {
            int page = first + index * objects;
            kids.append(page).append(" 0 R ");
            elements.append(references(page + 2, paragraphs)).append(' ');
            parents.append(index + " [" + references(page + 2, paragraphs) + "] ");
            all.add("<< /Type /Page /Parent 2 0 R /StructParents " + index + " /Contents " + (page + 1) + " 0 R >>");
            all.add(RawPdf.stream("/Filter /FlateDecode", deflated(content.getBytes(StandardCharsets.US_ASCII))));
            IntStream.range(0, paragraphs)
                    .mapToObj(number -> "<< /Type /StructElem /S /P /P 4 0 R /Pg " + page + " 0 R /K " + number + " >>")
                    .forEach(all::add);
        }
        return RawPdf.of(
                        "<< /Type /Catalog /Pages 2 0 R /StructTreeRoot 3 0 R /MarkInfo << /Marked true >> >>",
                        "<< /Type /Pages /Count " + pages + " /Kids [" + kids + "] /MediaBox [0 0 300 300] >>",
                        "<< /Type /StructTreeRoot /K 4 0 R /ParentTree << /Nums [" + parents + "] >> >>",
                        "<< /Type /StructElem /S /Document /P 3 0 R /K [" + elements + "] >>")
                .and(all.toArray(String[]::new));
    }

    private static String references(int first, int count) {
        return IntStream.range(first, first + count)
                .mapToObj(number -> number + " 0 R")
                .collect(Collectors.joining(" "));
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
        return content(new byte[bytes], "/DecodeParms " + parameters);
    }

    /** A content with the same operator again and again. */
    public static byte[] operators(String operator, int count) {
        return content((operator + " ").repeat(count).getBytes(StandardCharsets.US_ASCII), "");
    }

    private static byte[] content(byte[] bytes, String entries) {
        return RawPdf.of(
                        "<< /Type /Catalog /Pages 2 0 R >>",
                        PAGES,
                        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R >>",
                        RawPdf.stream("/Filter /FlateDecode " + entries, deflated(bytes)))
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
