package io.compliancecenter.stamping;

import io.compliancecenter.pdf.PackedStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSObject;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.pdmodel.PDPage;

/** The content of a page as one stream. Its parts are opened one after another, however many there are. */
final class PageContent extends InputStream {

    /** The beginning of an inline image, whose data do not end. */
    private static final Pattern OPEN_IMAGE =
            Pattern.compile("(?s)(?:^|.*\\s)BI\\s[^()]{0,500}?(?<![A-Za-z])ID(?:\\s|$)(?!.*EI).*");

    /** In bytes, more than such an image usually has. */
    private static final int TAIL = 1 << 12;

    private final Iterator<COSBase> parts;
    private InputStream part = InputStream.nullInputStream();

    private PageContent(List<COSBase> parts) {
        this.parts = parts.iterator();
    }

    static InputStream of(PDPage page) {
        return new PageContent(parts(page));
    }

    /** The streams of the content, or references to them, with filters that PDFBox can read in a copy, too. */
    static List<COSBase> parts(PDPage page) {
        COSBase item = page.getCOSObject().getItem(COSName.CONTENTS);
        COSBase content = page.getCOSObject().getDictionaryObject(COSName.CONTENTS);
        List<COSBase> parts = new ArrayList<>();
        if (content instanceof COSStream) {
            parts.add(item);
        } else if (content instanceof COSArray array) {
            for (int index = 0; index < array.size(); index++) {
                // Viewers skip what is missing.
                if (array.getObject(index) instanceof COSStream) {
                    parts.add(array.get(index));
                }
            }
        }
        parts.forEach(part -> PackedStream.resolveFilters(stream(part)));
        return parts;
    }

    /**
     * Whether a part ends within the data of an inline image: some viewers take the next part for data, too, and others draw it.
     *
     * @throws IOException if a part cannot be unpacked
     */
    static boolean endsInImage(PDPage page) throws IOException {
        boolean inImage = false;
        String tail = "";
        for (COSBase part : parts(page)) {
            inImage |= OPEN_IMAGE.matcher(tail).matches();
            tail = tail(stream(part));
        }
        return inImage;
    }

    private static String tail(COSStream part) throws IOException {
        try (InputStream content = open(part)) {
            byte[] last = {};
            byte[] next = content.readNBytes(TAIL);
            while (next.length == TAIL) {
                last = next;
                next = content.readNBytes(TAIL);
            }
            return new String(last, StandardCharsets.ISO_8859_1) + new String(next, StandardCharsets.ISO_8859_1);
        }
    }

    private static InputStream open(COSStream part) throws IOException {
        return part.hasData() ? PackedStream.open(part) : InputStream.nullInputStream();
    }

    static COSStream stream(COSBase part) {
        return (COSStream) (part instanceof COSObject reference ? reference.getObject() : part);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        int count = part.read(bytes, offset, length);
        if (count >= 0) {
            return count;
        }
        part.close();
        if (!parts.hasNext()) {
            part = InputStream.nullInputStream();
            return -1;
        }
        part = open(stream(parts.next()));
        // White space divides the parts.
        bytes[offset] = '\n';
        return 1;
    }

    @Override
    public void close() throws IOException {
        part.close();
    }
}
