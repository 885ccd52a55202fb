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

    /** A dictionary of external objects, with names that its producer chose. */
    EXTERNAL_OBJECTS,

    /** An action that a person starts by a click. */
    ACTION,

    /** An action that starts by itself, when the document is opened or a page is shown. */
    AUTOMATIC_ACTION,

    /** A dictionary with automatic actions. */
    TRIGGERS;

    private static final Map<String, PdfRole> BY_KEY = Map.of(
            "StructTreeRoot",
            STRUCTURE,
            "SE",
            STRUCTURE,
            "SD",
            STRUCTURE,
            "XObject",
            EXTERNAL_OBJECTS,
            "A",
            ACTION,
            "PA",
            ACTION,
            "NA",
            AUTOMATIC_ACTION,
            "OpenAction",
            AUTOMATIC_ACTION,
            "AA",
            TRIGGERS);

    /** The role of a value, to which this is the role of the dictionary. */
    PdfRole ofValue(COSName key) {
        String name = key.getName();
        PdfRole byName = BY_KEY.getOrDefault(name, ORDINARY);
        return switch (this) {
            // References to pages, annotations and external objects
            case STRUCTURE -> name.equals("Pg") || name.equals("Obj") || name.equals("Stm") ? ORDINARY : STRUCTURE;
            case TRIGGERS -> AUTOMATIC_ACTION;
            case ACTION, AUTOMATIC_ACTION -> name.equals("Next") ? this : byName;
            default -> byName;
        };
    }
}
