package io.compliancecenter.stamping;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipException;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSObject;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDStream;

/** The content of a page as one stream. Flate-encoded content is inflated while it is read, so that any size fits the heap. */
final class PageContent {

    private PageContent() {}

    /** The streams of the content, or references to them. */
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
        return parts;
    }

    static InputStream of(PDPage page) throws IOException {
        List<InputStream> parts = new ArrayList<>();
        for (COSBase part : parts(page)) {
            COSBase stream = part instanceof COSObject reference ? reference.getObject() : part;
            if (stream instanceof COSStream content && content.hasData()) {
                parts.add(unpack(content));
                // White space divides the parts.
                parts.add(new ByteArrayInputStream(new byte[] {'\n'}));
            }
        }
        return new SequenceInputStream(Collections.enumeration(parts));
    }

    private static InputStream unpack(COSStream stream) throws IOException {
        List<COSName> filters = new PDStream(stream).getFilters();
        boolean plainFlate = filters.equals(List.of(COSName.FLATE_DECODE))
                && stream.getDictionaryObject(COSName.DECODE_PARMS, COSName.DP) == null;
        if (!plainFlate) {
            return stream.createInputStream();
        }
        InputStream packed = stream.createRawInputStream();
        packed.skipNBytes(2);
        // Without the checksum, and up to the first damaged byte, as viewers do.
        return new InflaterInputStream(packed, new Inflater(true), 1 << 14) {
            @Override
            public int read(byte[] bytes, int offset, int count) throws IOException {
                try {
                    return super.read(bytes, offset, count);
                } catch (EOFException | ZipException damaged) {
                    return -1;
                }
            }
        };
    }
}
