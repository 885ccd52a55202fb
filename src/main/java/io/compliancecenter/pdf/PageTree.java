package io.compliancecenter.pdf;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSNull;
import org.apache.pdfbox.cos.COSObject;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.jspecify.annotations.Nullable;

/**
 * The page tree of a document (ISO 32000-1, 7.7.3), which viewers read with more tolerance than PDFBox does: they also show a
 * page that has no type, or a wrong one.
 */
public final class PageTree {

    private static final List<COSName> INHERITABLE =
            List.of(COSName.RESOURCES, COSName.MEDIA_BOX, COSName.CROP_BOX, COSName.ROTATE);

    private static final COSName USER_UNIT = COSName.getPDFName("UserUnit");

    /** In the viewer preferences, which boxes of the pages are shown or printed instead of their crop box. */
    private static final List<COSName> VIEW_AREAS = Stream.of("ViewArea", "ViewClip", "PrintArea", "PrintClip")
            .map(COSName::getPDFName)
            .toList();

    /** The largest of the PDF specification (ISO 32000-1, annex C). */
    private static final float MAX_USER_UNIT = 75_000;

    /** Of nodes and pages. A small file can refer to the same ones again and again. */
    private static final int MAX_ENTRIES = 100_000;

    private final COSDictionary root = new COSDictionary();
    private final COSArray pages = new COSArray();
    private final Set<COSDictionary> known = Collections.newSetFromMap(new IdentityHashMap<>());

    private PageTree() {}

    /**
     * Replaces the page tree by one with a single node, whose pages are all that a viewer may show: every entry that is not a
     * node itself. Each page gets what it inherits, and boxes that are not empty, so that all viewers agree about it, and which
     * part of it they show.
     *
     * @return the number of pages; 0 if there are none
     * @throws IOException if an entry of the tree is no dictionary, or if there are too many
     */
    public static int flatten(PDDocument document) throws IOException {
        COSDictionary catalog = document.getDocumentCatalog().getCOSObject();
        if (catalog instanceof COSStream) {
            throw new IOException("The catalog of the document is a stream");
        }
        COSDictionary preferences = catalog.getCOSDictionary(COSName.VIEWER_PREFERENCES);
        if (preferences != null) {
            VIEW_AREAS.forEach(preferences::removeItem);
        }
        COSDictionary old = catalog.getCOSDictionary(COSName.PAGES);
        if (old == null) {
            return 0;
        }
        PageTree tree = new PageTree();
        tree.collect(old);
        tree.root.setItem(COSName.TYPE, COSName.PAGES);
        tree.root.setItem(COSName.KIDS, tree.pages);
        tree.root.setInt(COSName.COUNT, tree.pages.size());
        catalog.setItem(COSName.PAGES, tree.root);
        return tree.pages.size();
    }

    /** A node on the way from the root, with what its pages inherit. */
    private record Node(COSDictionary dictionary, COSDictionary inherited, Iterator<? extends COSBase> kids) {

        static Node of(COSDictionary dictionary, COSDictionary parent, COSArray kids) {
            COSDictionary inherited = new COSDictionary(parent);
            for (COSName key : INHERITABLE) {
                COSBase own = dictionary.getItem(key);
                if (own != null && counts(key, own)) {
                    inherited.setItem(key, own);
                }
            }
            return new Node(dictionary, inherited, kids.iterator());
        }
    }

    /** Without recursion, because a tree may be of any depth. */
    private void collect(COSDictionary old) throws IOException {
        Set<COSDictionary> path = Collections.newSetFromMap(new IdentityHashMap<>());
        Deque<Node> open = new ArrayDeque<>();
        open.push(Node.of(new COSDictionary(), new COSDictionary(), new COSArray(List.of(old))));
        int entries = 0;
        while (!open.isEmpty()) {
            Node node = open.element();
            if (!node.kids.hasNext()) {
                path.remove(open.pop().dictionary);
                continue;
            }
            COSBase item = node.kids.next();
            COSDictionary entry = dictionary(item);
            entries++;
            if (entries > MAX_ENTRIES) {
                throw new IOException("The page tree has more than " + MAX_ENTRIES + " entries");
            }
            COSArray kids = kids(entry);
            if (kids == null) {
                add(item, entry, node.inherited);
            } else if (path.add(entry)) {
                open.push(Node.of(entry, node.inherited, kids));
            }
        }
    }

