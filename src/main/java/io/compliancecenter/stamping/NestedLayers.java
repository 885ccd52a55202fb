package io.compliancecenter.stamping;

import io.compliancecenter.pdf.ContentScan;
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
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.jspecify.annotations.Nullable;

/**
 * The content that pages draw by their resources: forms, patterns, glyphs and masks. If it begins a layer, and viewers do not find
 * its end, some of them go on hiding what the page draws after it.
 */
final class NestedLayers {

    private static final COSName CHARACTERS = COSName.getPDFName("CharProcs");

    /** The tag of optional content, however it is written. */
    private static final Pattern TAG = Pattern.compile("/(?:O|#4[Ff])(?:C|#43)(?![^\\s()<>\\[\\]{}/%])");

    /** Long enough for it. */
    private static final int OVERLAP = 16;

    /** With which the content of a glyph begins, and no other. */
    private static final Pattern WIDTH = Pattern.compile("^(?:\\s*[-+.\\d]+){2,6}\\s+d[01](?=\\s|$)");

    private static final int MAX_WIDTH = 200;

    private final boolean layered;
    private final LayerVisibility visibility;
    private final Set<COSBase> seen = Collections.newSetFromMap(new IdentityHashMap<>());

    NestedLayers(PDDocument document) {
        this.layered = document.getDocumentCatalog().getCOSObject().containsKey(COSName.OCPROPERTIES);
        this.visibility = LayerVisibility.of(document);
    }

    /** Whether one may not end that a viewer may hide; what other pages draw, too, is looked at once. */
    boolean mayStayOpen(PDPage page) throws IOException {
        Deque<COSDictionary> open = new ArrayDeque<>();
        addResources(page.getCOSObject(), open);
        while (!open.isEmpty()) {
            COSDictionary next = open.pop();
            if (next instanceof COSStream content && mayStayOpen(content)) {
                return true;
            }
            addResources(next, open);
        }
        return false;
    }

    private void addResources(COSDictionary holder, Deque<COSDictionary> open) {
        COSDictionary resources = holder.getCOSDictionary(COSName.RESOURCES);
        if (resources == null || !seen.add(resources)) {
            return;
        }
        for (COSDictionary form : values(resources, COSName.XOBJECT)) {
            if (!COSName.IMAGE.equals(form.getDictionaryObject(COSName.SUBTYPE))) {
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
            return content.hasData() && hasLayer(content) && mayBeHidden(content) && !isRegular(content);
        } catch (IOException | RuntimeException unreadable) {
            // Viewers draw nothing of it, or each another part.
            return layered && mayBeHidden(content);
        }
    }

    private static boolean hasLayer(COSStream content) throws IOException {
        try (InputStream in = PackedStream.open(content)) {
            String last = "";
            byte[] next = in.readNBytes(1 << 14);
            while (next.length > 0) {
                String text = last + new String(next, StandardCharsets.ISO_8859_1);
                if (TAG.matcher(text).find()) {
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
