package io.compliancecenter.desk.requests;

import io.compliancecenter.desk.requests.DeskRequests.Row;
import io.compliancecenter.web.Badge;
import io.compliancecenter.web.TimeText;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A request, for a page or a list.
 *
 * @param until null unless it is granted
 * @param endedAt when the grant ended before its time; null if it did not
 * @param endable whether the grant can be ended now
 */
record RequestView(
        Row row,
        TimeText requestedAt,
        @Nullable TimeText until,
        @Nullable TimeText endedAt,
        boolean endable) {

    static RequestView of(Row row, Instant now, Locale language, ZoneId zone) {
        return new RequestView(
                row,
                TimeText.of(row.requestedAt(), language, zone),
                TimeText.ofNullableEnd(row.grantedUntil(), language, zone),
                TimeText.ofNullable(row.endedAt(), language, zone),
                row.isEndable(now));
    }

    /** How pages show where it stands. */
    public Badge badge() {
        return row.state().badge(endedAt != null);
    }
}
