package io.compliancecenter.publishing.pdfcheck;

import java.util.Map;
import org.apache.pdfbox.cos.COSName;

/**
 * What viewers take something for, by the way on which they get to it. The same dictionary can have several roles, and a name in
 * it means another thing in each.
 */
enum PdfRole {
    ORDINARY,

    /** A part of the logical structure (ISO 32000-1, 14.7), whose types can have any name, and where nothing acts. */
    STRUCTURE,

    /** A dictionary of fonts, pictures or other resources, with names that its producer chose. */
    RESOURCES,

    /** An action that a person starts by a click. */
    ACTION,

    /** An action that starts by itself, when the document is opened or a page is shown. */
    AUTOMATIC_ACTION,

    /** A dictionary with automatic actions. */
    TRIGGERS;

    private static final Map<String, PdfRole> BY_KEY = Map.ofEntries(
            Map.entry("StructTreeRoot", STRUCTURE),
            Map.entry("SE", STRUCTURE),
            Map.entry("SD", STRUCTURE),
            Map.entry("ColorSpace", RESOURCES),
            Map.entry("ExtGState", RESOURCES),
            Map.entry("Font", RESOURCES),
            Map.entry("Pattern", RESOURCES),
            Map.entry("Properties", RESOURCES),
            Map.entry("Shading", RESOURCES),
            Map.entry("XObject", RESOURCES),
            Map.entry("A", ACTION),
            Map.entry("PA", ACTION),
            Map.entry("NA", AUTOMATIC_ACTION),
            Map.entry("OpenAction", AUTOMATIC_ACTION),
            Map.entry("AA", TRIGGERS));

    /** The role of a value, to which this is the role of the dictionary. */
    PdfRole ofValue(COSName key) {
        String name = key.getName();
        PdfRole byName = BY_KEY.getOrDefault(name, ORDINARY);
        return switch (this) {
            // References to pages, annotations and external objects
            case STRUCTURE -> name.equals("Pg") || name.equals("Obj") || name.equals("Stm") ? ORDINARY : STRUCTURE;
            case RESOURCES -> ORDINARY;
            case TRIGGERS -> AUTOMATIC_ACTION;
            case ACTION, AUTOMATIC_ACTION -> name.equals("Next") ? this : byName;
            case ORDINARY -> byName;
        };
    }
}
