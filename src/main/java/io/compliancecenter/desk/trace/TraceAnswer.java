package io.compliancecenter.desk.trace;

import io.compliancecenter.tracing.FoundSerial;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The answer to whose copy something is.
 *
 * @param asked the words that were typed in, or the name of the file
 * @param sha256 of the file, in lower-case hexadecimal; null for what was typed in
 */
record TraceAnswer(String asked, @Nullable String sha256, List<Find> finds) {

    /**
     * A serial.
     *
     * @param copy null if no permit has it
     */
    record Find(FoundSerial found, Traces.@Nullable Copy copy) {

        /** Whether it was read or typed with errors. */
        public boolean isSimilar() {
            return found.kind() == FoundSerial.Kind.SIMILAR;
        }
    }

    /** Whether the file was changed, or merged from several copies. */
    public boolean isMixed() {
        return finds.size() > 1;
    }
}
