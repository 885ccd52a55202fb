package io.compliancecenter.evidence.activity;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The activity page.
 *
 * @param members choices of the filter, as are the certificates and kinds
 * @param filter in the zone of days and times
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
        ActivityFilter filter,
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
