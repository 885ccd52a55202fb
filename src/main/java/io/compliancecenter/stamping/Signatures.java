package io.compliancecenter.stamping;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.HexFormat;
import java.util.IdentityHashMap;
import java.util.Set;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSString;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.jspecify.annotations.Nullable;

/**
 * The digital signatures of a document (ISO 32000-1, 12.8), which a stamp would break. Whether they are valid is for viewers to
 * say; but one whose byte range is not that of the file can never be.
 */
final class Signatures {

    private static final COSName DOC_MDP = COSName.getPDFName("DocMDP");

    /** In bytes: some have the time, certificates and revocation lists in them. */
    private static final int MAX_SIZE = 1 << 22;

    /** In bytes: for the end of a revision, and the white space after it. */
    private static final int END = 32;

    private final RandomAccessFile file;
    private final Deque<COSDictionary> open = new ArrayDeque<>();
    private final Set<COSBase> seen = Collections.newSetFromMap(new IdentityHashMap<>());

    private Signatures(RandomAccessFile file) {
        this.file = file;
    }

    /** Whether a signature in a field, at an annotation of a page, or of the document as a whole covers the file. */
    static boolean cover(PDDocument document, Path path) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
            Signatures signatures = new Signatures(file);
            COSDictionary catalog = document.getDocumentCatalog().getCOSObject();
            COSDictionary form = catalog.getCOSDictionary(COSName.ACRO_FORM);
            signatures.addAll(form == null ? null : form.getCOSArray(COSName.FIELDS));
            for (PDPage page : document.getPages()) {
                signatures.addAll(page.getCOSObject().getCOSArray(COSName.ANNOTS));
            }
            COSDictionary permissions = catalog.getCOSDictionary(COSName.PERMS);
            signatures.add(permissions == null ? null : permissions.getDictionaryObject(DOC_MDP));
            return signatures.anyCovers();
        }
    }

    private void addAll(@Nullable COSArray objects) {
        for (int index = 0; objects != null && index < objects.size(); index++) {
            add(objects.getObject(index));
        }
    }

    private void add(@Nullable COSBase object) {
        if (object instanceof COSDictionary dictionary && seen.add(dictionary)) {
            open.push(dictionary);
        }
    }

    /** Fields, whose kids may be fields, annotations, which may be fields or kids of some, and signatures. */
    private boolean anyCovers() throws IOException {
        while (!open.isEmpty()) {
            COSDictionary next = open.pop();
            if (covers(next)) {
                return true;
            }
            add(next.getDictionaryObject(COSName.V));
            add(next.getDictionaryObject(COSName.PARENT));
            addAll(next.getCOSArray(COSName.KIDS));
        }
        return false;
    }

    /** Whether it is over all the bytes of a revision but its own, which are where the gap is. */
    private boolean covers(COSDictionary signature) throws IOException {
        COSArray range = signature.getCOSArray(COSName.BYTERANGE);
        if (range == null
                || range.size() != 4
                || !(signature.getDictionaryObject(COSName.CONTENTS) instanceof COSString contents)) {
            return false;
        }
        long gap = range.getInt(1);
        long second = range.getInt(2);
        long end = second + range.getInt(3);
        return range.getInt(0) == 0
                && gap > 0
                && second > gap
                && second - gap <= MAX_SIZE
                && end > second
                && end <= file.length()
                && isSignature(contents.getBytes(), read(gap, second))
                && read(Math.max(second, end - END), end).strip().endsWith("%%EOF");
    }

    private static boolean isSignature(byte[] contents, String gap) {
        String digits = gap.strip().replaceFirst("^<", "").replaceFirst(">$", "");
        return contents.length > 0
                && contents[0] != 0
                && HexFormat.of().formatHex(contents).equalsIgnoreCase(digits.replaceAll("\\s", ""));
    }

    private String read(long from, long to) throws IOException {
        byte[] bytes = new byte[(int) (to - from)];
        file.seek(from);
        file.readFully(bytes);
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
