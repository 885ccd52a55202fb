package io.compliancecenter.publishing.pdfcheck;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.EnumMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSObject;
import org.apache.pdfbox.cos.COSObjectKey;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;

/**
 * Visits each dictionary and stream that can be reached from the pages or the trailer of a PDF, once for each of its roles.
 * Viewers look for actions and files in dozens of places; visiting all dictionaries covers every one of them.
 */
final class PdfGraph {

    /** Looks at one dictionary, which may be a stream. */
    interface Visitor {
        void visit(COSDictionary dictionary, PdfRole role, PdfPlace place) throws IOException, RefusedPdfException;
    }

    private record Visit(COSBase value, PdfRole role, PdfPlace place) {}

    private final Map<PdfRole, Set<COSBase>> seen = new EnumMap<>(PdfRole.class);
    private final Map<COSBase, Integer> pages = new IdentityHashMap<>();
    private final Deque<Visit> open = new ArrayDeque<>();
    private final List<Visitor> visitors;

    /** Does not know where pages are. */
    PdfGraph(COSDictionary trailer, Visitor... visitors) {
        this.visitors = List.of(visitors);
        add(trailer, PdfRole.ORDINARY, PdfPlace.UNKNOWN);
    }

    PdfGraph(PDDocument document, Visitor... visitors) {
        this.visitors = List.of(visitors);
        int number = 0;
        for (PDPage page : document.getPages()) {
            number++;
            pages.putIfAbsent(page.getCOSObject(), number);
        }
        // All pages first, so that what belongs to one is found there.
        pages.entrySet().stream()
                .sorted(Map.Entry.comparingByValue())
                .forEach(page -> add(page.getKey(), PdfRole.ORDINARY, PdfPlace.UNKNOWN));
        add(document.getDocument().getTrailer(), PdfRole.ORDINARY, PdfPlace.UNKNOWN);
    }

    /** @throws RefusedPdfException if a visitor refuses something, or cannot read it */
    void walk() throws RefusedPdfException {
        while (!open.isEmpty()) {
            Visit next = open.remove();
            if (next.value instanceof COSDictionary dictionary) {
                visit(dictionary, next.role, next.place);
            }
            addValues(next);
        }
    }

    private void addValues(Visit visited) throws RefusedPdfException {
        try {
            if (visited.value instanceof COSDictionary dictionary) {
                dictionary.forEach((key, value) -> add(value, visited.role.ofValue(key), visited.place));
            } else if (visited.value instanceof COSArray array) {
                array.forEach(value -> add(value, visited.role, visited.place));
            }
        } catch (RuntimeException | StackOverflowError unreadable) {
            throw new RefusedPdfException(
                    PdfObjection.DAMAGED, visited.place, "an object that is used here is damaged");
        }
    }

    private void visit(COSDictionary dictionary, PdfRole role, PdfPlace place) throws RefusedPdfException {
        try {
            for (Visitor visitor : visitors) {
                visitor.visit(dictionary, role, place);
            }
        } catch (IOException | RuntimeException unreadable) {
            throw new RefusedPdfException(PdfObjection.DAMAGED, place, "an object is damaged");
        }
    }

    private void add(COSBase value, PdfRole role, PdfPlace place) {
        COSBase target = resolve(value);
        boolean composed = target instanceof COSDictionary || target instanceof COSArray;
        if (composed && seen.computeIfAbsent(role, PdfGraph::newSet).add(target)) {
            open.add(new Visit(target, role, placeOf(target, place)));
        }
    }

    private PdfPlace placeOf(COSBase target, PdfPlace holder) {
        COSObjectKey key = target.getKey();
        Integer page = pages.get(target);
        if (key == null && page == null) {
            return holder;
        }
        return new PdfPlace(page == null ? holder.page() : page, key == null ? holder.object() : key.getNumber());
    }

    private static Set<COSBase> newSet(PdfRole role) {
        return Collections.newSetFromMap(new IdentityHashMap<>());
    }

    private static COSBase resolve(COSBase value) {
        return value instanceof COSObject reference ? reference.getObject() : value;
    }
}
