package io.compliancecenter.stamping;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSInteger;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.jspecify.annotations.Nullable;

/** The references from the structure elements of a document to the marked content of its pages (ISO 32000-1, 14.7.4). */
final class ContentTags {

    private static final COSName STREAM = COSName.getPDFName("Stm");
    private static final COSName MARKED_CONTENT_REFERENCE = COSName.getPDFName("MCR");

    private final PDDocument document;
    private @Nullable Map<Integer, COSArray> elements;

    ContentTags(PDDocument document) {
        this.document = document;
    }

    /** Makes the references to a page's content ones to that of a form, to which the content has been moved. */
    void move(COSDictionary page, COSStream form) {
        int number = page.getInt(COSName.STRUCT_PARENTS);
        if (number < 0) {
            return;
        }
        page.removeItem(COSName.STRUCT_PARENTS);
        form.setInt(COSName.STRUCT_PARENTS, number);
        Set<COSBase> moved = Collections.newSetFromMap(new IdentityHashMap<>());
        COSArray ofPage = elements().getOrDefault(number, new COSArray());
        for (int index = 0; index < ofPage.size(); index++) {
            if (ofPage.getObject(index) instanceof COSDictionary element && moved.add(element)) {
                moveKids(element, page, form);
            }
        }
    }

    private static void moveKids(COSDictionary element, COSDictionary page, COSStream form) {
        boolean ofPage = isOf(page, element);
        if (element.getDictionaryObject(COSName.K) instanceof COSArray kids) {
            for (int index = 0; index < kids.size(); index++) {
                kids.set(index, moved(kids.get(index), kids.getObject(index), ofPage, page, form));
            }
        } else {
            COSBase kid = element.getDictionaryObject(COSName.K);
            element.setItem(COSName.K, moved(element.getItem(COSName.K), kid, ofPage, page, form));
        }
    }

    private static @Nullable COSBase moved(
            @Nullable COSBase item, @Nullable COSBase kid, boolean ofPage, COSDictionary page, COSStream form) {
        if (kid instanceof COSInteger number && ofPage) {
            COSDictionary reference = new COSDictionary();
            reference.setItem(COSName.TYPE, MARKED_CONTENT_REFERENCE);
            reference.setItem(COSName.PG, page);
            reference.setItem(STREAM, form);
            reference.setItem(COSName.MCID, number);
            return reference;
        }
        if (kid instanceof COSDictionary reference
                && reference.containsKey(COSName.MCID)
                && !reference.containsKey(STREAM)
                && (reference.containsKey(COSName.PG) ? isOf(page, reference) : ofPage)) {
            reference.setItem(STREAM, form);
        }
        return item;
    }

    private static boolean isOf(COSDictionary page, COSDictionary referring) {
        COSBase named = referring.getDictionaryObject(COSName.PG);
        return named == null || named == page;
    }

    /** The leaves of the parent tree, which is read once. */
    private Map<Integer, COSArray> elements() {
        Map<Integer, COSArray> known = elements;
        if (known != null) {
            return known;
        }
        Map<Integer, COSArray> found = new HashMap<>();
        COSDictionary root = document.getDocumentCatalog().getCOSObject().getCOSDictionary(COSName.STRUCT_TREE_ROOT);
        Deque<COSDictionary> open = new ArrayDeque<>();
        Set<COSBase> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        push(root == null ? null : root.getDictionaryObject(COSName.PARENT_TREE), open, seen);
        while (!open.isEmpty()) {
            COSDictionary node = open.pop();
            COSArray numbers = node.getCOSArray(COSName.NUMS);
            for (int index = 1; numbers != null && index < numbers.size(); index += 2) {
                if (numbers.getObject(index) instanceof COSArray ofPage) {
                    found.put(numbers.getInt(index - 1), ofPage);
                }
            }
            COSArray kids = node.getCOSArray(COSName.KIDS);
            for (int index = 0; kids != null && index < kids.size(); index++) {
                push(kids.getObject(index), open, seen);
            }
        }
        elements = found;
        return found;
    }

    private static void push(@Nullable COSBase node, Deque<COSDictionary> open, Set<COSBase> seen) {
        if (node instanceof COSDictionary dictionary && seen.add(dictionary)) {
            open.push(dictionary);
        }
    }
}
