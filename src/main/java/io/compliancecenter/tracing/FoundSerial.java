package io.compliancecenter.tracing;

import io.compliancecenter.stamping.Serial;

/**
 * A serial in a file.
 *
 * @param places where it was found, for the terminal; empty if it was typed in
 */
public record FoundSerial(Serial serial, Kind kind, String places) {

    /** How certain it is that there is such a serial. */
    public enum Kind {
        /** Its check digits match. */
        EXACT,

        /** Its bytes identify the file, as those of another number do in other files: only a database tells the difference. */
        IDENTIFIER,

        /** It was read with errors, and may be another one. */
        SIMILAR
    }
}
