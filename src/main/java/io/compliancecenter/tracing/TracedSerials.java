package io.compliancecenter.tracing;

import io.compliancecenter.stamping.Serial;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** The serials that were found in a file, and where they were found. */
final class TracedSerials {

    static final String INFORMATION = "document information";
    static final String XMP = "XMP metadata";
    static final String BYTES = "bytes of the file, which cannot be read as a PDF";

    /** A serial in one place. Pages count from 1; 0 means that the place is not on a page. */
    record Find(Serial serial, String place, int page) {}

    private final Map<Serial, List<Find>> finds = new LinkedHashMap<>();

    void add(Find find) {
        finds.computeIfAbsent(find.serial(), fresh -> new ArrayList<>()).add(find);
    }

    List<Serial> serials() {
        return List.copyOf(finds.keySet());
    }

    /** The places of a serial, for the terminal. */
    String places(Serial serial) {
        TreeSet<Integer> pages = new TreeSet<>();
        List<String> places = new ArrayList<>();
        for (Find find : finds.getOrDefault(serial, List.of())) {
            if (find.page() > 0) {
                pages.add(find.page());
            } else if (!places.contains(find.place())) {
                places.add(find.place());
            }
        }
        if (!pages.isEmpty()) {
            places.add("text of %d pages, from page %d to %d".formatted(pages.size(), pages.first(), pages.last()));
        }
        return String.join("; ", places);
    }
}
