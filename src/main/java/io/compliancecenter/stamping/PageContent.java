package io.compliancecenter.stamping;

import io.compliancecenter.pdf.PackedStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSObject;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.pdmodel.PDPage;

/** The content of a page as one stream. Its parts are opened one after another, however many there are. */
final class PageContent extends InputStream {

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

    private static COSStream stream(COSBase part) {
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
        COSStream next = stream(parts.next());
        part = next.hasData() ? PackedStream.open(next) : InputStream.nullInputStream();
        // White space divides the parts.
        bytes[offset] = '\n';
        return 1;
    }

    @Override
    public void close() throws IOException {
        part.close();
    }
}
