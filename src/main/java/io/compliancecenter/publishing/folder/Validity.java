package io.compliancecenter.publishing.folder;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * From when until when something counts.
 *
 * @param from null for always
 * @param until the first moment at which it no longer does; null for no end
 */
record Validity(@Nullable Instant from, @Nullable Instant until) {

    /** Reads the optional fields {@code from} and {@code until}. */
    static Validity of(YamlMapping entry) {
        Instant from = entry.optionalValue("from", ValueParser.RECORDED_TIME);
        Instant until = entry.optionalValue("until", ValueParser.RECORDED_TIME);
        if (from != null && until != null && !from.isBefore(until)) {
            entry.report("until", "has to be after from");
        }
        return new Validity(from, until);
    }
}
