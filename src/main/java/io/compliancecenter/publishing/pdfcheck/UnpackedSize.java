package io.compliancecenter.publishing.pdfcheck;

import io.compliancecenter.pdf.PackedStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDStream;

/**
 * Refuses a PDF whose streams unpack to more than a reader, or the stamping of a copy, should have to take: 1 MB can become
 * 1 GiB. Pictures in formats of their own are not unpacked. What is damaged counts as far as it can be unpacked.
 */
final class UnpackedSize implements PdfGraph.Visitor {

    /** In bytes, of all streams together. */
    static final long MAX = 512L << 20;

    private static final List<String> PICTURES =
            List.of("DCTDecode", "DCT", "CCITTFaxDecode", "CCF", "JPXDecode", "JBIG2Decode");

    private final Consumer<String> progress;
    private final Map<COSBase, Long> sizes = new IdentityHashMap<>();
    private final byte[] buffer = new byte[1 << 16];
    private long total;

    /** @param progress receives the place of what may not fit into memory next; empty when it did */
    UnpackedSize(Consumer<String> progress) {
        this.progress = progress;
    }

    @Override
    public void visit(COSDictionary dictionary, PdfRole role, PdfPlace place) throws RefusedPdfException {
        if (!(dictionary instanceof COSStream stream) || !stream.hasData() || sizes.containsKey(stream)) {
            return;
        }
        if (PackedStream.isMisread(stream)) {
            throw new RefusedPdfException(PdfObjection.PACKED_TWICE, place);
        }
        long before = total;
        if (!PackedStream.isFlateOnly(stream)) {
            progress.accept(place.description());
        }
        try (InputStream unpacked = unpack(stream)) {
            for (int count = unpacked.read(buffer); count >= 0; count = unpacked.read(buffer)) {
                total += count;
                if (total > MAX) {
                    throw new RefusedPdfException(PdfObjection.UNPACKS_TOO_LARGE, place);
                }
            }
        } catch (IOException | RuntimeException damaged) {
            // Viewers show the rest of the document.
        }
        progress.accept("");
        sizes.put(stream, total - before);
    }

    /**
     * Refuses pages whose content is too large, because a page can refer to the same stream again and again.
     *
     * @param document all of whose streams were visited
     */
    void checkPages(PDDocument document) throws RefusedPdfException {
        long content = 0;
        int number = 0;
        for (PDPage page : document.getPages()) {
            number++;
            if (page.getCOSObject().getDictionaryObject(COSName.CONTENTS) instanceof COSArray parts) {
                for (int part = 0; part < parts.size(); part++) {
                    content += sizes.getOrDefault(parts.getObject(part), 0L);
                }
            }
            if (content > MAX) {
                throw new RefusedPdfException(PdfObjection.UNPACKS_TOO_LARGE, PdfPlace.ofPage(number));
            }
        }
    }

    private static InputStream unpack(COSStream stream) throws IOException {
        if (!PackedStream.isFlateOnly(stream)) {
            PackedStream.resolveFilters(stream);
            // In memory, all at once; what does not fit there is refused by the limit of this process.
            return new PDStream(stream).createInputStream(PICTURES);
        }
        InputStream unpacked = stream.createRawInputStream();
        for (int count = PackedStream.filters(stream).size(); count > 0; count--) {
            unpacked = PackedStream.inflate(unpacked);
        }
        return unpacked;
    }
}
