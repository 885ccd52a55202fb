package io.compliancecenter.desk.groups;

import io.compliancecenter.desk.groups.Groups.PlaceRow;
import io.compliancecenter.desk.groups.Groups.ProposalRow;
import io.compliancecenter.web.TimeText;
import java.time.ZoneId;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How pages show groups. */
final class GroupViews {

    private GroupViews() {}

    /** An Organization in a group. */
    record Place(
            PlaceRow row, @Nullable TimeText from, @Nullable TimeText until) {

        static Place of(PlaceRow row, Locale language, ZoneId zone) {
            return new Place(
                    row,
                    TimeText.ofNullable(row.validFrom(), language, zone),
                    TimeText.ofNullableEnd(row.validUntil(), language, zone));
        }
    }

    /** An Organization that is to be in a group. */
    record Proposal(
            ProposalRow row,
            @Nullable TimeText from,
            @Nullable TimeText until,
            TimeText proposedAt) {

        static Proposal of(ProposalRow row, Locale language, ZoneId zone) {
            return new Proposal(
                    row,
                    TimeText.ofNullable(row.validFrom(), language, zone),
                    TimeText.ofNullableEnd(row.validUntil(), language, zone),
                    TimeText.of(row.proposedAt(), language, zone));
        }
    }
}
