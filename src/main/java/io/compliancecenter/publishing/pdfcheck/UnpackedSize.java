package io.compliancecenter.publishing.pdfcheck;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Set;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.pdmodel.common.PDStream;

/**
 * Refuses a PDF whose streams unpack to more than a reader, or the stamping of a copy, should have to take: 1 MB can become
 * 1 GiB. Pictures in formats of their own are not unpacked.
 */
final class UnpackedSize implements PdfGraph.Visitor {

    /** In bytes, of all streams together. */
    static final long MAX = 512L << 20;

    private static final Set<COSName> FLATE = Set.of(COSName.FLATE_DECODE, COSName.FLATE_DECODE_ABBREVIATION);
    private static final List<String> PICTURES =
            List.of("DCTDecode", "DCT", "CCITTFaxDecode", "CCF", "JPXDecode", "JBIG2Decode");

    private final byte[] buffer = new byte[1 << 16];
    private long total;

    @Override
    public void visit(COSDictionary dictionary) throws IOException, RefusedPdfException {
        if (!(dictionary instanceof COSStream stream) || !stream.hasData()) {
            return;
        }
        try (InputStream unpacked = unpack(stream)) {
            for (int count = unpacked.read(buffer); count >= 0; count = unpacked.read(buffer)) {
                total += count;
                if (total > MAX) {
                    throw new RefusedPdfException(PdfObjection.UNPACKS_TOO_LARGE);
                }
            }
        } catch (EOFException short_) {
            // Readers show what is there.
        }
    }

    private static InputStream unpack(COSStream stream) throws IOException {
        PDStream filtered = new PDStream(stream);
        List<COSName> filters = filtered.getFilters();
        if (!FLATE.containsAll(filters)) {
            // In memory, all at once; what does not fit there is refused by the limit of this process.
            return filtered.createInputStream(PICTURES);
        }
        InputStream unpacked = stream.createRawInputStream();
        for (int filter = 0; filter < filters.size(); filter++) {
            // Without the checksum at the end, as readers do.
            unpacked.skipNBytes(2);
            unpacked = new InflaterInputStream(unpacked, new Inflater(true), 1 << 16);
        }
        return unpacked;
    }
}
