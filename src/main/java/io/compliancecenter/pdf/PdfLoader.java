package io.compliancecenter.pdf;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSObjectKey;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.io.IOUtils;
import org.apache.pdfbox.io.RandomAccessRead;
import org.apache.pdfbox.io.RandomAccessReadBufferedFile;
import org.apache.pdfbox.io.RandomAccessStreamCache.StreamCacheCreateFunction;
import org.apache.pdfbox.pdfparser.PDFObjectStreamParser;
import org.apache.pdfbox.pdfparser.PDFParser;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.jspecify.annotations.Nullable;

/**
 * Loads PDFs as PDFBox does, with one index of the objects for a whole document. PDFBox makes one for each object stream, so that
 * its time grows with the square of a document's size.
 */
public final class PdfLoader extends PDFParser {

    /** Objects of streams that were read, until they are asked for. */
    private final Map<Long, Map<COSObjectKey, COSBase>> unpacked = new HashMap<>();

    private PdfLoader(RandomAccessRead source, StreamCacheCreateFunction cache) throws IOException {
        super(source, "", null, null, cache);
    }

    /** Loads a file, which is read as needed until the document is closed. */
    public static PDDocument load(Path file) throws IOException {
        return load(new RandomAccessReadBufferedFile(file));
    }

    /** Loads a file, whose streams are unpacked into temporary files. */
    public static PDDocument loadWithTemporaryFiles(Path file) throws IOException {
        return load(new RandomAccessReadBufferedFile(file), IOUtils.createTempFileOnlyStreamCache());
    }

    /**
     * Loads a document.
     *
     * @param source is read as needed, and closed with the document, or at once if it cannot be loaded
     */
    public static PDDocument load(RandomAccessRead source) throws IOException {
        return load(source, IOUtils.createMemoryOnlyStreamCache());
    }

    private static PDDocument load(RandomAccessRead source, StreamCacheCreateFunction cache) throws IOException {
        try {
            return new PdfLoader(source, cache).parse();
        } catch (IOException | RuntimeException | StackOverflowError failure) {
            IOUtils.closeQuietly(source);
            throw failure;
        }
    }

    @Override
    protected @Nullable COSBase parseObjectStreamObject(long stream, COSObjectKey key) throws IOException {
        Map<COSObjectKey, COSBase> objects = unpacked.computeIfAbsent(stream, number -> new HashMap<>());
        COSBase object = objects.remove(key);
        if (object != null
                || !(document.getObjectFromPool(getObjectKey(stream, 0)).getObject() instanceof COSStream packed)) {
            return object;
        }
        try {
            Map<COSObjectKey, COSBase> all = new ObjectStream(packed).parseAllObjects();
            object = all.remove(key);
            all.forEach(objects::putIfAbsent);
        } catch (IOException damaged) {
            // Its objects are missing, as in viewers.
        }
        return object;
    }

    private final class ObjectStream extends PDFObjectStreamParser {

        ObjectStream(COSStream stream) throws IOException {
            super(stream, PdfLoader.this.document);
        }

        @Override
        protected COSObjectKey getObjectKey(long number, int generation) {
            return PdfLoader.this.getObjectKey(number, generation);
        }
    }
}
