package io.compliancecenter.stamping;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipException;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDStream;

/** The content of a page as one stream. Flate-encoded content is inflated while it is read, so that any size fits the heap. */
final class PageContent {

    private PageContent() {}

    static InputStream of(PDPage page) throws IOException {
        List<InputStream> parts = new ArrayList<>();
        for (Iterator<PDStream> streams = page.getContentStreams(); streams.hasNext(); ) {
            COSStream stream = streams.next().getCOSObject();
            if (stream.hasData()) {
                parts.add(unpack(stream));
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
