package io.compliancecenter.publishing.pdfcheck;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSObject;

/**
 * Visits each dictionary and stream that can be reached from the trailer of a PDF once. Viewers look for actions and files in
 * dozens of places; visiting all dictionaries covers every one of them.
 */
final class PdfGraph {

    /** Looks at one dictionary, which may be a stream. */
    interface Visitor {
        void visit(COSDictionary dictionary) throws IOException, RefusedPdfException;
    }

    private final Set<COSBase> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Deque<COSBase> open = new ArrayDeque<>();
    private final List<Visitor> visitors;

    PdfGraph(COSDictionary trailer, Visitor... visitors) {
        this.visitors = List.of(visitors);
        push(trailer);
    }

    void walk() throws IOException, RefusedPdfException {
        while (!open.isEmpty()) {
            COSBase next = open.pop();
            if (next instanceof COSDictionary dictionary) {
                for (Visitor visitor : visitors) {
                    visitor.visit(dictionary);
                }
                dictionary.getValues().forEach(this::push);
            } else if (next instanceof COSArray array) {
                array.forEach(this::push);
            }
        }
    }

    private void push(COSBase value) {
        COSBase target = value instanceof COSObject reference ? reference.getObject() : value;
        boolean composed = target instanceof COSDictionary || target instanceof COSArray;
        if (composed && seen.add(target)) {
            open.push(target);
        }
    }
}
