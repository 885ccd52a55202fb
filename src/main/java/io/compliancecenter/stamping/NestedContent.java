package io.compliancecenter.stamping;

import io.compliancecenter.pdf.ContentScan;
import io.compliancecenter.pdf.ImageHeader;
import io.compliancecenter.pdf.LayerVisibility;
import io.compliancecenter.pdf.PackedStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.pdfbox.contentstream.operator.Operator;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.pdfparser.PDFStreamParser;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.jspecify.annotations.Nullable;

/**
 * The content that pages draw by their resources: forms, patterns, glyphs and masks. If it begins a layer, and viewers do not find
 * its end, some of them go on hiding what the page draws after it. At an image that makes no sense, some stop.
 */
final class NestedContent {

    private static final COSName CHARACTERS = COSName.getPDFName("CharProcs");

    /** The tag of optional content, however it is written. */
    private static final Pattern LAYER = Pattern.compile("/(?:O|#4[Ff])(?:C|#43)(?![^\\s()<>\\[\\]{}/%])");

    /** Its operators, of which one too many takes part in the layers of the page. */
    private static final Pattern MARKED_CONTENT = Pattern.compile("B[DM]C|EMC");

    private static final Pattern INLINE_IMAGE = Pattern.compile("(?<![^\\s()<>\\[\\]{}/%])BI(?![^\\s/])");

    /** Long enough for each of these. */
    private static final int OVERLAP = 16;

    /** With which the content of a glyph begins, and no other. */
    private static final Pattern WIDTH = Pattern.compile("^(?:\\s*[-+.\\d]+){2,6}\\s+d[01](?=\\s|$)");

    private static final int MAX_WIDTH = 200;

    private final boolean layered;
    private final LayerVisibility visibility;
    private final Set<COSBase> seen = Collections.newSetFromMap(new IdentityHashMap<>());

    NestedContent(PDDocument document) {
        this.layered = document.getDocumentCatalog().getCOSObject().containsKey(COSName.OCPROPERTIES);
        this.visibility = LayerVisibility.of(document);
    }

    /** What in it could hide the stamp of a page, as the end of a sentence; null if nothing. What other pages draw is read once. */
    @Nullable
    String problem(PDPage page) throws IOException {
        Deque<COSDictionary> open = new ArrayDeque<>();
        addResources(page.getCOSObject(), open);
        while (!open.isEmpty()) {
            COSDictionary next = open.pop();
            if (next instanceof COSStream content && mayStayOpen(content)) {
                return "has a layer, and a form, a pattern or a glyph with marked content whose end some viewers do not find";
            }
            if (next instanceof COSStream content && !haveSense(content)) {
                return "has an image without a valid size in a form, a pattern or a glyph, at which some viewers stop";
            }
            addResources(next, open);
        }
        return null;
    }

    /** Whether its images, and those in the content itself, do. */
    private static boolean haveSense(COSStream content) throws IOException {
        COSDictionary resources = content.getCOSDictionary(COSName.RESOURCES);
        if (resources != null) {
            for (COSDictionary image : values(resources, COSName.XOBJECT)) {
                if (isImage(image) && !ImageHeader.makesSense(image)) {
                    return false;
                }
            }
        }
        try {
            return !content.hasData() || !contains(content, INLINE_IMAGE) || haveInlineSense(content);
        } catch (IOException | RuntimeException unreadable) {
            return true;
        }
    }

    private static boolean haveInlineSense(COSStream content) throws IOException {
        try (InputStream in = PackedStream.open(content)) {
            PDFStreamParser tokens = new PDFStreamParser(in.readAllBytes());
            for (Object token = tokens.parseNextToken(); token != null; token = tokens.parseNextToken()) {
                if (token instanceof Operator operator
                        && operator.getImageParameters() != null
                        && !ImageHeader.makesSense(operator.getImageParameters())) {
                    return false;
                }
            }
            return true;
        }
    }

    private static boolean isImage(COSDictionary xObject) {
        return COSName.IMAGE.equals(xObject.getDictionaryObject(COSName.SUBTYPE));
    }

    private void addResources(COSDictionary holder, Deque<COSDictionary> open) {
        COSDictionary resources = holder.getCOSDictionary(COSName.RESOURCES);
        if (resources == null || !seen.add(resources)) {
            return;
        }
        for (COSDictionary form : values(resources, COSName.XOBJECT)) {
            if (!isImage(form)) {
                add(form, open);
            }
        }
        values(resources, COSName.PATTERN).forEach(pattern -> add(pattern, open));
        values(resources, COSName.FONT).forEach(font -> addFont(font, open));
        for (COSDictionary state : values(resources, COSName.EXT_G_STATE)) {
            if (state.getDictionaryObject(COSName.SMASK) instanceof COSDictionary mask) {
                add(mask.getDictionaryObject(COSName.G), open);
            }
            if (state.getDictionaryObject(COSName.FONT) instanceof COSArray font && font.size() > 0) {
                addFont(font.getObject(0), open);
            }
        }
    }

    private void addFont(@Nullable COSBase font, Deque<COSDictionary> open) {
        if (font instanceof COSDictionary dictionary && dictionary.containsKey(CHARACTERS)) {
            values(dictionary, CHARACTERS).forEach(glyph -> add(glyph, open));
            add(font, open);
        }
    }

    private void add(@Nullable COSBase content, Deque<COSDictionary> open) {
        if (content instanceof COSDictionary dictionary && seen.add(dictionary)) {
            open.push(dictionary);
        }
    }

    private static Iterable<COSDictionary> values(COSDictionary holder, COSName key) {
        COSDictionary all = holder.getCOSDictionary(key);
        return all == null
                ? Set.of()
                : all.keySet().stream()
                        .map(all::getDictionaryObject)
                        .filter(COSDictionary.class::isInstance)
                        .map(COSDictionary.class::cast)
                        .toList();
    }

    private boolean mayStayOpen(COSStream content) {
        try {
            return content.hasData()
                    && (visibility.anyHidden() && contains(content, MARKED_CONTENT)
                            || contains(content, LAYER) && mayBeHidden(content))
                    && !isRegular(content);
        } catch (IOException | RuntimeException unreadable) {
            // Viewers draw nothing of it, or each another part.
            return layered && mayBeHidden(content);
        }
    }

    private static boolean contains(COSStream content, Pattern tag) throws IOException {
        try (InputStream in = PackedStream.open(content)) {
            String last = "";
            byte[] next = in.readNBytes(1 << 14);
            while (next.length > 0) {
                String text = last + new String(next, StandardCharsets.ISO_8859_1);
                if (tag.matcher(text).find()) {
                    return true;
                }
                last = text.substring(Math.max(0, text.length() - OVERLAP));
                next = in.readNBytes(1 << 14);
            }
            return false;
        }
    }

    private boolean mayBeHidden(COSStream content) {
        COSDictionary resources = content.getCOSDictionary(COSName.RESOURCES);
        COSDictionary layers = resources == null ? null : resources.getCOSDictionary(COSName.PROPERTIES);
        return layers == null
                || layers.keySet().stream().anyMatch(key -> visibility.mayHide(layers.getCOSDictionary(key)));
    }

    private static boolean isRegular(COSStream content) throws IOException {
        InputStream in = PackedStream.open(content);
        byte[] start = in.readNBytes(MAX_WIDTH);
        String withoutWidth =
                WIDTH.matcher(new String(start, StandardCharsets.ISO_8859_1)).replaceFirst("");
        return ContentScan.isRegular(new SequenceInputStream(
                new ByteArrayInputStream(withoutWidth.getBytes(StandardCharsets.ISO_8859_1)), in));
    }
}
