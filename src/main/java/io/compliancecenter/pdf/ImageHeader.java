package io.compliancecenter.pdf;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSInteger;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.jspecify.annotations.Nullable;

/**
 * What an image says of itself (ISO 32000-1, 8.9.5). If that makes no sense, some viewers stop drawing the page there, before its
 * stamp.
 */
public final class ImageHeader {

    private static final int MAX_LENGTH = 1 << 16;

    /** Of all pixels: about those of the largest size of paper, printed at the highest usual resolution. */
    private static final long MAX_AREA = 1L << 30;

    private static final Set<Integer> BITS = Set.of(1, 2, 4, 8, 16);
    private static final int MAX_COLORS = 32;
    private static final List<COSName> MASKS = List.of(COSName.SMASK, COSName.MASK);

    /** In bytes: where JPEG 2000 data have their header. */
    private static final int JPX_HEADER = 1 << 16;

    private ImageHeader() {}

    /** @param image its dictionary, also that of an inline image */
    public static boolean makesSense(COSDictionary image) throws IOException {
        if (!isReadable(image)) {
            return false;
        }
        for (COSName key : MASKS) {
            if (image.getDictionaryObject(key) instanceof COSStream mask && !isReadable(mask)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isReadable(COSDictionary image) throws IOException {
        long width = length(image.getDictionaryObject(COSName.WIDTH, COSName.W));
        long height = length(image.getDictionaryObject(COSName.HEIGHT, COSName.H));
        return width * height > 0
                && width * height <= MAX_AREA
                && BITS.contains(image.getInt(COSName.BITS_PER_COMPONENT, COSName.BPC, 1))
                && areUsual(image.getDictionaryObject(COSName.DECODE_PARMS, COSName.DP))
                && (!(image instanceof COSStream stream) || hasJpxHeader(stream));
    }

    /** 0 if it is none. Some viewers do not read a number that is no integer. */
    private static long length(@Nullable COSBase value) {
        long length = value instanceof COSInteger number ? number.longValue() : 0;
        return length > 0 && length <= MAX_LENGTH ? length : 0;
    }

    private static boolean areUsual(@Nullable COSBase parameters) {
        if (parameters instanceof COSArray each) {
            for (int index = 0; index < each.size(); index++) {
                if (!areUsual(each.getObject(index))) {
                    return false;
                }
            }
        }
        return !(parameters instanceof COSDictionary dictionary)
                || isWithin(dictionary.getInt(COSName.COLUMNS, 1), MAX_LENGTH)
                        && isWithin(dictionary.getInt(COSName.COLORS, 1), MAX_COLORS)
                        && BITS.contains(dictionary.getInt(COSName.BITS_PER_COMPONENT, 8));
    }

    private static boolean isWithin(int number, int most) {
        return number > 0 && number <= most;
    }

    /** Whether data in JPEG 2000, if they are, begin as those do. */
    private static boolean hasJpxHeader(COSStream image) throws IOException {
        if (!List.of(COSName.JPX_DECODE).equals(PackedStream.filters(image)) || !image.hasData()) {
            return true;
        }
        try (InputStream data = image.createRawInputStream()) {
            String start = new String(data.readNBytes(JPX_HEADER), StandardCharsets.ISO_8859_1);
            String codestream = "\u00FF\u004F\u00FF\u0051";
            return start.startsWith(codestream)
                    || start.startsWith("\0\0\0\fjP  ") && start.contains("jp2h") && start.contains(codestream);
        }
    }
}
