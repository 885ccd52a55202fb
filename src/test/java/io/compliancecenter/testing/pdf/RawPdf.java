package io.compliancecenter.testing.pdf;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A PDF written object by object, as text, each character of which is a byte. Nothing checks or corrects it. */
public final class RawPdf {

    /** A signature, of which {@link #signed} makes one over the bytes of the file. */
    public static final String SIGNATURE =
            "<< /Type /Sig /Filter /Adobe.PPKLite /ByteRange [0 0000000001 0000000002 0000000003] /Contents <30020500> >>";

    /** In bytes. */
    private static final int ENTRY = 6;

    private final List<String> objects = new ArrayList<>();

    /** @param objects from number 1 on; the first is the catalog */
    public static RawPdf of(String... objects) {
        RawPdf pdf = new RawPdf();
        pdf.objects.addAll(List.of(objects));
        return pdf;
    }

    /** A PDF of one page: object 3, whose parent is object 2. Further objects begin with number 4. */
    public static RawPdf page(String page, String... others) {
        return of(
                        "<< /Type /Catalog /Pages 2 0 R >>",
                        "<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
                        "<< /Type /Page /Parent 2 0 R " + page + " >>")
                .and(others);
    }

    /** A PDF of one page of 300 by 300 points with that content, and a font {@code F1}. */
    public static RawPdf content(String content) {
        return page(
                "/MediaBox [0 0 300 300] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >>",
                stream("", content),
                "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>");
    }

    /** @param entries of its dictionary, besides the length */
    public static String stream(String entries, String bytes) {
        return "<< " + entries + " /Length " + bytes.length() + " >>\nstream\n" + bytes + "\nendstream";
    }

    public RawPdf and(String... others) {
        objects.addAll(List.of(others));
        return this;
    }

    /** With a cross-reference table. */
    public byte[] bytes() {
        StringBuilder pdf = new StringBuilder("%PDF-1.7\n");
        StringBuilder xref = new StringBuilder("xref\n0 " + (objects.size() + 1) + "\n0000000000 65535 f \n");
        for (int object = 0; object < objects.size(); object++) {
            xref.append("%010d 00000 n \n".formatted(pdf.length()));
            pdf.append(object + 1)
                    .append(" 0 obj\n")
                    .append(objects.get(object))
                    .append("\nendobj\n");
        }
        int start = pdf.length();
        pdf.append(xref)
                .append("trailer\n<< /Size ")
                .append(objects.size() + 1)
                .append(" /Root 1 0 R >>\nstartxref\n")
                .append(start)
                .append("\n%%EOF\n");
        return pdf.toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    /**
     * With all objects but streams in object streams, and a cross-reference stream (ISO 32000-1, 7.5.7 and 7.5.8).
     *
     * @param each how many are in one of them
     */
    public byte[] packed(int each) {
        StringBuilder pdf = new StringBuilder("%PDF-1.7\n");
        List<Integer> toPack = new ArrayList<>();
        int[][] entries = new int[objects.size() + 1][];
        for (int number = 1; number <= objects.size(); number++) {
            if (objects.get(number - 1).endsWith("endstream")) {
                entries[number] = append(pdf, number, objects.get(number - 1));
            } else {
                toPack.add(number);
            }
        }
        List<int[]> packs = new ArrayList<>();
        for (int first = 0; first < toPack.size(); first += each) {
            List<Integer> pack = toPack.subList(first, Math.min(toPack.size(), first + each));
            int packNumber = objects.size() + 1 + packs.size();
            StringBuilder index = new StringBuilder();
            StringBuilder content = new StringBuilder();
            for (int number : pack) {
                entries[number] = new int[] {2, packNumber, pack.indexOf(number)};
                index.append(number).append(' ').append(content.length()).append(' ');
                content.append(objects.get(number - 1)).append('\n');
            }
            String dictionary = "/Type /ObjStm /N " + pack.size() + " /First " + index.length();
            packs.add(append(pdf, packNumber, stream(dictionary, index.toString() + content)));
        }
        int last = objects.size() + packs.size() + 1;
        StringBuilder xref = new StringBuilder(entry(0, 0, 255));
        objects.forEach(object -> xref.append(entry(entries[xref.length() / ENTRY])));
        packs.forEach(pack -> xref.append(entry(pack)));
        xref.append(entry(1, pdf.length(), 0));
        int start = pdf.length();
        append(pdf, last, stream("/Type /XRef /W [1 4 1] /Root 1 0 R /Size " + (last + 1), xref.toString()));
        return pdf.append("startxref\n" + start + "\n%%EOF\n").toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    /** Returns the entry of the cross-reference stream. */
    private static int[] append(StringBuilder pdf, int number, String object) {
        int[] entry = {1, pdf.length(), 0};
        pdf.append(number).append(" 0 obj\n").append(object).append("\nendobj\n");
        return entry;
    }

    private static String entry(int... fields) {
        byte[] bytes = ByteBuffer.allocate(ENTRY)
                .put((byte) fields[0])
                .putInt(fields[1])
                .put((byte) fields[2])
                .array();
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    /** With the byte range of the only {@link #SIGNATURE}. */
    public byte[] signed() {
        String pdf = new String(bytes(), StandardCharsets.ISO_8859_1);
        int gap = pdf.indexOf("<30020500>");
        int second = gap + "<30020500>".length();
        return pdf.replace(
                        "0000000001 0000000002 0000000003",
                        "%010d %010d %010d".formatted(gap, second, pdf.length() - second))
                .getBytes(StandardCharsets.ISO_8859_1);
    }
}
