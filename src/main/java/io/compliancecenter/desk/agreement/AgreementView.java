package io.compliancecenter.desk.agreement;

import io.compliancecenter.desk.agreement.Agreements.AgreementRow;
import io.compliancecenter.web.FileSize;
import io.compliancecenter.web.TimeText;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * An agreement, for a page or a list.
 *
 * @param paperSize null if there is no paper
 */
public record AgreementView(
        AgreementRow row,
        AgreementStatus status,
        TimeText signedOn,
        TimeText from,
        @Nullable TimeText until,
        @Nullable TimeText submittedAt,
        @Nullable TimeText approvedAt,
        @Nullable TimeText endedAt,
        @Nullable String paperSize) {

    static AgreementView of(AgreementRow row, Locale language, ZoneId zone) {
        return new AgreementView(
                row,
                AgreementStatus.valueOf(row.status()),
                TimeText.of(row.signedOn(), language),
                TimeText.of(row.inForceFrom(), language, zone),
                end(row.inForceUntil(), language, zone),
                text(row.submittedAt(), language, zone),
                text(row.approvedAt(), language, zone),
                text(row.endedAt(), language, zone),
                row.paperSize() == null ? null : FileSize.text(row.paperSize(), language));
    }

    private static @Nullable TimeText text(@Nullable Instant time, Locale language, ZoneId zone) {
        return time == null ? null : TimeText.of(time, language, zone);
    }

    private static @Nullable TimeText end(@Nullable Instant time, Locale language, ZoneId zone) {
        return time == null ? null : TimeText.ofEnd(time, language, zone);
    }
}
