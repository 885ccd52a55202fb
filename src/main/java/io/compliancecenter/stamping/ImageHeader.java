package io.compliancecenter.stamping;

import java.util.List;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;

/**
 * What an image says of itself (ISO 32000-1, 8.9.5). If that makes no sense, some viewers stop drawing the page there, before its
 * stamp.
 */
final class ImageHeader {

    private static final int MAX_LENGTH = 1 << 16;
    private static final int MAX_BITS = 16;
    private static final List<COSName> MASKS = List.of(COSName.SMASK, COSName.MASK);

    private ImageHeader() {}

    /** @param image its dictionary, also that of an inline image */
    static boolean makesSense(COSDictionary image) {
        return hasSize(image)
                && MASKS.stream()
                        .map(image::getDictionaryObject)
                        .allMatch(mask -> !(mask instanceof COSStream stream) || hasSize(stream));
    }

    private static boolean hasSize(COSDictionary image) {
        int bits = image.getInt(COSName.BITS_PER_COMPONENT, COSName.BPC, 1);
        return isLength(image.getInt(COSName.WIDTH, COSName.W))
                && isLength(image.getInt(COSName.HEIGHT, COSName.H))
                && bits > 0
                && bits <= MAX_BITS;
    }

    private static boolean isLength(int length) {
        return length > 0 && length <= MAX_LENGTH;
    }
}
