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
                end(row.grantedUntil(), language, zone),
                text(row.endedAt(), language, zone),
                row.isEndable(now));
    }

    /** How pages show where it stands. */
    public Badge badge() {
        return row.state().badge(endedAt != null);
    }

    private static @Nullable TimeText text(@Nullable Instant time, Locale language, ZoneId zone) {
        return time == null ? null : TimeText.of(time, language, zone);
    }

    private static @Nullable TimeText end(@Nullable Instant time, Locale language, ZoneId zone) {
        return time == null ? null : TimeText.ofEnd(time, language, zone);
    }
}
