package io.compliancecenter.testing;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A PDF written object by object, as text, each character of which is a byte. Nothing checks or corrects it. */
public final class RawPdf {

    /** A signature, of which {@link #signed} makes one over the bytes of the file. */
    public static final String SIGNATURE =
            "<< /Type /Sig /Filter /Adobe.PPKLite /ByteRange [0 0000000001 0000000002 0000000003] /Contents <30020500> >>";

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
