package io.compliancecenter.pdf;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipException;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.jspecify.annotations.Nullable;

/**
 * Unpacks the streams of a PDF as viewers do (ISO 32000-1, 7.4): without the checksum at the end of Flate data, and as far as
 * data go that are cut off. Flate data are inflated while they are read, so that any size fits the heap.
 */
public final class PackedStream {

    private static final Set<COSName> FLATE = Set.of(COSName.FLATE_DECODE, COSName.FLATE_DECODE_ABBREVIATION);

    /** Of names of filters that can be repeated (ISO 32000-1, 8.9.7). */
    private static final Map<String, String> ABBREVIATIONS = Map.of(
            "AHx", "ASCIIHexDecode",
            "A85", "ASCII85Decode",
            "LZW", "LZWDecode",
            "Fl", "FlateDecode",
            "RL", "RunLengthDecode");

    /** Entries that viewers do not read, or take for another file. */
    private static final List<COSName> FOR_FEW =
            List.of(COSName.F, COSName.DP, COSName.getPDFName("FFilter"), COSName.getPDFName("FDecodeParms"));

    private static final Set<Integer> PREDICTORS = Set.of(1, 2, 10, 11, 12, 13, 14, 15);

    private static final int MAX_COLUMNS = 1 << 16;

    private PackedStream() {}

    /** The filters of a stream, in the order in which they have to be applied; what is no name is left out. */
    public static List<COSName> filters(COSStream stream) {
        COSBase filter = stream.getDictionaryObject(COSName.FILTER, COSName.F);
        List<COSName> names = new ArrayList<>();
        if (filter instanceof COSName name) {
            names.add(name);
        } else if (filter instanceof COSArray array) {
            for (int index = 0; index < array.size(); index++) {
                if (array.getObject(index) instanceof COSName name) {
                    names.add(name);
                }
            }
        }
        return names;
    }

    /** Whether all filters, of which there may be none, are Flate. */
    public static boolean isFlateOnly(COSStream stream) {
        return FLATE.containsAll(filters(stream));
    }

    /**
     * Whether PDFBox reads something else than viewers do, because a filter is applied again: it leaves the repetition out. What
     * is Flate only {@link #open} inflates as often as it has to, but PDFBox reads forms on its own.
     */
    public static boolean isMisread(COSStream stream) {
        List<String> names = filters(stream).stream()
                .map(COSName::getName)
                .map(name -> ABBREVIATIONS.getOrDefault(name, name))
                .toList();
        boolean repeated = names.stream().distinct().count() < names.size();
        return repeated
                && (!isFlateOnly(stream)
                        || hasPredictor(stream)
                        || COSName.FORM.equals(stream.getCOSName(COSName.SUBTYPE))
                        || stream.containsKey(COSName.PATTERN_TYPE));
    }

    /**
     * Opens a stream for reading what it contains.
     *
     * @throws IOException also while reading, if the data are damaged or packed in an unknown way, so that viewers differ in
     *     what they show
     */
    public static InputStream open(COSStream stream) throws IOException {
        if (!isFlateOnly(stream) || hasPredictor(stream)) {
            resolveFilters(stream);
            return stream.createInputStream();
        }
        InputStream unpacked = stream.createRawInputStream();
        for (int count = filters(stream).size(); count > 0; count--) {
            unpacked = inflate(unpacked, true);
        }
        return unpacked;
    }

    /**
     * Inflates Flate data, whatever their header is.
     *
     * @throws IOException while reading, if the data are damaged
     */
    public static InputStream inflate(InputStream packed) throws IOException {
        return inflate(packed, false);
    }

    private static InputStream inflate(InputStream packed, boolean withHeader) throws IOException {
        int method = packed.read();
        int flags = packed.read();
        // RFC 1950, 2.2
        if (withHeader && flags >= 0 && ((method & 0xF) != 8 || (method << 8 | flags) % 31 != 0)) {
            throw new ZipException("no zlib header");
        }
        return new InflaterInputStream(packed, new Inflater(true), 1 << 14) {
            @Override
            public int read(byte[] bytes, int offset, int count) throws IOException {
                try {
                    return super.read(bytes, offset, count);
                } catch (EOFException cutOff) {
                    return -1;
                }
            }

            @Override
            public void close() throws IOException {
                super.close();
                // It is not ended by the stream if it was given to it.
                inf.end();
            }
        };
    }

    /**
     * Whether all viewers unpack a stream in the same way, whatever its data are: as it is, or inflated. They differ in what they
     * make of damaged data in other filters, of unusual parameters, and of entries that only streams of inline images have.
     */
    public static boolean isSimple(COSStream stream) {
        COSBase filter = stream.getDictionaryObject(COSName.FILTER);
        COSBase only = filter instanceof COSArray array && array.size() == 1 ? array.getObject(0) : filter;
        return (only == null || COSName.FLATE_DECODE.equals(only))
                && FOR_FEW.stream().noneMatch(stream::containsKey)
                && isUsual(only, stream.getDictionaryObject(COSName.DECODE_PARMS));
    }

    private static boolean isUsual(@Nullable COSBase filter, @Nullable COSBase parameters) {
        return parameters == null
                || filter != null
                        && parameters instanceof COSDictionary dictionary
                        && !(parameters instanceof COSStream)
                        && dictionary.getInt(COSName.COLORS, 1) == 1
                        && dictionary.getInt(COSName.BITS_PER_COMPONENT, 8) == 8
                        && PREDICTORS.contains(dictionary.getInt(COSName.PREDICTOR, 1))
                        && dictionary.getInt(COSName.COLUMNS, 1) > 0
                        && dictionary.getInt(COSName.COLUMNS, 1) <= MAX_COLUMNS;
    }

    /** Packs content into a stream while it is read; PDFBox would keep all of it before. */
    public static void write(InputStream content, COSStream stream) throws IOException {
        stream.setItem(COSName.FILTER, COSName.FLATE_DECODE);
        try (OutputStream out = new DeflaterOutputStream(stream.createRawOutputStream(), true)) {
            content.transferTo(out);
        }
    }

    private static boolean hasPredictor(COSStream stream) {
        COSBase parameters = stream.getDictionaryObject(COSName.DECODE_PARMS, COSName.DP);
        if (parameters instanceof COSArray each) {
            for (int index = 0; index < each.size(); index++) {
                if (predicts(each.getObject(index))) {
                    return true;
                }
            }
            return false;
        }
        return predicts(parameters);
    }

    private static boolean predicts(@Nullable COSBase parameters) {
        return parameters instanceof COSDictionary dictionary && dictionary.getInt(COSName.PREDICTOR, 1) > 1;
    }

    /** Replaces references in a stream's array of filters, which PDFBox does not take. */
    public static void resolveFilters(COSStream stream) {
        if (stream.getDictionaryObject(COSName.FILTER, COSName.F) instanceof COSArray) {
            stream.setItem(COSName.FILTER, new COSArray(filters(stream)));
        }
    }
}
