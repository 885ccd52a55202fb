package io.compliancecenter.dashboard;

import io.compliancecenter.catalogue.published.Status;
import io.compliancecenter.catalogue.published.StatusOnDay;
import io.compliancecenter.catalogue.published.StatusOnDay.EffectiveStatus;
import io.compliancecenter.web.Badge;
import io.compliancecenter.web.TimeText;
import org.jspecify.annotations.Nullable;

/**
 * A status on a page: a badge, and the stated status with its date where the dates contradict it.
 *
 * @param note message key of the words in front of the date; null if there is no date
 * @param date null if the status is as the vendor states it
 */
record StatusView(
        Badge badge, @Nullable String note, @Nullable TimeText date) {

    static StatusView of(StatusOnDay status, FormattingContext context) {
        Badge badge = Badges.of(status.effective());
        return status.date() == null
                ? new StatusView(badge, null, null)
                : new StatusView(badge, note(status), context.day(status.date()));
    }

    private static String note(StatusOnDay status) {
        boolean certified = status.stated() == Status.CERTIFIED;
        if (status.effective() == EffectiveStatus.EXPIRED) {
            return certified ? "status.CERTIFIED.until" : "status.COMPLIANT.until";
        }
        return certified ? "status.CERTIFIED.from" : "status.COMPLIANT.from";
    }
}