    private COSDictionary dictionary(COSBase item) throws IOException {
        COSBase entry = item instanceof COSObject reference ? reference.getObject() : item;
        if (!(entry instanceof COSDictionary dictionary) || entry instanceof COSStream || dictionary.size() == 0) {
            throw new IOException("Page " + (pages.size() + 1) + " is missing: the page tree refers to something else");
        }
        return dictionary;
    }

    /** The entries of a node; null if it is a page, as it is even with entries if it says so, or has only content. */
    private static @Nullable COSArray kids(COSDictionary entry) {
        COSBase type = entry.getDictionaryObject(COSName.TYPE);
        COSArray kids = entry.getCOSArray(COSName.KIDS);
        boolean empty = kids != null
                && kids.size() == 0
                && (entry.containsKey(COSName.CONTENTS) || type != null && !COSName.PAGES.equals(type));
        return empty || COSName.PAGE.equals(type) ? null : kids;
    }

    private void add(COSBase item, COSDictionary entry, COSDictionary inherited) {
        // A page that is shown twice becomes two, since each place in the tree needs a page of its own.
        boolean first = known.add(entry);
        COSDictionary page = first ? entry : new COSDictionary(entry);
        for (COSName key : INHERITABLE) {
            COSBase value = inherited.getItem(key);
            if (counts(key, page.getItem(key))) {
                continue;
            }
            if (value instanceof COSDictionary) {
                // Written once, however many pages have it.
                value.setDirect(false);
            }
            page.setItem(key, value);
        }
        page.setItem(COSName.TYPE, COSName.PAGE);
        page.setItem(COSName.PARENT, root);
        // With entries it would be a node to some viewers.
        page.removeItem(COSName.KIDS);
        if (page.getCOSArray(COSName.ANNOTS) == null) {
            // Poppler does not show a page with anything else.
            page.removeItem(COSName.ANNOTS);
        }
        correctView(page);
        pages.add(first ? item : page);
    }

    /** Resources that are something else, as a stream is to most viewers, do not keep them from inheriting. */
    private static boolean counts(COSName key, @Nullable COSBase item) {
        COSBase value = item instanceof COSObject reference ? reference.getObject() : item;
        return value != null
                && value != COSNull.NULL
                && (!key.equals(COSName.RESOURCES) || value instanceof COSDictionary && !(value instanceof COSStream));
    }

    /** As most viewers do: a page without a size is a letter, and a crop box beside the page does not count. */
    private static void correctView(COSDictionary page) {
        PDRectangle media = box(page, COSName.MEDIA_BOX);
        if (media == null) {
            media = PDRectangle.LETTER;
        }
        // Viewers differ in what they take for a number, and in what they do with more than four.
        page.setItem(COSName.MEDIA_BOX, media.getCOSArray());
        PDRectangle crop = box(page, COSName.CROP_BOX);
        if (crop == null || !overlap(media, crop)) {
            page.removeItem(COSName.CROP_BOX);
        } else {
            // Poppler shows more than that of a crop box which is not within the page.
            page.setItem(COSName.CROP_BOX, new PDPage(page).getCropBox().getCOSArray());
        }
        int rotation = new PDPage(page).getRotation();
        if (rotation == 0) {
            page.removeItem(COSName.ROTATE);
        } else {
            // Poppler does not read 90.0.
            page.setInt(COSName.ROTATE, rotation);
        }
        float unit = page.getFloat(USER_UNIT, 1);
        if (!(unit > 0 && unit <= MAX_USER_UNIT)) {
            page.removeItem(USER_UNIT);
        }
    }

    private static @Nullable PDRectangle box(COSDictionary page, COSName key) {
        COSArray numbers = page.getCOSArray(key);
        PDRectangle box = numbers == null ? null : new PDRectangle(numbers);
        return box == null || box.getWidth() <= 0 || box.getHeight() <= 0 ? null : box;
    }

    private static boolean overlap(PDRectangle one, PDRectangle other) {
        return one.getLowerLeftX() < other.getUpperRightX()
                && other.getLowerLeftX() < one.getUpperRightX()
                && one.getLowerLeftY() < other.getUpperRightY()
                && other.getLowerLeftY() < one.getUpperRightY();
    }
}
