package io.compliancecenter.evidence.activity;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The activity page.
 *
 * @param members choices of the filter, as are the certificates and kinds
 * @param from the filter's first day as a date field has it; empty if there is none
 * @param to the filter's last day, likewise
 * @param zone id of the time zone of days and times
 * @param zoneName the zone's name for people
 * @param filtered whether the filter leaves anything out
 * @param csvAddress the same entries as a file
 * @param bundleAddress the evidence bundle for the same days
 * @param newestAddress the first page; null on the first page
 * @param olderAddress the next page; null on the last page
 */
record ActivityPage(
        List<ActivityRow> rows,
        List<Choice> members,
        List<Choice> certificates,
        List<Choice> kinds,
        String from,
        String to,
        String zone,
        String zoneName,
        boolean filtered,
        String csvAddress,
        String bundleAddress,
        @Nullable String newestAddress,
        @Nullable String olderAddress) {

    /**
     * One value of a filter.
     *
     * @param label text; for a kind, a message key
     */
    record Choice(String value, String label, boolean chosen) {}
}
